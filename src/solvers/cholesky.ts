/**
 * Factors a symmetric positive definite matrix (size x size, row-major) in place: its lower triangle becomes L with LL' = the matrix.
 * False when it is not positive definite in float64. Source: Golub and Van Loan, "Matrix Computations", 4.2.
 */
export function cholesky(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let rest = matrix[row + j];
      for (let k = 0; k < j; k++) rest -= matrix[row + k] * matrix[other + k];
      if (j < i) matrix[row + j] = rest / matrix[other + j];
      else if (rest > 0 && rest < Infinity) matrix[row + i] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** Solves LL'x = right for a matrix that `cholesky` factored. */
export function solveFactored(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const solution = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i] -= factor[i * size + k] * solution[k];
    solution[i] /= factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    solution[i] /= factor[i * size + i];
    for (let k = 0; k < i; k++) solution[k] -= factor[i * size + k] * solution[i];
  }
  return solution;
}
