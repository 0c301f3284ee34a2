/** A column counts as a combination of others when less than this share of its length is left without them. */
const left = 1e-7;

/**
 * Names the columns that no combination of the columns before them gives, `rank` of them, in order.
 * `vectors` holds an orthonormal basis of the row space, at least rank x cols, row-major.
 */
export function independentColumns(vectors: Float64Array, rank: number, cols: number): number[] {
  const basis = new Float64Array(rank * rank);
  const found: number[] = [];
  const rests = new Float64Array(cols).fill(-1);
  const column = new Float64Array(rank);
  for (let j = 0; j < cols && found.length < rank; j++) {
    for (let i = 0; i < rank; i++) column[i] = vectors[i * cols + j];
    const length = norm(column);
    // Twice is enough: Parlett, "The Symmetric Eigenvalue Problem", 6.9.
    for (let twice = 0; twice < 2; twice++) takeOff(column, basis, found.length);
    const rest = norm(column);
    rests[j] = rest;
    if (rest <= left * Math.max(length, left)) continue;
    for (let i = 0; i < rank; i++) basis[found.length * rank + i] = column[i] / rest;
    found.push(j);
  }
  if (found.length === rank) return found;
  const taken = new Set(found);
  const others = Array.from(rests.keys()).filter((j) => !taken.has(j));
  others.sort((a, b) => rests[b] - rests[a]);
  return [...found, ...others.slice(0, rank - found.length)].sort((a, b) => a - b);
}

/**
 * Gives, of all coefficients that predict the same on every row, those of smallest norm in the columns' own units.
 * Column j was multiplied by `scale[j]` before its `vectors` (at least rank x cols, orthonormal, row-major) were taken.
 */
export function smallestNorm(
  coefficients: Float64Array,
  vectors: Float64Array,
  rank: number,
  scale: Float64Array,
): Float64Array {
  const cols = coefficients.length;
  const scaled = coefficients.map((value, j) => value / scale[j]);
  const basis = new Float64Array(rank * cols);
  const triangle = new Float64Array(rank * rank);
  const places = new Float64Array(rank);
  for (let i = 0; i < rank; i++) {
    const row = basis.subarray(i * cols, (i + 1) * cols);
    for (let j = 0; j < cols; j++) row[j] = vectors[i * cols + j] / scale[j];
    for (let twice = 0; twice < 2; twice++)
      for (let k = 0; k < i; k++) {
        const before = basis.subarray(k * cols, (k + 1) * cols);
        const share = dot(row, before);
        triangle[k * rank + i] += share;
        for (let j = 0; j < cols; j++) row[j] -= share * before[j];
      }
    const length = norm(row);
    triangle[i * rank + i] = length;
    for (let j = 0; j < cols; j++) row[j] /= length;
    let place = dot(scaled, vectors.subarray(i * cols, (i + 1) * cols));
    for (let k = 0; k < i; k++) place -= triangle[k * rank + i] * places[k];
    places[i] = place / length;
  }
  const result = new Float64Array(cols);
  for (let i = 0; i < rank; i++) for (let j = 0; j < cols; j++) result[j] += places[i] * basis[i * cols + j];
  return result;
}

function takeOff(column: Float64Array, basis: Float64Array, count: number): void {
  for (let k = 0; k < count; k++) {
    const before = basis.subarray(k * column.length, (k + 1) * column.length);
    const share = dot(column, before);
    for (let i = 0; i < column.length; i++) column[i] -= share * before[i];
  }
}

function norm(values: Float64Array): number {
  return Math.sqrt(dot(values, values));
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
