/**
 * Gives the features of some rows, a block at a time, so that the rows need never exist as one matrix.
 * Feature j of a row is `(raw - scale[j].shift) * scale[j].factor`; the raw value is what stood in the column.
 */
export interface Features {
  readonly rows: number;
  /** One name a feature: the factor's own (`carat`) or `factor=level` for one of a one-hot group. */
  readonly names: readonly string[];
  readonly scale: readonly { shift: number; factor: number }[];
  /** For `encoding: 'codes'`: how many levels feature j has, or 0 for a number. */
  readonly levels: readonly number[];
  /** Writes rows `from` to `to` (exclusive), row-major, into `into` or a new array of (to - from) * names.length. */
  block(from: number, to: number, space: 'scaled' | 'raw', into?: Float64Array): Float64Array;
  /**
   * Gives the same rows in the order in which they are stored: row i of it is row `places[i]` here. A large table is read many times
   * faster so, and faster still feature by feature; for learners to which the order of rows means nothing.
   */
  stored?(): StoredFeatures;
  /** Texts of the factors, for an adapter with `input: 'texts'`; `block` does not contain them. */
  readonly texts?: {
    /** One name a factor. */
    readonly names: readonly string[];
    /** Gives the texts of rows `from` to `to` (exclusive) as [factor][row]; a missing one is ''. */
    cells(from: number, to: number): string[][];
  };
}

/** Features in the order in which their rows are stored. */
export interface StoredFeatures {
  features: Features;
  order: Int32Array;
  /** Writes feature j of rows `from` to `to` (exclusive) into `into` from `j * apart` on. */
  columns(from: number, to: number, space: 'scaled' | 'raw', into: Float64Array, stride: number): void;
}
