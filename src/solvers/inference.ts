import { dot } from './factor.ts';
import type { LeastSquaresSolution } from './least-squares.ts';
import { twoSidedLimit, twoSidedShare } from './student.ts';

/** How sure a coefficient is. Everything is NaN for one that the rows do not determine by itself. */
export interface EstimateStat {
  standardError: number;
  /** The coefficient in standard errors. */
  t: number;
  /** How probable a t at least as far from 0 would be if the true coefficient were 0. */
  p: number;
  /** The 95 % interval. */
  lower: number;
  upper: number;
}

/** How sure a least squares solution is, if the residuals are independent, normal and of one deviation. */
export interface Inference {
  /** One a feature; `inflation` is how many times its variance is what it would be if no feature were correlated with it (VIF). */
  coefficients: (EstimateStat & { inflation: number })[];
  /** Absent without an intercept. */
  intercept?: EstimateStat;
  /** Rows less what was fitted. */
  freedom: number;
  /** Deviation of the residuals. */
  residualDeviation: number;
}

/**
 * Gives standard errors, t, p and intervals of an unpenalised solution, in the features' own units.
 * Source: Seber and Lee, "Linear Regression Analysis" (2003), chapters 3 to 5.
 */
export function coefficientInference(solution: LeastSquaresSolution): Inference {
  const { rows, coefficients, scale, means, factor, hasIntercept, spreads } = solution;
  const freedom = rows - solution.rank - (hasIntercept ? 1 : 0);
  const variance = freedom > 0 ? solution.residualSquares / freedom : NaN;
  const limit = twoSidedLimit(0.05, freedom);
  const stats = (value: number, inverse: number): EstimateStat => {
    const standardError = Math.sqrt(variance * inverse);
    const t = value / standardError;
    const reach = limit * standardError;
    return { standardError, t, p: twoSidedShare(t, freedom), lower: value - reach, upper: value + reach };
  };

  const inverse = factor.inverseDiagonal().map((value, j) => value * scale[j] * scale[j]);
  const scaled = means.map((mean, j) => mean * scale[j]);
  const ofIntercept = solution.rank === coefficients.length ? 1 / rows + dot(factor.solveNormal(scaled), scaled) : NaN;
  return {
    coefficients: Array.from(coefficients, (value, j) => ({
      ...stats(value, inverse[j]),
      inflation: inverse[j] * spreads[j],
    })),
    ...(hasIntercept ? { intercept: stats(solution.intercept, ofIntercept) } : {}),
    freedom,
    residualDeviation: Math.sqrt(variance),
  };
}
