/** Gives the rows of a problem a block at a time, so that they need never exist as one matrix. */
export interface RowBlocks {
  readonly rows: number;
  /** Features a row. */
  readonly cols: number;
  /** One a feature, for sentences that name one. */
  readonly names?: readonly string[];
  /** Writes rows `from` to `to` (exclusive), row-major, into the start of `into`. */
  readonly block: (from: number, to: number, into: Float64Array) => unknown;
  /** A faster way to the same, where there is one: writes feature j from `j * apart` on. */
  readonly columns?: (from: number, to: number, into: Float64Array, stride: number) => void;
}

/** Where a kernel takes a block of rows: column j from `j * apart` on. */
interface BlockBuffer {
  readonly blockRows: number;
  readonly stride: number;
  readonly features: Float64Array;
}

/** Puts every block of rows where a kernel takes them, and has each taken. */
export async function eachBlock(
  { blockRows, stride, features }: BlockBuffer,
  { rows, cols, block, columns }: RowBlocks,
  take: (from: number, to: number) => unknown,
  yieldNow: (rows: number) => Promise<void>,
): Promise<void> {
  const rowMajor = new Float64Array(columns ? 0 : Math.min(rows, blockRows) * cols);
  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(from + blockRows, rows);
    if (columns) columns(from, to, features, stride);
    else {
      block(from, to, rowMajor);
      for (let j = 0; j < cols; j++)
        for (let i = 0, at = j; i < to - from; i++, at += cols) features[j * stride + i] = rowMajor[at];
    }
    await take(from, to);
    await yieldNow(to - from);
  }
}

/** Keeps rows that will be read many times as they are, feature by feature. */
export async function cacheRows(problem: RowBlocks, yieldNow: () => Promise<void>): Promise<RowBlocks> {
  const { rows, cols } = problem;
  const kept = new Float64Array(rows * cols);
  const blockRows = Math.max(1, Math.min(rows, Math.ceil(2 ** 15 / Math.max(cols, 1))));
  const block = { blockRows, stride: blockRows, features: new Float64Array(blockRows * cols) };
  const take = (from: number, to: number) => {
    for (let j = 0; j < cols; j++)
      kept.set(block.features.subarray(j * blockRows, j * blockRows + to - from), j * rows + from);
  };
  await eachBlock(block, problem, take, yieldNow);
  return {
    ...problem,
    columns(from, to, into, stride) {
      for (let j = 0; j < cols; j++) into.set(kept.subarray(j * rows + from, j * rows + to), j * stride);
    },
  };
}
