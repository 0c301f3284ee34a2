import type { LeastSquaresPasses } from '../kernels/least-squares.ts';

/** Gives the rows of a problem a block at a time, so that they need never exist as one matrix. */
export interface RowBlocks {
  readonly rows: number;
  /** Features a row. */
  readonly cols: number;
  /** One a feature, for sentences that name one. */
  readonly names?: readonly string[];
  /** Writes rows `from` to `to` (exclusive), row-major, into the start of `into`. */
  block(from: number, to: number, into: Float64Array): unknown;
  /** A faster way to the same, where there is one: writes feature j from `j * apart` on. */
  columns?(from: number, to: number, into: Float64Array, apart: number): void;
}

/** Puts every block of rows, and their target where there is one, where the kernel takes them, and has each taken. */
export async function eachBlock(
  passes: LeastSquaresPasses,
  problem: RowBlocks,
  target: Float64Array | undefined,
  take: (count: number) => unknown,
  breathe: (rows: number) => Promise<void>,
): Promise<void> {
  const { cols } = problem;
  const { features, apart } = passes;
  const rowMajor = new Float64Array(problem.columns ? 0 : passes.blockRows * cols);
  for (let from = 0; from < problem.rows; from += passes.blockRows) {
    const to = Math.min(from + passes.blockRows, problem.rows);
    if (problem.columns) problem.columns(from, to, features, apart);
    else {
      problem.block(from, to, rowMajor);
      for (let j = 0; j < cols; j++)
        for (let i = 0, at = j; i < to - from; i++, at += cols) features[j * apart + i] = rowMajor[at];
    }
    if (target) passes.target.set(target.subarray(from, to));
    await take(to - from);
    await breathe(to - from);
  }
}
