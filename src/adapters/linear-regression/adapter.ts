import { notice } from '../../base/notice.ts';
import { throwIfStopped } from '../../base/run.ts';
import type { Adapter, Features } from '../../contract/adapter.ts';
import { leastSquares, type LeastSquaresProblem } from '../../solvers/least-squares.ts';
import { featuresOf } from '../samples.ts';

/** How many names a sentence lists. */
const named = 10;

/**
 * Least squares in float64. Without a penalty it solves on the raw columns, whatever their scale, so that scaling costs no digits. With
 * `alpha` the penalty acts on the scaled coefficients: |y - intercept - Xb|² + alpha |b|², scikit-learn's Ridge on scaled columns.
 */
export const adapter: Adapter = {
  async fit(samples, options, run) {
    throwIfStopped(run);
    const features = featuresOf(samples);
    const { fit_intercept: intercept, alpha, tol } = options as { fit_intercept: boolean; alpha: number; tol: number };
    const { space, multiply, blocks } = columnsFor(features, alpha > 0, intercept);
    const solution = await leastSquares({ ...blocks, target: samples.target }, { intercept, alpha, tol }, run);

    const redundant = solution.redundant.map((j) => features.names[j]);
    const names = `${redundant.slice(0, named).join(', ')}${redundant.length > named ? ', …' : ''}`;
    return {
      artifact: {
        form: 'linear',
        space,
        features: [...features.names],
        coefficients: solution.coefficients.map((value, j) => value * multiply[j]),
        intercepts: Float64Array.of(solution.intercept),
        ...(redundant.length > 0 ? { redundant } : {}),
      },
      engine: { name: 'cpu', reason: 'least squares is solved exactly, in float64' },
      notices: redundant.length > 0 ? [notice('train.redundant', { features: redundant.length, names }, 'note')] : [],
    };
  },
};

/** Gives the columns to solve on, the space of the coefficients, and what each coefficient is then multiplied by. */
function columnsFor(features: Features, penalised: boolean, intercept: boolean) {
  const { rows, names, scale } = features;
  const space = penalised && intercept ? 'scaled' : 'raw';
  // Without an intercept a shift would change the model: the columns are then stretched but not moved.
  const multiply = names.map((_, j) => (penalised && !intercept ? scale[j].factor : 1));
  const stretched = multiply.some((factor) => factor !== 1);
  const blocks: Omit<LeastSquaresProblem, 'target'> = {
    rows,
    cols: names.length,
    block(from, to, into) {
      features.block(from, to, space, into);
      if (!stretched) return;
      for (let at = 0; at < (to - from) * names.length; at++) into[at] *= multiply[at % names.length];
    },
  };
  return { space, multiply, blocks } as const;
}
