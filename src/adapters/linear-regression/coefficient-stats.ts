import type { CoefficientStat, CoefficientStats } from '../../contract/result/coefficient-stats.ts';
import { coefficientInference } from '../../solvers/inference.ts';
import type { LeastSquaresSolution } from '../../solvers/least-squares.ts';

/** Says how sure the coefficients of a solution are, by feature, as plain JSON. */
export function toCoefficientStats(solution: LeastSquaresSolution, names: readonly string[]): CoefficientStats {
  const { coefficients, intercept } = coefficientInference(solution);
  return {
    ...(intercept ? { intercept: plain(intercept) } : {}),
    coefficients: Object.fromEntries(names.map((name, j) => [name, plain(coefficients[j])])),
  };
}

/** JSON has no NaN and no infinity. */
function plain(given: CoefficientStat): CoefficientStat {
  const entries = Object.entries(given).map(([key, value]) => [key, Number.isFinite(value) ? value : null]);
  return Object.fromEntries(entries) as CoefficientStat;
}
