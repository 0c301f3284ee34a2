/** Gives how probable a value of Student's t at least as far from 0 is, on either side; `freedom` is its degrees of freedom. */
export function twoSidedShare(t: number, freedom: number): number {
  if (!(freedom > 0) || Number.isNaN(t)) return NaN;
  if (!Number.isFinite(t)) return 0;
  return betaShare(freedom / 2, 0.5, freedom / (freedom + t * t), (t * t) / (freedom + t * t));
}

/** Gives the t beyond which, on either side, `share` of Student's distribution lies; by Newton's method kept in a bracket. */
export function twoSidedLimit(share: number, freedom: number): number {
  if (!(freedom > 0) || !(share > 0) || !(share < 1)) return NaN;
  let low = 0;
  let high = 1;
  while (twoSidedShare(high, freedom) > share) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2;
    if (twoSidedShare(middle, freedom) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Gives the regularised incomplete beta function at x; `rest` is 1 - x, given so that it keeps its digits near 1.
 * Source: the continued fraction DLMF 8.17.22, evaluated by Lentz's method.
 */
function betaShare(a: number, b: number, x: number, rest: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(b, a, rest, x);
  const front = Math.exp(a * logTail(x, rest) + b * logTail(rest, x) - logBeta(a, b)) / a;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let c = 1;
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return front * fraction;
}

/** Gives the logarithm of a share; of one near 1 by the rest, which has more digits. */
function logTail(share: number, rest: number): number {
  return share < 0.5 ? Math.log(share) : Math.log1p(-rest);
}

/** Gives the logarithm of the beta function of two positive numbers, without the digits that three large logarithms would lose. */
function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  return logGamma(small) - logRatio(Math.max(a, b), small);
}

/** Gives log gamma(x + more) - log gamma(x): the difference of two Stirling series (DLMF 5.11.1), reached by recurrence. */
function logRatio(x: number, more: number): number {
  let product = 1;
  let from = x;
  for (; from < 15; from++) product *= from / (from + more);
  const leading = (from - 0.5) * Math.log1p(more / from) + more * Math.log(from + more) - more;
  return leading + stirling(from + more) - stirling(from) + Math.log(product);
}

function logGamma(value: number): number {
  let product = 1;
  let x = value;
  for (; x < 15; x++) product *= x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + stirling(x) - Math.log(product);
}

/** The terms of Stirling's series that vanish for a large number. */
function stirling(x: number): number {
  const inverse = 1 / (x * x);
  return (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / x;
}
