/** How cells of a feature become bins 0 to `used` - 1; missing cells have a bin of their own. At most 255 bins. */
export type BinnedFeature =
  | { kind: 'number'; used: number; thresholds: Float64Array; monotone: -1 | 0 | 1 }
  /** `binByCode` each code; `used` = the code has none and counts as missing. */
  | { kind: 'category'; used: number; binByCode: Uint8Array };

/** Rows to grow trees on, and behind them the rows held back. */
export interface TreeRows {
  /** All rows, and how many of them are held back. */
  rows: number;
  held: number;
  features: readonly BinnedFeature[];
  /** Writes features of the given rows `from` to `to` (exclusive), row-major float64, to the start of `into`. */
  write(from: number, to: number, into: Float64Array): void;
  /** Where each row of `write` belongs: 0 to rows - 1, those held back last. The arrays below are in this order. */
  order: Int32Array;
  /** Values, 0 or 1, or class codes. */
  targets: Float64Array;
  /** Absent = 1. */
  weights?: Float64Array;
}

/** The loss that is boosted, by the score: half the squared error, or cross-entropy of two or more classes. */
export type TreeLoss = { name: 'squared' | 'binomial' } | { name: 'multinomial'; classes: number };
