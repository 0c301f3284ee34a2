import { binPairs, binResiduals, quantile, rangeOfPairs, slicePairs } from './binning.ts';
import type { ResidualSummary } from '../contract/result/figures.ts';

/** Squares along each side of the grid. */
const squares = 48;

/** Sums up how far off the rows are. No step takes more than about 10 ms for 100,000 rows: `pause` lets the page or worker answer between two. */
export async function summariseResiduals(
  actual: Float64Array,
  predicted: Float64Array,
  pause: () => Promise<void>,
): Promise<ResidualSummary> {
  const sortedActual = actual.slice().sort();
  await pause();
  const sortedPredicted = predicted.slice().sort();
  await pause();
  const range = rangeOfPairs(sortedActual, sortedPredicted);
  const residuals = differences(actual, predicted).sort();
  await pause();
  const misses = residuals.map(Math.abs).sort();
  await pause();
  const { across, up, counts, outside } = binPairs(actual, predicted, range, squares, squares);
  const filled: [number, number][] = [];
  counts.forEach((count, cell) => count > 0 && filled.push([cell, count]));
  await pause();
  const slices = slicePairs(actual, predicted, range);
  await pause();
  const bins = binResiduals(residuals);
  await pause();
  let [high, low] = [0, 0];
  for (const value of residuals) {
    if (value < 0) high++;
    else if (value > 0) low++;
  }
  const rows = residuals.length;
  await pause();
  return {
    rows,
    range,
    outside,
    grid: { across, up, filled },
    slices,
    bins,
    tooHigh: high / rows,
    tooLow: low / rows,
    half: quantile(misses, 0.5),
    most: quantile(misses, 0.8),
    nine: quantile(misses, 0.9),
  };
}

function differences(a: Float64Array, b: Float64Array): Float64Array {
  const found = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) found[i] = a[i] - b[i];
  return found;
}
