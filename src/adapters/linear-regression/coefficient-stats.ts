import type { Certainty, CoefficientCertainty } from '../../contract/result/coefficient-stats.ts';
import { inferenceOf } from '../../solvers/inference.ts';
import type { LeastSquaresSolution } from '../../solvers/least-squares.ts';

/** Says how sure the coefficients of a solution are, by feature, as plain JSON. */
export function certaintyOf(solution: LeastSquaresSolution, names: readonly string[]): CoefficientCertainty {
  const { coefficients, intercept } = inferenceOf(solution);
  return {
    ...(intercept ? { intercept: plain(intercept) } : {}),
    coefficients: Object.fromEntries(names.map((name, j) => [name, plain(coefficients[j])])),
  };
}

/** JSON has no NaN and no infinity. */
function plain(given: Certainty): Certainty {
  const entries = Object.entries(given).map(([key, value]) => [key, Number.isFinite(value) ? value : null]);
  return Object.fromEntries(entries) as Certainty;
}
