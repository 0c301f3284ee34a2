/** Holds numbers row by row: cell (r, c) is `values[r * cols + c]`; a missing cell is NaN. */
export interface Matrix {
  values: Float64Array;
  rows: number;
  cols: number;
}
