import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import { sum } from '../base/sum.ts';
import { openLeastSquares } from '../kernels/least-squares.ts';
import { openLogistic, type LogisticPasses } from '../kernels/logistic.ts';
import { columnRanges, powerOfTwo } from './column-spread.ts';
import { lbfgs, type Minimum } from './lbfgs.ts';
import { evaluateLoss, type LogisticLoss } from './logistic-loss.ts';
import { newton } from './newton.ts';
import { cacheRows, type RowBlocks } from './row-blocks.ts';

/** What is classified: one class code a row, 0 to classes.length - 1. */
export interface LogisticProblem extends RowBlocks {
  codes: Int32Array;
  classes: readonly string[];
  /** One a row; absent = all 1. */
  weights?: Float64Array;
}

/** scikit-learn's words: the loss is summed, not averaged, and the penalty is |coefficients|² / (2 C). */
export interface LogisticOptions {
  C: number;
  intercept: boolean;
  maxIter: number;
  tol: number;
}

/** A fitted model: a row of coefficients gives the log odds of class 1 (two classes), or there is one row a class. */
export interface LogisticFit {
  /** outputs x features, row-major. */
  coefficients: Float64Array;
  /** One an output. */
  intercepts: Float64Array;
  iterations: number;
  converged: boolean;
  method: 'newton' | 'lbfgs';
  /** What was made smallest, a row: the mean loss and its share of the penalty. */
  objective: number;
  /** Codes of classes that no row has: they get the probability 0. */
  absent: number[];
}

/** The intercept of a class that no row has; its exponential is 0 beside any other. */
const never = -1e300;
/** Maximum parameters of Newton's method, and multiplications per iteration. */
const newtonParameters = 500;
const newtonWork = 1e10;
/** Rows from which a first fit on the first 16th of them saves passes over all. */
const manyRows = 60_000;
/** Maximum numbers of a matrix that is kept rather than made anew in each pass. */
const maxKeptNumbers = 4e6;

/**
 * Fits a logistic (two classes) or softmax (more) model with an L2 penalty in float64 to convergence: until no component of the
 * gradient, for features of deviation about 1, is above `tol` (or a 1000th of it a row, where that is more).
 * The intercept is not penalised. Newton's method, or L-BFGS for many parameters. The objective is that of scikit-learn's LogisticRegression.
 * @throws AppError `train.one-class` when all rows are of one class
 */
export async function fitLogistic(problem: LogisticProblem, options: LogisticOptions, run: Run): Promise<LogisticFit> {
  const { rows, cols, classes, weights } = problem;
  const present = presentCodes(problem.codes, classes.length);
  if (present.length < 2) throw new AppError('train.one-class', { label: classes[present[0] ?? 0] ?? '' });
  const indexByCode = new Int32Array(classes.length);
  present.forEach((code, index) => (indexByCode[code] = index));

  const standard = await fitStandard(problem, options.intercept, run);
  const width = cols + Number(options.intercept);
  const outputs = present.length === 2 ? 1 : present.length;
  const loss: LogisticLoss = {
    rows: rows * width > maxKeptNumbers ? problem : await cacheRows(problem, () => run.yield()),
    standard,
    codes: problem.codes.map((code) => indexByCode[code]),
    outputs,
    weights,
    penalty: Float64Array.from({ length: width }, (_, j) => (j < cols ? standard.scale[j] ** 2 / options.C : 0)),
  };
  const total = weights ? sum(weights) : rows;
  const method = methodFor(loss);
  const passes = await openLogistic({
    rows,
    cols,
    intercept: options.intercept,
    outputs,
    curved: method === 'newton',
    isWeighted: weights !== undefined,
  });
  passes.standardise(standard.means, standard.scale);

  let start: Float64Array = new Float64Array(outputs * width);
  const sample = sampleLoss(loss, present.length);
  if (sample) {
    const rough = isBelow(1e-5 * sample.rows.rows);
    start = (await minimise(method, sample, passes, start, rough, options.maxIter, () => {}, run)).point;
  }
  const limit = options.tol * Math.max(1, total / 1000);
  const each = reporter(limit, total, run);
  const found = await minimise(
    method,
    loss,
    passes,
    start,
    isBelow(limit),
    options.maxIter,
    each,
    run,
    sample !== undefined,
  );
  run.report({ type: 'progress', stage: 'train', done: found.iterations, total: found.iterations, unit: 'iterations' });

  return {
    ...inOwnUnits(found.point, standard, present, classes.length, cols, options.intercept),
    iterations: found.iterations,
    converged: found.converged,
    method,
    objective: found.value / total,
    absent: classes.map((_, code) => code).filter((code) => !present.includes(code)),
  };
}

function presentCodes(codes: Int32Array, classes: number): number[] {
  const counts = new Int32Array(classes);
  for (const code of codes) counts[code]++;
  return Array.from(counts.keys()).filter((code) => counts[code] > 0);
}

type Standard = LogisticLoss['standard'];

/** Finds how the features are centred (where there is an intercept to take that up) and scaled. */
async function fitStandard(problem: RowBlocks, intercept: boolean, run: Run): Promise<Standard> {
  const { rows, cols } = problem;
  const passes = await openLeastSquares(cols, rows, false);
  const ranges = await columnRanges(passes, problem, undefined, () => run.yield());
  return {
    means: intercept ? ranges.means.slice(0, cols) : new Float64Array(cols),
    scale: ranges.deviations.subarray(0, cols).map(powerOfTwo),
    intercept,
  };
}

function methodFor({ rows, outputs, penalty }: LogisticLoss): LogisticFit['method'] {
  const work = (rows.rows * penalty.length ** 2 * outputs * (outputs + 1)) / 4;
  return penalty.length * outputs <= newtonParameters && work <= newtonWork ? 'newton' : 'lbfgs';
}

function minimise(
  method: LogisticFit['method'],
  loss: LogisticLoss,
  passes: LogisticPasses,
  start: Float64Array,
  isSmall: (gradient: Float64Array) => boolean,
  maxIter: number,
  each: (iteration: number, value: number, gradient: Float64Array) => void,
  run: Run,
  isNear = false,
): Promise<Minimum> {
  const yieldNow = () => run.yield();
  if (method === 'lbfgs')
    return lbfgs((point, gradient) => evaluateLoss(loss, passes, point, gradient, undefined, yieldNow), start, {
      maxIter,
      isSmall,
      each,
    });
  return newton((point, gradient, hessian) => evaluateLoss(loss, passes, point, gradient, hessian, yieldNow), start, {
    maxIter,
    isSmall,
    each,
    isNear,
  });
}

/** Takes the first rows of many, with their share of the penalty, if every class is among them. */
function sampleLoss(loss: LogisticLoss, classes: number): LogisticLoss | undefined {
  const { rows, codes, penalty } = loss;
  const some = Math.floor(rows.rows / 16);
  if (rows.rows < manyRows || new Set(codes.subarray(0, some)).size < classes) return undefined;
  return {
    ...loss,
    rows: { ...rows, rows: some },
    penalty: penalty.map((each) => (each * some) / rows.rows),
  };
}

function isBelow(limit: number): (gradient: Float64Array) => boolean {
  return (gradient) => gradient.every((each) => Math.abs(each) <= limit);
}

/** Reports each iteration; progress is the number of digits the gradient has lost. */
function reporter(limit: number, total: number, run: Run) {
  let first = 0;
  let share = 0;
  return (iteration: number, value: number, gradient: Float64Array) => {
    const largest = gradient.reduce((max, each) => Math.max(max, Math.abs(each)), 0);
    first ||= Math.max(largest, limit) * 10;
    share = Math.min(0.99, Math.max(share, Math.log(first / Math.max(largest, limit)) / Math.log(first / limit)));
    const expected = Math.max(iteration + 1, Math.ceil(iteration / share));
    run.report({ type: 'progress', stage: 'train', done: iteration, total: expected, unit: 'iterations' });
    run.report({ type: 'epoch', epoch: iteration, loss: value / total });
  };
}

/** Undoes the standardising and gives every class its row. */
function inOwnUnits(
  point: Float64Array,
  { means, scale }: Standard,
  present: number[],
  classes: number,
  cols: number,
  intercept: boolean,
): Pick<LogisticFit, 'coefficients' | 'intercepts'> {
  const width = intercept ? cols + 1 : cols;
  const outputs = point.length / width;
  const rows = Array.from({ length: outputs }, (_, o) => {
    const own = Float64Array.from({ length: cols }, (_, j) => point[o * width + j] * scale[j]);
    const level = intercept ? point[o * width + cols] : 0;
    return { own, level: own.reduce((rest, each, j) => rest - each * means[j], level) };
  });
  if (classes === 2) return { coefficients: rows[0].own, intercepts: Float64Array.of(rows[0].level) };
  const coefficients = new Float64Array(classes * cols);
  const intercepts = new Float64Array(classes).fill(never);
  present.forEach((code, index) => {
    // Log odds of the second of two classes are the same as half of them for it and minus half for the other.
    const share = outputs === 1 ? index - 0.5 : 1;
    const { own, level } = rows[outputs === 1 ? 0 : index];
    coefficients.set(
      own.map((each) => each * share),
      code * cols,
    );
    intercepts[code] = level * share;
  });
  return { coefficients, intercepts };
}
