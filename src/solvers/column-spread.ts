import { AppError } from '../base/errors.ts';
import { productError } from './double-double.ts';
import type { RowBlocks } from './row-blocks.ts';

/** Where each column lies. */
export interface ColumnSpread {
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
 * Means are compensated (Neumaier), and exact for a constant column.
 * @throws AppError `train.not-a-number` names a column that holds NaN or numbers too large to add up
 */
export async function columnSpread(
  problem: RowBlocks,
  target: Float64Array | undefined,
  blockRows: number,
  breathe: (rows: number) => Promise<void>,
): Promise<ColumnSpread> {
  const { rows, cols } = problem;
  const width = target ? cols + 1 : cols;
  const sums = new Float64Array(width);
  const lost = new Float64Array(width);
  const squares = new Float64Array(width);
  const first = new Float64Array(width);
  const smallest = new Float64Array(width).fill(Infinity);
  const largest = new Float64Array(width).fill(-Infinity);
  const block = new Float64Array(Math.min(blockRows, rows) * cols);

  const add = (j: number, value: number) => {
    const total = sums[j];
    const next = total + value;
    lost[j] += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    sums[j] = next;
    squares[j] += (value - first[j]) * (value - first[j]);
    if (value < smallest[j]) smallest[j] = value;
    if (value > largest[j]) largest[j] = value;
  };

  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(from + blockRows, rows);
    problem.block(from, to, block);
    if (from === 0) {
      first.set(block.subarray(0, cols));
      if (target) first[cols] = target[0];
    }
    for (let i = from, at = 0; i < to; i++) {
      for (let j = 0; j < cols; j++) add(j, block[at++]);
      if (target) add(cols, target[i]);
    }
    await breathe(to - from);
  }
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
  return { means, rests, smallest, largest, deviations };
}

/** Gives the power of two that brings a size to between 1 and 2 (1 for nothing, or what is not a number). */
export function powerOfTwo(size: number): number {
  return size > 0 && size < Infinity ? 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(size)))) : 1;
}
