import { phrase } from '../../base/messages.ts';
import { notice } from '../../base/notice.ts';
import { throwIfStopped } from '../../base/run.ts';
import type { Adapter } from '../../contract/model/adapter.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import { fitLogistic } from '../../solvers/logistic.ts';
import { toSolverColumns } from '../columns.ts';
import { requireClasses, requireFeatures, inStoredOrder, rowWeights } from '../samples.ts';
import type { logisticRegression } from './meta.ts';
import type { LinearArtifact } from '../../contract/model/artifact.ts';

/** Logistic regression in float64 to convergence: the optimum of scikit-learn's LogisticRegression on the scaled columns. */
export const adapter: Adapter<typeof logisticRegression> = {
  async fit(samples, options, run) {
    throwIfStopped(run);
    const { features, target, columns: write } = inStoredOrder(requireFeatures(samples), samples.target);
    const classes = requireClasses(samples);
    const { C, fit_intercept: intercept, max_iter: maxIter, tol, class_weight } = options;
    const columns = toSolverColumns(features, true, intercept, write);
    const weights = rowWeights(target, class_weight);
    const codes = Int32Array.from(target);
    const fit = await fitLogistic(
      { ...columns, codes, classes, ...(weights ? { weights } : {}) },
      { C, intercept, maxIter, tol },
      run,
    );
    const artifact: LinearArtifact = {
      form: 'linear',
      space: columns.space,
      features: [...features.names],
      coefficients: columns.unscale(fit.coefficients),
      intercepts: fit.intercepts,
      classes: [...classes],
    };
    return {
      artifact,
      engine: usedEngine('cpu', [phrase('engine.optimum', {})]),
      notices: fit.converged ? [] : [notice('train.not-converged', { iterations: fit.iterations }, 'warning')],
    };
  },
};
