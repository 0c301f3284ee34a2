/**
 * Sums numbers with the rounding errors carried along, so that the result is as good as one rounding of the true sum.
 * Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974).
 */
export function sum(values: ArrayLike<number>): number {
  return sumBy(values.length, (i) => values[i]);
}

/** Sums `term(0)` to `term(n - 1)` as `sum` does. */
export function sumBy(n: number, term: (i: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const value = term(i);
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(lost) ? total + lost : total;
}

/** Gives the mean, or NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}
