/**
 * Folds a block of rows into the triangle R of a QR factorization: R'R grows by block'block. The step of TSQR.
 * `block` is column-major (column j from `j * rows`) and is overwritten; `triangle` is cols x cols, row-major, upper.
 * Pivots `from` to `to` (exclusive) are done, so that a wide block can be folded in several calls.
 * Source: Demmel, Grigori, Hoemmen and Langou, "Communication-optimal parallel and sequential QR and LU
 * factorizations", SIAM J. Sci. Comput. 34 (2012); reflections as in Golub and Van Loan, 5.1.
 */
export function foldIntoR(
  block: Float64Array,
  rows: number,
  cols: number,
  triangle: Float64Array,
  from = 0,
  to = cols,
): void {
  for (let j = from; j < to; j++) {
    const start = j * rows;
    const pivot = triangle[j * cols + j];
    const square = squareOf(block, start, rows);
    if (square === 0) continue;
    const length = Math.sqrt(pivot * pivot + square);
    const turned = pivot >= 0 ? -length : length;
    const head = pivot - turned;
    const tau = head / -turned;
    triangle[j * cols + j] = turned;
    const inverse = 1 / head;
    for (let k = start; k < start + rows; k++) block[k] *= inverse;
    let l = j + 1;
    for (; l + 4 <= cols; l += 4) reflectFour(block, rows, start, l * rows, tau, triangle, j * cols + l);
    for (; l < cols; l++) reflectOne(block, rows, start, l * rows, tau, triangle, j * cols + l);
  }
}

function squareOf(block: Float64Array, start: number, rows: number): number {
  let even = 0;
  let odd = 0;
  let k = start;
  const end = start + rows;
  for (; k + 2 <= end; k += 2) {
    even += block[k] * block[k];
    odd += block[k + 1] * block[k + 1];
  }
  if (k < end) even += block[k] * block[k];
  return even + odd;
}

/** Applies the reflection in `block[start ...]` to the four columns from `at`, whose heads stand in R from `head`. */
function reflectFour(
  block: Float64Array,
  rows: number,
  start: number,
  at: number,
  tau: number,
  triangle: Float64Array,
  head: number,
): void {
  let a = at - start;
  let b = a + rows;
  let c = b + rows;
  let d = c + rows;
  let dotA = 0;
  let dotB = 0;
  let dotC = 0;
  let dotD = 0;
  const end = start + rows;
  for (let k = start; k < end; k++) {
    const v = block[k];
    dotA += v * block[k + a];
    dotB += v * block[k + b];
    dotC += v * block[k + c];
    dotD += v * block[k + d];
  }
  dotA = (dotA + triangle[head]) * tau;
  dotB = (dotB + triangle[head + 1]) * tau;
  dotC = (dotC + triangle[head + 2]) * tau;
  dotD = (dotD + triangle[head + 3]) * tau;
  triangle[head] -= dotA;
  triangle[head + 1] -= dotB;
  triangle[head + 2] -= dotC;
  triangle[head + 3] -= dotD;
  a += start;
  b += start;
  c += start;
  d += start;
  for (let k = start; k < end; k++) {
    const v = block[k];
    block[a++] -= dotA * v;
    block[b++] -= dotB * v;
    block[c++] -= dotC * v;
    block[d++] -= dotD * v;
  }
}

function reflectOne(
  block: Float64Array,
  rows: number,
  start: number,
  at: number,
  tau: number,
  triangle: Float64Array,
  head: number,
): void {
  let dot = triangle[head];
  for (let k = 0; k < rows; k++) dot += block[start + k] * block[at + k];
  dot *= tau;
  triangle[head] -= dot;
  for (let k = 0; k < rows; k++) block[at + k] -= dot * block[start + k];
}
