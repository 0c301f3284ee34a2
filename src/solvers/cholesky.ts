/**
 * Solves Ax = b for a symmetric positive definite A (size x size, row-major, its lower triangle is read and overwritten).
 * Undefined when A is not positive definite in float64. Source: Golub and Van Loan, "Matrix Computations", 4.2.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let rest = matrix[row + j];
      for (let k = 0; k < j; k++) rest -= matrix[row + k] * matrix[other + k];
      if (j < i) matrix[row + j] = rest / matrix[other + j];
      else if (rest > 0 && rest < Infinity) matrix[row + i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  const solution = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i] -= matrix[i * size + k] * solution[k];
    solution[i] /= matrix[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i] -= matrix[k * size + i] * solution[k];
    solution[i] /= matrix[i * size + i];
  }
  return solution;
}
