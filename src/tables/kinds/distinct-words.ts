/** The words of a column, each different one once; -1 is a missing cell. Levels may repeat where most of them differ. */
export interface DistinctWords {
  levels: readonly string[];
  codes: Int32Array;
  /** How many cells each level has. */
  counts: Int32Array;
}
