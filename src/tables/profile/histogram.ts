import type { Run } from '../../base/run.ts';
import { inChunks } from '../chunks.ts';

const bins = 24;

/**
 * Counts numbers in at most 24 equal bins from the smallest to the largest; whole numbers with few places between them get a bin
 * each. Missing cells are passed over.
 */
export async function histogram(
  values: Float64Array,
  { min, max }: { min: number; max: number },
  whole: boolean,
  run: Run,
): Promise<number[]> {
  const span = max - min;
  const single = whole && span < bins;
  const size = span === 0 ? 1 : single ? span + 1 : bins;
  const bars = new Array<number>(size).fill(0);
  await inChunks(values.length, run, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = values[i];
      if (value !== value) continue;
      // Halves keep the difference finite where the range is wider than the largest number.
      const bin =
        span === 0 ? 0 : single ? value - min : Math.floor(((value / 2 - min / 2) / (max / 2 - min / 2)) * size);
      bars[Math.min(size - 1, bin)]++;
    }
  });
  return bars;
}
