import { roundStep, ticksBetween } from './ticks.ts';
import type { Bins, Grid, Slice } from '../contract/result/figures.ts';

/** Gives the value below which a share of sorted numbers lies, interpolated as NumPy does. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const rank = (sorted.length - 1) * share;
  const low = Math.floor(rank);
  const a = sorted[low] ?? NaN;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] ?? a;
  return a + (b - a) * (rank - low);
}

/** Bins numbers around zero, wide enough for 99 % of them, with round borders and at most about 40 bins. */
export function binResiduals(sorted: Float64Array): Bins {
  const low = Math.min(0, quantile(sorted, 0.005));
  const high = Math.max(0, quantile(sorted, 0.995));
  const wanted = Math.min(36, Math.max(8, Math.ceil(2 * Math.sqrt(sorted.length))));
  const width = high > low ? roundStep((high - low) / wanted) : 1;
  const from = Math.floor(low / width) * width;
  const bins = Math.max(1, Math.ceil((high - from) / width + 1e-9));
  const counts = new Array<number>(bins).fill(0);
  let below = 0;
  let above = 0;
  for (const value of sorted) {
    const bin = Math.floor((value - from) / width);
    if (bin < 0) below++;
    else if (bin < bins) counts[bin] = (counts[bin] ?? 0) + 1;
    else if (value === from + bins * width) counts[bins - 1] = (counts[bins - 1] ?? 0) + 1;
    else above++;
  }
  return { from, width, counts, below, above };
}

/** Bins pairs of numbers on one range for both axes, in one pass. */
export function binPairs(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  range: readonly [number, number],
  across: number,
  up: number,
): Grid {
  const [from, to] = range;
  const counts = new Uint32Array(across * up);
  let outside = 0;
  for (let row = 0; row < x.length; row++) {
    const [a, b] = [x[row] ?? NaN, y[row] ?? NaN];
    if (!(a >= from && a <= to && b >= from && b <= to)) {
      outside++;
      continue;
    }
    const i = Math.min(across - 1, Math.floor(((a - from) / (to - from)) * across));
    const j = Math.min(up - 1, Math.floor(((b - from) / (to - from)) * up));
    counts[j * across + i] = (counts[j * across + i] ?? 0) + 1;
  }
  return { across, up, counts, outside };
}

/** Finds the range that shows every actual value and 99 % of the predicted ones; both are given sorted. */
export function rangeOfPairs(actual: Float64Array, predicted: Float64Array): [number, number] {
  const low = Math.min(actual[0] ?? 0, quantile(predicted, 0.005));
  const high = Math.max(actual[actual.length - 1] ?? 1, quantile(predicted, 0.995));
  if (!(high > low)) return [low - 1, low + 1];
  const near = (high - low) * 0.02;
  return [low >= 0 && low < high * 0.15 ? 0 : low - near, high + near];
}

/** Cuts the actual values at round numbers and sums up each part that holds rows. */
export function slicePairs(actual: Float64Array, predicted: Float64Array, range: readonly [number, number]): Slice[] {
  const cuts = ticksBetween(range[0], range[1], 8);
  const step = (cuts[1] ?? range[1]) - (cuts[0] ?? range[0]);
  const first = (cuts[0] ?? range[0]) - step;
  const parts = new Map<number, { actual: number; predicted: number; errors: number[] }>();
  for (let row = 0; row < actual.length; row++) {
    const [a, p] = [actual[row] ?? NaN, predicted[row] ?? NaN];
    if (Number.isNaN(a) || Number.isNaN(p)) continue;
    const key = Math.floor((a - first) / step + 1e-12);
    const part = parts.get(key) ?? { actual: 0, predicted: 0, errors: [] };
    part.actual += a;
    part.predicted += p;
    part.errors.push(Math.abs(a - p));
    parts.set(key, part);
  }
  return [...parts.entries()]
    .sort(([a], [b]) => a - b)
    .map(([key, part]) => ({
      from: first + key * step,
      to: first + (key + 1) * step,
      rows: part.errors.length,
      meanActual: part.actual / part.errors.length,
      meanPredicted: part.predicted / part.errors.length,
      medianError: quantile(Float64Array.from(part.errors).sort(), 0.5),
    }));
}
