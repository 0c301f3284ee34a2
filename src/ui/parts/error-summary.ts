import { binResiduals, quantile, rangeOfPairs, type Bins } from './bins.ts';

/** What the plots of a regression show of its rows. */
export interface ErrorSummary {
  actual: Float64Array;
  predicted: Float64Array;
  /** One range for both, see `rangeOfPairs`. */
  range: [number, number];
  /** Predictions that lie outside of it. */
  outside: number;
  bins: Bins;
  /** Shares of the rows that are predicted too high and too low. */
  tooHigh: number;
  tooLow: number;
  /** Half, 80 % and 90 % of the rows are off by less. */
  half: number;
  most: number;
  nine: number;
}

/** Sums up how far off the rows are. Sorting 100,000 rows takes about 10 ms: `pause` lets the page answer after each. */
export async function summariseErrors(
  actualRows: readonly (number | string)[],
  predictedRows: readonly (number | string | null)[],
  pause: () => Promise<void>,
): Promise<ErrorSummary> {
  const [actual, predicted] = [numbersOf(actualRows), numbersOf(predictedRows)];
  const sortedActual = actual.slice().sort();
  await pause();
  const sortedPredicted = predicted.slice().sort();
  await pause();
  const range = rangeOfPairs(sortedActual, sortedPredicted);
  const residuals = actual.map((value, row) => value - predicted[row]).sort();
  await pause();
  const misses = residuals.map(Math.abs).sort();
  await pause();
  let [outside, high, low] = [0, 0, 0];
  for (const value of predicted) if (value < range[0] || value > range[1]) outside++;
  for (const value of residuals) {
    if (value < 0) high++;
    else if (value > 0) low++;
  }
  const rows = residuals.length;
  return {
    actual,
    predicted,
    range,
    outside,
    bins: binResiduals(residuals),
    tooHigh: high / rows,
    tooLow: low / rows,
    half: quantile(misses, 0.5),
    most: quantile(misses, 0.8),
    nine: quantile(misses, 0.9),
  };
}

function numbersOf(values: readonly (number | string | null)[]): Float64Array {
  const numbers = new Float64Array(values.length);
  values.forEach((value, row) => (numbers[row] = Number(value)));
  return numbers;
}
