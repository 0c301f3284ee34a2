import { phrase } from '../../base/messages.ts';
import { notice } from '../../base/notice.ts';
import { throwIfStopped } from '../../base/run.ts';
import type { Adapter } from '../../contract/model/adapter.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import { leastSquares } from '../../solvers/least-squares.ts';
import { toCoefficientStats } from './coefficient-stats.ts';
import type { linearRegression } from './meta.ts';
import { toSolverColumns } from '../columns.ts';
import { requireFeatures, inStoredOrder } from '../samples.ts';
import type { LinearArtifact } from '../../contract/model/artifact.ts';

/** How many names a sentence lists. */
const listed = 10;
/** Maximum number of coefficients with confidence intervals: a longer table is not read, and computing it takes long. */
const maxEvaluatedFeatures = 300;

/**
 * Least squares in float64. Without a penalty it solves on the raw columns, whatever their scale, so that scaling costs no digits. With
 * `alpha` the penalty acts on the scaled coefficients: |y - intercept - Xb|² + alpha |b|², scikit-learn's Ridge on scaled columns.
 */
export const adapter: Adapter<typeof linearRegression> = {
  async fit(samples, { fit_intercept: intercept, alpha, tol }, run) {
    throwIfStopped(run);
    const { features, target, columns: write } = inStoredOrder(requireFeatures(samples), samples.target);
    const columns = toSolverColumns(features, alpha > 0, intercept, write);
    const solution = await leastSquares({ ...columns, target }, { intercept, alpha, tol }, run);

    const redundant = solution.redundant.map((j) => features.names[j]);
    const names = `${redundant.slice(0, listed).join(', ')}${redundant.length > listed ? ', …' : ''}`;
    const artifact: LinearArtifact = {
      form: 'linear',
      space: columns.space,
      features: [...features.names],
      coefficients: columns.unscale(solution.coefficients),
      intercepts: Float64Array.of(solution.intercept),
      ...(redundant.length > 0 ? { redundant } : {}),
    };
    return {
      artifact,
      engine: usedEngine('cpu', [phrase('engine.least-squares', {})]),
      ...(alpha === 0 && features.names.length <= maxEvaluatedFeatures
        ? { certainty: toCoefficientStats(solution, features.names) }
        : {}),
      notices: redundant.length > 0 ? [notice('train.redundant', { features: redundant.length, names }, 'note')] : [],
    };
  },
};
