/** The rows of a matrix turned until they are orthogonal: row i = singular value i * right singular vector i. */
export interface OrthogonalRows {
  /** In descending order. */
  values: Float64Array;
  /** count x cols, row-major: the right singular vectors, all zero where the singular value is 0. */
  vectors: Float64Array;
  /** The given right side in the turned rows' own directions. */
  side: Float64Array;
}

/** More sweeps than any matrix has been seen to need. */
const maxSweeps = 40;

/**
 * Turns the rows of a matrix (count x cols, row-major) and a right side with them until the rows are orthogonal: its
 * singular value decomposition by one-sided Jacobi, which also finds small singular values to high relative accuracy.
 * Both inputs are overwritten. Source: Demmel and Veselić, "Jacobi's method is more accurate than QR" (1992).
 */
export async function orthogonalRows(
  matrix: Float64Array,
  side: Float64Array,
  cols: number,
  yieldNow: () => Promise<void>,
): Promise<OrthogonalRows> {
  const count = side.length;
  const squares = new Float64Array(count);
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    for (let i = 0; i < count; i++) squares[i] = dot(matrix, i * cols, i * cols, cols);
    let turned = false;
    for (let i = 0; i + 1 < count; i++) {
      await yieldNow();
      for (let k = i + 1; k < count; k++) if (turn(matrix, side, squares, cols, i, k)) turned = true;
    }
    if (!turned) break;
  }
  return sorted(matrix, side, cols);
}

/** Makes rows i and k orthogonal, the longer one first; says whether they were not already. */
function turn(
  matrix: Float64Array,
  side: Float64Array,
  squares: Float64Array,
  cols: number,
  i: number,
  k: number,
): boolean {
  const a = squares[i];
  const b = squares[k];
  const product = dot(matrix, i * cols, k * cols, cols);
  if (Math.abs(product) <= Number.EPSILON * Math.sqrt(a) * Math.sqrt(b) || product === 0) return false;
  const zeta = (b - a) / (2 * product);
  const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cos = 1 / Math.sqrt(1 + tangent * tangent);
  const sin = cos * tangent;
  for (let p = i * cols, q = k * cols, end = p + cols; p < end; p++, q++) {
    const x = matrix[p];
    const y = matrix[q];
    matrix[p] = cos * x - sin * y;
    matrix[q] = sin * x + cos * y;
  }
  const x = side[i];
  side[i] = cos * x - sin * side[k];
  side[k] = sin * x + cos * side[k];
  squares[i] = Math.max(a - tangent * product, 0);
  squares[k] = Math.max(b + tangent * product, 0);
  return true;
}

function sorted(matrix: Float64Array, side: Float64Array, cols: number): OrthogonalRows {
  const lengths = Float64Array.from(side, (_, i) => Math.sqrt(dot(matrix, i * cols, i * cols, cols)));
  const order = Int32Array.from(side.keys()).sort((i, k) => lengths[k] - lengths[i]);
  const vectors = new Float64Array(matrix.length);
  order.forEach((row, index) => {
    const inverse = lengths[row] === 0 ? 0 : 1 / lengths[row];
    for (let j = 0; j < cols; j++) vectors[index * cols + j] = matrix[row * cols + j] * inverse;
  });
  return {
    values: Float64Array.from(order, (row) => lengths[row]),
    vectors,
    side: Float64Array.from(order, (row) => side[row]),
  };
}

function dot(matrix: Float64Array, a: number, b: number, length: number): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 2 <= length; k += 2) {
    even += matrix[a + k] * matrix[b + k];
    odd += matrix[a + k + 1] * matrix[b + k + 1];
  }
  if (k < length) even += matrix[a + k] * matrix[b + k];
  return even + odd;
}
