import { mean, sumBy } from '../base/sum.ts';
import type { RegressionMetrics } from '../contract/result/metrics.ts';
import { medianInPlace } from './median.ts';

/**
 * Compares predictions with what was true, as scikit-learn does.
 * `r2` of a target that never changes is 1 for a perfect prediction, else 0; of fewer than two rows it is NaN, and of none everything is.
 */
export function regressionMetrics(actual: Float64Array, predicted: ArrayLike<number>): RegressionMetrics {
  const n = actual.length;
  const errors = Float64Array.from(actual, (value, i) => Math.abs(value - predicted[i]));
  const squares = sumBy(n, (i) => errors[i] * errors[i]);
  const centre = mean(actual);
  const totalSquares = sumBy(n, (i) => (actual[i] - centre) * (actual[i] - centre));
  const mse = squares / n;
  return {
    kind: 'regression',
    r2: n < 2 ? NaN : rSquared(squares, isConstant(actual) ? 0 : totalSquares),
    mae: mean(errors),
    mse,
    rmse: Math.sqrt(mse),
    medae: medianInPlace(errors),
  };
}

/** Gives R² from the sum of squared errors and the sum of squared deviations from the mean. */
export function rSquared(squares: number, totalSquares: number): number {
  if (totalSquares !== 0) return 1 - squares / totalSquares;
  return squares === 0 ? 1 : 0;
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}
