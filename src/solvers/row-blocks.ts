/** Gives the rows of a problem a block at a time, so that they need never exist as one matrix. */
export interface RowBlocks {
  readonly rows: number;
  /** Features a row. */
  readonly cols: number;
  /** One a feature, for sentences that name one. */
  readonly names?: readonly string[];
  /** Writes rows `from` to `to` (exclusive), row-major, into the start of `into`. */
  block(from: number, to: number, into: Float64Array): unknown;
}
