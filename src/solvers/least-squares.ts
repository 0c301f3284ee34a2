import type { Run } from '../base/run.ts';
import { columnSpread, powerOfTwo } from './column-spread.ts';
import { addProduct, addTo, sumError, type LongSum } from './double-double.ts';
import { foldIntoR } from './householder.ts';
import { orthogonalRows } from './jacobi.ts';
import { independentColumns, smallestNorm } from './row-space.ts';
import { residualSums } from './residuals.ts';
import type { RowBlocks } from './row-blocks.ts';

/** What is solved: the coefficients b and the intercept that make |y - intercept - Xb|² + alpha |b|² smallest. */
export interface LeastSquaresProblem extends RowBlocks {
  target: Float64Array;
}

/** `tol`: singular values (of columns brought to like length) below tol * the largest are taken for zero. */
export interface LeastSquaresOptions {
  intercept: boolean;
  alpha: number;
  tol: number;
}

/** A solved problem, with what standard errors need. */
export interface LeastSquaresSolution {
  coefficients: Float64Array;
  intercept: number;
  /** How many directions the rows determine; at most the number of features. */
  rank: number;
  /** Features that those before them make superfluous, in order. Empty with a penalty. */
  redundant: number[];
  /** Sum of the squared residuals. */
  residualSquares: number;
  /** The means that were taken off (zeros without an intercept). */
  means: Float64Array;
  /** Column j times `scale[j]`, a power of two, has a length near 1. */
  scale: Float64Array;
  /** Of the centred and scaled columns, descending; `rank` of them count. */
  singularValues: Float64Array;
  /** singularValues.length x features, row-major. */
  singularVectors: Float64Array;
}

const chunkRows = 512;
/** Columns that only rounding tells apart differ by some units of the last place, whatever `tol` says. */
const noise = 8 * Number.EPSILON;
/** Pivots times rows times columns folded in one stretch. */
const stretch = 4e6;

/**
 * Solves linear least squares in float64, exactly where the rows determine the coefficients, and by the coefficients of smallest norm
 * where they do not (equal columns, all levels of a category, fewer rows than features).
 *
 * The columns are centred by compensated means and scaled by powers of two; TSQR folds chunks of rows into one triangle R,
 * Jacobi's SVD of R gives rank and solution, and residuals in double-double refine it. With `alpha` the penalty is on
 * the features as they are given and never on the intercept, as in scikit-learn's Ridge.
 */
export async function leastSquares(
  problem: LeastSquaresProblem,
  options: LeastSquaresOptions,
  run: Run,
): Promise<LeastSquaresSolution> {
  const { rows, cols, target } = problem;
  const blockRows = Math.max(16, Math.min(4096, Math.ceil(65536 / Math.max(cols, 1))));
  const passes = 4;
  let done = 0;
  const breathe = async (more: number) => {
    done += more;
    run.report({ type: 'progress', stage: 'train', done, total: rows * passes, unit: 'rows' });
    await run.breathe();
  };

  const spread = await columnSpread(problem, target, blockRows, breathe);
  const means = options.intercept ? spread.means : new Float64Array(cols + 1);
  const reach = means.map((mean, j) =>
    Math.max(Math.abs(spread.largest[j] - mean), Math.abs(spread.smallest[j] - mean)),
  );
  const scale = reach.map((value, j) => (options.alpha > 0 && j < cols ? 1 : powerOfTwo(value)));

  const { matrix, side, count } = await triangleOf(problem, target, means, scale, breathe, run);
  if (options.alpha === 0) evenOut(matrix, count, cols, scale);
  const { values, vectors, side: turned } = await orthogonalRows(matrix, side, cols, () => run.breathe());

  const limit = Math.max(options.tol, noise) * (values[0] ?? 0);
  const rank = values.reduce((sum, value) => sum + (value > limit ? 1 : 0), 0);
  const weights = values.map((value, i) => (i < rank ? 1 / (value * value + options.alpha) : 0));
  /** Gives the coefficients whose place on singular vector i is `place(i)`. */
  const combine = (place: (i: number) => number) => {
    const result = new Float64Array(cols);
    for (let i = 0; i < rank; i++) {
      const share = place(i);
      for (let j = 0; j < cols; j++) result[j] += share * vectors[i * cols + j];
    }
    return result.map((value, j) => value * scale[j]);
  };

  const unscaled = 1 / scale[cols];
  let coefficients: Float64Array = combine((i) => weights[i] * values[i] * turned[i] * unscaled);
  if (rank < cols && options.alpha === 0) coefficients = smallestNorm(coefficients, vectors, rank, scale);
  const level: LongSum = { high: means[cols], low: 0 };
  let rounded = new Float64Array(cols);
  let squares = NaN;
  for (let pass = 0; pass < 2; pass++) {
    const intercept = interceptOf(level, means, coefficients);
    const sums = await residualSums(problem, target, means, coefficients, intercept, blockRows, breathe);
    squares = sums.squares;
    const gradient = sums.gradient.map((value, j) => (value - options.alpha * coefficients[j]) * scale[j]);
    const step = combine((i) => weights[i] * dotAt(vectors, i * cols, gradient));
    if (!step.every(Number.isFinite) || !Number.isFinite(sums.total)) break;
    const before = coefficients;
    coefficients = before.map((value, j) => value + step[j]);
    rounded = before.map((value, j) => sumError(value, step[j], coefficients[j]));
    if (options.intercept) addTo(level, sums.total / rows);
  }
  // The intercept keeps its digits only if the coefficients' last rounding is not carried into it.
  const intercept = interceptOf(interceptOf(level, means, coefficients), means, rounded);
  return {
    coefficients,
    intercept: options.intercept ? intercept.high + intercept.low : 0,
    rank,
    redundant: options.alpha > 0 ? [] : redundantOf(vectors, rank, cols),
    residualSquares: squares,
    means: means.subarray(0, cols),
    scale: scale.subarray(0, cols),
    singularValues: values,
    singularVectors: vectors,
  };
}

/** Gives a matrix with the same products as the centred, scaled rows: the rows themselves if few, else the triangle R of their QR factorization. */
async function triangleOf(
  problem: LeastSquaresProblem,
  target: Float64Array,
  means: Float64Array,
  scale: Float64Array,
  breathe: (rows: number) => Promise<void>,
  run: Run,
): Promise<{ matrix: Float64Array; side: Float64Array; count: number }> {
  const { rows, cols } = problem;
  const width = cols + 1;
  const raw = new Float64Array(Math.min(chunkRows, rows) * cols);
  if (rows <= cols) {
    const matrix = new Float64Array(rows * cols);
    for (let from = 0; from < rows; from += chunkRows) {
      const to = Math.min(from + chunkRows, rows);
      problem.block(from, to, raw);
      for (let i = from, at = 0; i < to; i++)
        for (let j = 0; j < cols; j++) matrix[i * cols + j] = (raw[at++] - means[j]) * scale[j];
      await breathe(to - from);
    }
    return { matrix, side: target.map((value) => (value - means[cols]) * scale[cols]), count: rows };
  }
  const triangle = new Float64Array(width * width);
  const chunk = new Float64Array(chunkRows * width);
  for (let from = 0; from < rows; from += chunkRows) {
    const to = Math.min(from + chunkRows, rows);
    const height = to - from;
    problem.block(from, to, raw);
    for (let i = 0, at = 0; i < height; i++) {
      for (let j = 0; j < cols; j++) chunk[j * height + i] = (raw[at++] - means[j]) * scale[j];
      chunk[cols * height + i] = (target[from + i] - means[cols]) * scale[cols];
    }
    const pivots = Math.max(1, Math.floor(stretch / (height * width)));
    for (let pivot = 0; pivot < width; pivot += pivots) {
      foldIntoR(chunk, height, width, triangle, pivot, Math.min(pivot + pivots, width));
      if (pivots < width) await run.breathe();
    }
    await breathe(height);
  }
  const matrix = new Float64Array(cols * cols);
  for (let i = 0; i < cols; i++) for (let j = i; j < cols; j++) matrix[i * cols + j] = triangle[i * width + j];
  return { matrix, side: Float64Array.from({ length: cols }, (_, i) => triangle[i * width + cols]), count: cols };
}

/** Brings the columns of a matrix to a length near 1 by powers of two, exactly, and notes them in `scale`. */
function evenOut(matrix: Float64Array, count: number, cols: number, scale: Float64Array): void {
  for (let j = 0; j < cols; j++) {
    let square = 0;
    for (let i = 0; i < count; i++) square += matrix[i * cols + j] ** 2;
    const factor = powerOfTwo(Math.sqrt(square));
    for (let i = 0; i < count; i++) matrix[i * cols + j] *= factor;
    scale[j] *= factor;
  }
}

/** Gives level - mean'b with about 32 digits. */
function interceptOf(level: LongSum, means: Float64Array, coefficients: Float64Array): LongSum {
  const total = { ...level };
  coefficients.forEach((value, j) => addProduct(total, -means[j], value));
  const high = total.high + total.low;
  return { high, low: total.low - (high - total.high) };
}

function redundantOf(vectors: Float64Array, rank: number, cols: number): number[] {
  if (rank === cols) return [];
  const needed = new Set(independentColumns(vectors, rank, cols));
  return Array.from({ length: cols }, (_, j) => j).filter((j) => !needed.has(j));
}

function dotAt(vectors: Float64Array, at: number, other: Float64Array): number {
  let total = 0;
  for (let j = 0; j < other.length; j++) total += vectors[at + j] * other[j];
  return total;
}
