import type { Run } from '../../base/run.ts';
import { fitSparseLogistic, type SparseLogisticOptions, type SparseRows } from '../../solvers/sparse-logistic.ts';
import { fitNb } from './nbsvm.ts';

/** Weighed rows and their classes. */
export interface Problem {
  rows: SparseRows;
  codes: Int32Array;
  classes: number;
  weights?: Float64Array;
}

/** What was learned: terms x scores coefficients, an intercept a score. */
export interface Learned {
  coefficients: Float64Array;
  intercepts: Float64Array;
  iterations: number;
  converged: boolean;
}

/** Fits one model for all classes. */
export async function fitSoftmax(problem: Problem, options: SparseLogisticOptions, run: Run): Promise<Learned> {
  const { rows, codes, classes, weights } = problem;
  const told = reporter(1, run);
  const fit = await fitSparseLogistic(rows, codes, classes, weights, options, run, told.each(0));
  told.end(fit.iterations);
  return fit;
}

/** Fits each class against the others by naive Bayes ratios; of two classes only the last. */
export async function fitOneVsRest(problem: Problem, options: SparseLogisticOptions, run: Run): Promise<Learned> {
  const { rows, codes, classes, weights } = problem;
  const scores = classes === 2 ? [1] : Array.from({ length: classes }, (_, c) => c);
  const coefficients = new Float64Array(rows.cols * scores.length);
  const intercepts = new Float64Array(scores.length);
  const told = reporter(scores.length, run);
  let iterations = 0;
  let converged = true;
  for (const [s, c] of scores.entries()) {
    const truths = codes.map((code) => Number(code === c));
    const fit = await fitNb(rows, truths, weights, options, run, told.each(s));
    intercepts[s] = fit.intercept;
    fit.coefficients.forEach((value, term) => (coefficients[term * scores.length + s] = value));
    iterations += fit.iterations;
    converged &&= fit.converged;
  }
  told.end(iterations);
  return { coefficients, intercepts, iterations, converged };
}

/** Reports each iteration of `parts` fits one after the other. Reading was half of the work; how far a fit is is told by the digits its gradient lost. */
function reporter(parts: number, run: Run) {
  let before = 0;
  let count = 0;
  let told = { done: 1, total: 2 };
  /** Tells a whole number of iterations that are likely to come, such that the share never falls. */
  const progress = (share: number) => {
    const most = Math.floor((count * told.total) / told.done);
    told = { done: count, total: Math.max(count + 1, Math.min(most, Math.round(count / share))) };
    run.report({ type: 'progress', stage: 'train', ...told, unit: 'iterations' });
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
