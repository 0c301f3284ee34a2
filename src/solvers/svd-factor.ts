import { addScaled, dot, norm, takeOff, type Factor } from './factor.ts';
import { orthogonalRows } from './jacobi.ts';

/** A column counts as a combination of others when less than this share of its length is left without them. */
const left = 1e-7;

/**
 * Factors a matrix (side.length x cols, row-major, overwritten with its right side) by its singular values.
 * Those below `tol` times the largest are taken for zero; `alpha` is a penalty on the squared coefficients.
 */
export async function svdFactor(
  matrix: Float64Array,
  side: Float64Array,
  cols: number,
  tol: number,
  alpha: number,
  yieldNow: () => Promise<void>,
): Promise<Factor> {
  const { coordinates, basis } = await shortened(matrix, side.length, cols, yieldNow);
  const width = basis?.length ?? cols;
  const { values, vectors, side: turned } = await orthogonalRows(coordinates, side, width, yieldNow);
  const limit = tol * (values[0] ?? 0);
  const rank = values.reduce((count, value) => count + (value > limit ? 1 : 0), 0);
  const rows = Array.from({ length: rank }, (_, i) => {
    const own = vectors.subarray(i * width, (i + 1) * width);
    return basis ? combined(own, basis, cols) : own;
  });
  const inverse = values.map((value) => 1 / (value * value + alpha));
  const combine = (share: (i: number) => number) =>
    combined(
      Float64Array.from(rows, (_, i) => share(i)),
      rows,
      cols,
    );

  return {
    rank,
    redundant: alpha > 0 || rank === cols ? [] : superfluous(rows, cols),
    singularValues: values,
    solve: () => combine((i) => inverse[i] * values[i] * turned[i]),
    solveNormal: (gradient) => combine((i) => inverse[i] * dot(rows[i], gradient)),
    smallest: (coefficients, scale) => (alpha > 0 ? coefficients : smallestNorm(coefficients, rows, scale)),
    inverseDiagonal: () =>
      Float64Array.from({ length: cols }, (_, j) => {
        const share = rows.reduce((sum, row) => sum + row[j] * row[j], 0);
        return share < 1 - left ? NaN : rows.reduce((sum, row, i) => sum + row[j] * row[j] * inverse[i], 0);
      }),
  };
}

/** Gives long rows as places along an orthonormal basis of as few directions as there are rows; leaves short rows as they are. */
async function shortened(
  matrix: Float64Array,
  count: number,
  cols: number,
  yieldNow: () => Promise<void>,
): Promise<{ coordinates: Float64Array; basis?: Float64Array[] }> {
  if (cols < 2 * count || count < 8) return { coordinates: matrix };
  const basis: Float64Array[] = [];
  const all: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    await yieldNow();
    const row = matrix.slice(i * cols, (i + 1) * cols);
    const length = norm(row);
    const shares = takeOff(row, basis);
    const rest = norm(row);
    const isNew = rest > Number.EPSILON * length;
    if (isNew) basis.push(row.map((value) => value / rest));
    all.push(isNew ? Float64Array.of(...shares, rest) : shares);
  }
  const coordinates = new Float64Array(count * basis.length);
  all.forEach((row, i) => coordinates.set(row, i * basis.length));
  return { coordinates, basis };
}

function combined(shares: Float64Array, vectors: readonly Float64Array[], cols: number): Float64Array {
  const result = new Float64Array(cols);
  vectors.forEach((vector, i) => addScaled(result, vector, shares[i]));
  return result;
}

/** Names the columns that those before them make superfluous; `rows` is an orthonormal basis of the row space. */
function superfluous(rows: readonly Float64Array[], cols: number): number[] {
  const basis: Float64Array[] = [];
  const rests = new Float64Array(cols);
  const dropped: number[] = [];
  for (let j = 0; j < cols; j++) {
    const column = Float64Array.from(rows, (row) => row[j]);
    const length = norm(column);
    takeOff(column, basis);
    rests[j] = norm(column);
    if (basis.length < rows.length && rests[j] > left * Math.max(length, left))
      basis.push(column.map((value) => value / rests[j]));
    else dropped.push(j);
  }
  // Where rounding let too many look superfluous, those with most of their own are kept.
  dropped.sort((a, b) => rests[a] - rests[b]);
  return dropped.slice(0, cols - rows.length).sort((a, b) => a - b);
}

/** Projects coefficients onto the row space in the columns' own units, keeping what they predict. */
function smallestNorm(coefficients: Float64Array, rows: readonly Float64Array[], scale: Float64Array): Float64Array {
  const scaled = coefficients.map((value, j) => value / scale[j]);
  const basis: Float64Array[] = [];
  const projections: number[] = [];
  for (const row of rows) {
    const own = row.map((value, j) => value / scale[j]);
    const shares = takeOff(own, basis);
    const length = norm(own);
    basis.push(own.map((value) => value / length));
    projections.push(
      (dot(scaled, row) - projections.reduce((sum, projection, k) => sum + projection * shares[k], 0)) / length,
    );
  }
  const result = new Float64Array(coefficients.length);
  basis.forEach((row, i) => addScaled(result, row, projections[i]));
  return result;
}
