// exp, tanh and logistic made of + - * / and table look-ups alone. IEEE 754 says to the last bit what these give, while engines
// are free to round Math.exp and Math.tanh as they like: so a model predicts the same digits in every tab.

/** 2^k at k + 1022; doubling is exact. */
const powers = new Float64Array(1022 + 1024);
powers[0] = 2.2250738585072014e-308;
for (let i = 1; i < powers.length; i++) powers[i] = powers[i - 1] * 2;

/** ln 2 in two parts: the first has 32 trailing zero bits, so that its product with a whole number below 2^11 is exact. */
const ln2High = 0.693147180369123816490173;
const ln2Low = 1.90821492927058770002e-10;
const log2e = 1.44269504088896338700465;

/** e^r - 1 for |r| <= ln 2 / 2 by its Taylor series up to r^13 (what is left out is below 5e-18). */
function expm1Near(r: number): number {
  let p = 1 / 6227020800;
  p = p * r + 1 / 479001600;
  p = p * r + 1 / 39916800;
  p = p * r + 1 / 3628800;
  p = p * r + 1 / 362880;
  p = p * r + 1 / 40320;
  p = p * r + 1 / 5040;
  p = p * r + 1 / 720;
  p = p * r + 1 / 120;
  p = p * r + 1 / 24;
  p = p * r + 1 / 6;
  p = p * r + 0.5;
  return r + r * r * p;
}

/** Gives e^x within 1 ulp; 0 below -745.2, Infinity above 709.8, NaN for NaN. */
export function exp(x: number): number {
  if (x > 709.8) return Infinity;
  if (x < -745.2) return 0;
  const k = Math.floor(x * log2e + 0.5);
  const near = 1 + expm1Near(x - k * ln2High - k * ln2Low);
  if (k > 1023) return near * powers[1023 + 1022] * 2;
  return k < -1000 ? near * powers[k + 64 + 1022] * powers[1022 - 64] : near * powers[k + 1022];
}

/** Gives tanh x within 3 ulp, small x included; NaN for NaN. */
export function tanh(x: number): number {
  const twice = 2 * Math.abs(x);
  if (twice > 44) return x < 0 ? -1 : 1;
  const k = Math.floor(twice * log2e + 0.5);
  const power = powers[k + 1022];
  const grown = power - 1 + power * expm1Near(twice - k * ln2High - k * ln2Low);
  const size = grown / (grown + 2);
  return x < 0 ? -size : size;
}

/** Gives 1 / (1 + e^-x) within 3 ulp; NaN for NaN. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
