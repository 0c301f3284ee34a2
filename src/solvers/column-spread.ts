import type { RowBlocks } from './row-blocks.ts';

/** Where each column lies: its mean and its reach. */
export interface ColumnSpread {
  means: Float64Array;
  smallest: Float64Array;
  largest: Float64Array;
}

/**
 * Measures every feature, and the target after them, in one pass; means are compensated (Neumaier), and exact for a constant column.
 */
export async function columnSpread(
  problem: RowBlocks,
  target: Float64Array,
  blockRows: number,
  breathe: (rows: number) => Promise<void>,
): Promise<ColumnSpread> {
  const { rows, cols } = problem;
  const sums = new Float64Array(cols + 1);
  const lost = new Float64Array(cols + 1);
  const smallest = new Float64Array(cols + 1).fill(Infinity);
  const largest = new Float64Array(cols + 1).fill(-Infinity);
  const block = new Float64Array(Math.min(blockRows, rows) * cols);

  const add = (j: number, value: number) => {
    const total = sums[j];
    const next = total + value;
    lost[j] += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    sums[j] = next;
    if (value < smallest[j]) smallest[j] = value;
    if (value > largest[j]) largest[j] = value;
  };

  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(from + blockRows, rows);
    problem.block(from, to, block);
    for (let i = from, at = 0; i < to; i++) {
      for (let j = 0; j < cols; j++) add(j, block[at++]);
      add(cols, target[i]);
    }
    await breathe(to - from);
  }
  const means = sums.map((total, j) => (smallest[j] === largest[j] ? smallest[j] : (total + lost[j]) / rows));
  return { means, smallest, largest };
}
