/** Is true where a value is missing (NaN). */
export function hasMissing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) return true;
  return false;
}

/** Adds up with Neumaier's compensation: the error stays near one rounding, whatever the order and the count. */
export function sum(values: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(lost) ? total + lost : total;
}

/** Gives the arithmetic mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  return sum(values) / values.length;
}

/** Gives the population standard deviation (ddof 0) about a mean, free of what rounding left in that mean. */
export function deviation(values: Float64Array, about: number): number {
  const n = values.length;
  const differences = new Float64Array(n);
  for (let i = 0; i < n; i++) differences[i] = values[i] - about;
  const drift = sum(differences);
  for (let i = 0; i < n; i++) differences[i] *= differences[i];
  return Math.sqrt(Math.max(0, sum(differences) - (drift * drift) / n) / n);
}

/** Gives the quantile q (0 to 1) of sorted values, interpolated linearly as NumPy does. */
export function quantile(sorted: Float64Array, q: number): number {
  const rank = q * (sorted.length - 1);
  const low = Math.floor(rank);
  const [a, b] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]];
  const t = rank - low;
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
}

/** Gives the most frequent of sorted values, the smallest of those equally frequent. */
export function mode(sorted: Float64Array): number {
  let best = sorted[0];
  let max = 0;
  for (let start = 0, at = 1; at <= sorted.length; at++) {
    if (at < sorted.length && sorted[at] === sorted[start]) continue;
    if (at - start > max) [best, max] = [sorted[start], at - start];
    start = at;
  }
  return best;
}
