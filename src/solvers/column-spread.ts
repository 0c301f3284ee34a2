import { AppError } from '../base/errors.ts';
import type { LeastSquaresPasses } from '../kernels/least-squares.ts';
import { productError } from './double-double.ts';
import { eachBlock, type RowBlocks } from './row-blocks.ts';

/** Where each column lies, the target's last (where there is none: zeros). */
export interface ColumnRanges {
  means: Float64Array;
  /** What the means lost when they were rounded. */
  rests: Float64Array;
  smallest: Float64Array;
  largest: Float64Array;
  /** Root mean square distance from the mean, good enough to scale by. */
  deviations: Float64Array;
}

/**
 * Measures every feature, and the target after them where there is one, in one pass.
 * Means are compensated, and exact for a constant column.
 * @throws AppError `train.not-a-number` names a column that holds NaN or numbers too large to add up
 */
export async function columnRanges(
  passes: LeastSquaresPasses,
  problem: RowBlocks,
  target: Float64Array | undefined,
  yieldNow: (rows: number) => Promise<void>,
): Promise<ColumnRanges> {
  const { rows, cols } = problem;
  const take = (from: number, to: number) => {
    if (target) passes.target.set(target.subarray(from, to));
    passes.measure(to - from);
  };
  await eachBlock(passes, problem, take, yieldNow);
  const { sums, lost, squares, first, smallest, largest } = passes.range;
  const bad = sums.findIndex((total) => !Number.isFinite(total));
  if (bad >= 0) {
    const name = problem.names?.[bad] ?? (bad === cols ? 'target' : `feature ${bad + 1}`);
    throw new AppError('train.not-a-number', { name });
  }
  const means = sums.map((total, j) => (smallest[j] === largest[j] ? smallest[j] : (total + lost[j]) / rows));
  const rests = means.map((mean, j) => {
    const whole = mean * rows;
    return smallest[j] === largest[j] ? 0 : (sums[j] - whole - productError(mean, rows, whole) + lost[j]) / rows;
  });
  const deviations = squares.map((square, j) =>
    smallest[j] === largest[j] ? 0 : Math.sqrt(Math.max(square / rows - (means[j] - first[j]) ** 2, 0)),
  );
  return { means, rests, smallest: smallest.slice(), largest: largest.slice(), deviations };
}

/** Gives the power of two that brings a size to between 1 and 2 (1 for nothing, or what is not a number). */
export function powerOfTwo(size: number): number {
  return size > 0 && size < Infinity ? 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(size)))) : 1;
}
