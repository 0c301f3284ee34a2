import type { Run } from '../base/run.ts';
import { openLeastSquares, type LeastSquaresPasses } from '../kernels/least-squares.ts';
import { columnRanges, powerOfTwo } from './column-spread.ts';
import { addProduct, addTo, sumError, type LongSum } from './double-double.ts';
import { dot, type Factor } from './factor.ts';
import { residualSums } from './residuals.ts';
import { eachBlock, type RowBlocks } from './row-blocks.ts';
import { svdFactor } from './svd-factor.ts';
import { triangleFactor } from './triangle-factor.ts';

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
  rows: number;
  hasIntercept: boolean;
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
  /** Sum of the squares of each feature, about its mean where there is an intercept. */
  spreads: Float64Array;
  /** Column j times `scale[j]`, a power of two, has a length near 1 (with a penalty: is as it is given). */
  scale: Float64Array;
  /** The factored columns, centred and scaled. */
  factor: Factor;
}

/** A share of the sum of squares that is as good as nothing. */
const tiny = 2 ** -36;
/** Wider problems are solved without their singular values, which would take minutes. */
const wide = 128;
const wideTol = 1e-12;
/** Columns that only rounding tells apart differ by some units of the last place, more where columns are many, whatever `tol` says. */
const noise = (cols: number) => 16 * Number.EPSILON * Math.sqrt(cols);

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
  const passes = await openLeastSquares(cols, rows, rows > cols);
  let done = 0;
  const total = rows * 4;
  const yieldNow = async (more: number) => {
    done += more;
    run.report({ type: 'progress', stage: 'train', done, total, unit: 'rows' });
    await run.yield();
  };

  const ranges = await columnRanges(passes, problem, target, yieldNow);
  const means = options.intercept ? ranges.means : new Float64Array(cols + 1);
  const rests = options.intercept ? ranges.rests : new Float64Array(cols + 1);
  const reach = means.map((mean, j) =>
    Math.max(Math.abs(ranges.largest[j] - mean), Math.abs(ranges.smallest[j] - mean)),
  );
  const scale = reach.map((value, j) => (options.alpha > 0 && j < cols ? 1 : powerOfTwo(value)));

  const factor = await factored(passes, problem, options, { means, rests, scale }, yieldNow, run);
  const toOwnUnits = (values: Float64Array) => values.map((value, j) => value * scale[j]);

  const ySize = 1 / scale[cols];
  let coefficients: Float64Array = toOwnUnits(factor.solve()).map((value) => value * ySize);
  if (factor.rank < cols) coefficients = factor.smallest(coefficients, scale);
  const level: LongSum = { high: means[cols], low: 0 };
  let rounded = new Float64Array(cols);
  let squares = NaN;
  for (let pass = 0; pass < 2; pass++) {
    const intercept = computeIntercept(level, means, coefficients);
    const sums = await residualSums(passes, problem, target, means, coefficients, intercept, yieldNow);
    squares = sums.squares;
    const gradient = sums.gradient.map((value, j) => (value - options.alpha * coefficients[j]) * scale[j]);
    const step = toOwnUnits(factor.solveNormal(gradient));
    if (!step.every(Number.isFinite) || !Number.isFinite(sums.total)) break;
    const before = coefficients;
    coefficients = before.map((value, j) => value + step[j]);
    rounded = before.map((value, j) => sumError(value, step[j], coefficients[j]));
    if (options.intercept) addTo(level, sums.total / rows);
    if (Math.abs(dot(step, sums.gradient)) <= tiny * squares && step.every(leavesNothing(coefficients, factor))) break;
  }
  run.report({ type: 'progress', stage: 'train', done: total, total, unit: 'rows' });
  // The intercept keeps its digits only if the coefficients' last rounding is not carried into it.
  const intercept = computeIntercept(computeIntercept(level, means, coefficients), means, rounded);
  return {
    rows,
    hasIntercept: options.intercept,
    coefficients,
    intercept: options.intercept ? intercept.high + intercept.low : 0,
    rank: factor.rank,
    redundant: factor.redundant,
    residualSquares: squares,
    means: means.subarray(0, cols),
    spreads: ranges.deviations
      .subarray(0, cols)
      .map((deviation, j) => rows * (deviation ** 2 + (options.intercept ? 0 : ranges.means[j] ** 2))),
    scale: scale.subarray(0, cols),
    factor,
  };
}

/** Column j, the target after the features, becomes (value - means[j] - rests[j]) * scale[j]. */
interface Centring {
  means: Float64Array;
  rests: Float64Array;
  scale: Float64Array;
}

/**
 * Factors a matrix with the same products as the centred, scaled rows: the rows themselves where they are no more than the columns,
 * else the triangle R of their QR factorization, by its singular values where they are found in good time.
 */
async function factored(
  passes: LeastSquaresPasses,
  problem: LeastSquaresProblem,
  { alpha, tol }: LeastSquaresOptions,
  centring: Centring,
  yieldNow: (rows: number) => Promise<void>,
  run: Run,
): Promise<Factor> {
  const { cols } = problem;
  const { scale } = centring;
  const breath = () => run.yield();
  if (problem.rows <= cols) {
    const { matrix, side } = await readRows(problem, centring, yieldNow);
    if (alpha === 0) evenOut(matrix, side.length, cols, scale);
    return svdFactor(matrix, side, cols, Math.max(tol, noise(cols)), alpha, breath);
  }
  const { matrix, side } = await factorTriangle(passes, problem, centring, cols > wide ? alpha : 0, yieldNow, run);
  if (alpha === 0) evenOut(matrix, side.length, cols, scale);
  if (cols > wide) return triangleFactor(matrix, side, cols, Math.max(tol, wideTol), breath);
  return svdFactor(matrix, side, cols, Math.max(tol, noise(cols)), alpha, breath);
}

/** Gives the centred, scaled rows and target. */
async function readRows(
  problem: LeastSquaresProblem,
  { means, rests, scale }: Centring,
  yieldNow: (rows: number) => Promise<void>,
): Promise<{ matrix: Float64Array; side: Float64Array }> {
  const { rows, cols, target } = problem;
  const matrix = new Float64Array(rows * cols);
  problem.block(0, rows, matrix);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, at++) matrix[at] = (matrix[at] - means[j] - rests[j]) * scale[j];
  await yieldNow(rows);
  return { matrix, side: target.map((value) => (value - means[cols]) * scale[cols]) };
}

/**
 * Gives the triangle R of the centred, scaled rows, with rows for a penalty below them, and what becomes of the target. The step of TSQR, in
 * the kernel.
 */
async function factorTriangle(
  passes: LeastSquaresPasses,
  problem: LeastSquaresProblem,
  { means, rests, scale }: Centring,
  penalty: number,
  yieldNow: (rows: number) => Promise<void>,
  run: Run,
): Promise<{ matrix: Float64Array; side: Float64Array }> {
  const { cols, target } = problem;
  const breath = () => run.yield();
  passes.centre(means, rests, scale);
  const fold = (from: number, to: number, of: Float64Array) => {
    passes.target.set(of.subarray(from, to));
    return passes.fold(to - from, breath);
  };
  await eachBlock(passes, problem, (from, to) => fold(from, to, target), yieldNow);
  if (penalty > 0) {
    const none = new Float64Array(cols + 1);
    passes.centre(
      none,
      none,
      none.map(() => 1),
    );
    const root = Math.sqrt(penalty);
    const diagonal: RowBlocks = {
      rows: cols,
      cols,
      block(from, to, into) {
        into.fill(0);
        for (let i = from; i < to; i++) into[(i - from) * cols + i] = root;
      },
    };
    await eachBlock(passes, diagonal, (from, to) => fold(from, to, none), breath);
  }
  const width = cols + 1;
  const { triangle } = passes;
  const matrix = new Float64Array(cols * cols);
  for (let i = 0; i < cols; i++) matrix.set(triangle.subarray(i * width + i, i * width + cols), i * cols + i);
  return { matrix, side: Float64Array.from({ length: cols }, (_, i) => triangle[i * width + cols]) };
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
function computeIntercept(level: LongSum, means: Float64Array, coefficients: Float64Array): LongSum {
  const total = { ...level };
  coefficients.forEach((value, j) => addProduct(total, -means[j], value));
  const high = total.high + total.low;
  return { high, low: total.low - (high - total.high) };
}

/**
 * Says of a step's parts whether what they leave is below the last digit of the coefficients. A step leaves about eps * condition² of itself
 * (Björck 1968), taken generously here; the condition of wide problems is not known.
 */
function leavesNothing(coefficients: Float64Array, { singularValues, rank }: Factor) {
  const condition = singularValues ? singularValues[0] / singularValues[rank - 1] : 1e4;
  const left = Math.min(1, 1000 * Number.EPSILON * condition * condition);
  return (step: number, j: number) => Math.abs(step) * left <= (Number.EPSILON / 4) * Math.abs(coefficients[j]);
}
