import { ln } from '../../models/ln.ts';
import type { SparseRows } from '../../solvers/sparse-logistic.ts';

/**
 * Gives the weight of each term by how rare it is: ln((1 + rows) / (1 + rows with it)) + 1, scikit-learn's smooth idf.
 */
export function inverseDocumentFrequency(documents: Int32Array, rows: number): Float64Array {
  return Float64Array.from(documents, (count) => Math.log((1 + rows) / (1 + count)) + 1);
}

/** Turns counts into TF-IDF in place: (1 + ln count, or the count) times idf, each row of length 1. */
export function weighTfIdf({ rows, starts, ids, values }: SparseRows, idf: Float64Array, sublinear: boolean): void {
  for (let row = 0; row < rows; row++) {
    let square = 0;
    for (let p = starts[row]; p < starts[row + 1]; p++) {
      const value = (sublinear ? 1 + ln(values[p]) : values[p]) * idf[ids[p]];
      values[p] = value;
      square += value * value;
    }
    const length = Math.sqrt(square);
    if (length > 0) for (let p = starts[row]; p < starts[row + 1]; p++) values[p] /= length;
  }
}

/** Turns counts into presence in place: 1 for every term a text has. */
export function weighPresence({ values }: SparseRows): void {
  values.fill(1);
}
