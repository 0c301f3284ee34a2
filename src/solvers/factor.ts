/** A factored matrix A (the centred, scaled rows, or the triangle R of their QR factorization) with the right side y. */
export interface Factor {
  /** How many directions the rows determine. */
  rank: number;
  /** Columns that those before them make superfluous, in order. */
  redundant: number[];
  /** Descending, all of them; only where the matrix was narrow enough to find them in good time. */
  singularValues?: Float64Array;
  /** Gives coefficients that make |y - Ab|² smallest. */
  solve(): Float64Array;
  /** Gives coefficients b with A'Ab = gradient. */
  solveNormal(gradient: Float64Array): Float64Array;
  /**
   * Gives, of all coefficients that predict the same on every row, those of smallest norm before column j was multiplied by `scale[j]`.
   */
  smallest(coefficients: Float64Array, scale: Float64Array): Float64Array;
  /** Gives the diagonal of the inverse of A'A; NaN for a coefficient that the rows do not determine by itself. */
  inverseDiagonal(): Float64Array;
}

/** Adds `factor` times another vector. */
export function addScaled(into: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < into.length; i++) into[i] += factor * other[i];
}

/** Gives the sum of the products of two vectors, over the shorter one. */
export function dot(a: Float64Array, b: Float64Array): number {
  const length = Math.min(a.length, b.length);
  let total = 0;
  for (let i = 0; i < length; i++) total += a[i] * b[i];
  return total;
}

/** Gives the length of a vector. */
export function norm(values: Float64Array): number {
  return Math.sqrt(dot(values, values));
}

/** Takes the parts along orthonormal vectors off a vector; gives those parts. */
export function takeOff(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const shares = new Float64Array(basis.length);
  // Twice is enough: Parlett, "The Symmetric Eigenvalue Problem", 6.9.
  for (let twice = 0; twice < 2; twice++)
    basis.forEach((other, k) => {
      const share = dot(vector, other);
      shares[k] += share;
      addScaled(vector, other, -share);
    });
  return shares;
}
