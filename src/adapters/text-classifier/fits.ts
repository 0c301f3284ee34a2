import type { Run } from '../../base/run.ts';
import type { Samples } from '../../contract/model/adapter.ts';
import { fitSparseLogistic, type SparseLogisticOptions, type SparseRows } from '../../solvers/sparse-logistic.ts';
import { rowWeights } from '../samples.ts';
import { fitNb } from './nbsvm.ts';

/** Weighed rows and what they are. */
export interface Problem {
  rows: SparseRows;
  samples: Pick<Samples, 'target' | 'classes' | 'labelMatrix'>;
  classWeight: 'balanced' | null;
}

/** What was learned: terms x scores coefficients, an intercept a score. */
export interface FittedScores {
  coefficients: Float64Array;
  intercepts: Float64Array;
  iterations: number;
  converged: boolean;
}

/** Fits one model for all classes. */
export async function fitSoftmax(problem: Problem, options: SparseLogisticOptions, run: Run): Promise<FittedScores> {
  const { rows, samples, classWeight } = problem;
  const { target, classes = [] } = samples;
  const notify = reporter(1, run);
  const weights = rowWeights(target, classWeight);
  const fit = await fitSparseLogistic(
    rows,
    Int32Array.from(target),
    classes.length,
    weights,
    options,
    run,
    notify.each(0),
  );
  notify.end(fit.iterations);
  return fit;
}

/** Fits each class or label against its absence; of two classes only the last. */
export async function fitOneVsRest(
  { rows, samples, classWeight }: Problem,
  method: 'logistic' | 'nbsvm',
  options: SparseLogisticOptions,
  run: Run,
): Promise<FittedScores> {
  const { target, classes = [], labelMatrix } = samples;
  const width = classes.length;
  const classIndexes = width === 2 && !labelMatrix ? [1] : Array.from({ length: width }, (_, c) => c);
  const coefficients = new Float64Array(rows.cols * classIndexes.length);
  const intercepts = new Float64Array(classIndexes.length);
  const notify = reporter(classIndexes.length, run);
  const learned: FittedScores = { coefficients, intercepts, iterations: 0, converged: true };
  for (const [s, c] of classIndexes.entries()) {
    const truths = target.map((code, row) => (labelMatrix ? labelMatrix[row * width + c] : Number(code === c)));
    const count = truths.reduce((sum, truth) => sum + truth, 0);
    if (count === 0 || count === truths.length) {
      // Nothing speaks for or against what always or never is so: its odds, with half a row for either side.
      intercepts[s] = Math.log((count + 0.5) / (truths.length - count + 0.5));
      continue;
    }
    const weights = rowWeights(labelMatrix ? truths : target, classWeight);
    const fit = await fitOne(rows, Int32Array.from(truths), weights, method, options, run, notify.each(s));
    intercepts[s] = fit.intercept;
    fit.coefficients.forEach((value, term) => (coefficients[term * classIndexes.length + s] = value));
    learned.iterations += fit.iterations;
    learned.converged &&= fit.converged;
  }
  notify.end(learned.iterations);
  return learned;
}

async function fitOne(
  rows: SparseRows,
  truths: Int32Array,
  weights: Float64Array | undefined,
  method: 'logistic' | 'nbsvm',
  options: SparseLogisticOptions,
  run: Run,
  each: (iteration: number, objective: number, excess: number) => void,
) {
  if (method === 'nbsvm') return fitNb(rows, truths, weights, options, run, each);
  const fit = await fitSparseLogistic(rows, truths, 2, weights, options, run, each);
  return { ...fit, intercept: fit.intercepts[0] };
}

/**
 * Reports each iteration of `parts` fits one after the other. Reading was half of the work; the progress of a fit is the number of digits its
 * gradient has lost.
 */
function reporter(parts: number, run: Run) {
  let before = 0;
  let count = 0;
  let last = { done: 1, total: 2 };
  /** Tells a whole number of iterations that are likely to come, such that the share never falls. */
  const progress = (share: number) => {
    const max = Math.floor((count * last.total) / last.done);
    last = { done: count, total: Math.max(count + 1, Math.min(max, Math.round(count / share))) };
    run.report({ type: 'progress', stage: 'train', ...last, unit: 'iterations' });
  };
  return {
    each(part: number) {
      let first = 0;
      before = count;
      return (iteration: number, objective: number, excess: number) => {
        first ||= Math.max(excess, 1) * 10;
        count = before + iteration;
        const share = Math.min(0.99, Math.log(first / Math.max(excess, 1)) / Math.log(first));
        progress(0.5 + (0.5 * (part + share)) / parts);
        if (parts === 1) run.report({ type: 'epoch', epoch: iteration, loss: objective });
      };
    },
    end(iterations: number) {
      const total = Math.max(1, iterations);
      run.report({ type: 'progress', stage: 'train', done: total, total, unit: 'iterations' });
    },
  };
}
