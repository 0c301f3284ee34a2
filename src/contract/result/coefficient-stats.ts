/** How sure one coefficient is; null = the rows do not determine it by itself. */
export interface CoefficientStat {
  standardError: number | null;
  /** The coefficient in standard errors. */
  t: number | null;
  /** How probable a t at least as far from 0 would be if the true coefficient were 0. */
  p: number | null;
  /** The 95 % interval. */
  lower: number | null;
  upper: number | null;
  /** How many times its variance is what it would be if no other feature were correlated with it (VIF); not of the intercept. Stored name. */
  inflation?: number | null;
}

/** How sure the coefficients of least squares without a penalty are, if the residuals are independent, normal and of one deviation. */
export interface CoefficientStats {
  intercept?: CoefficientStat;
  coefficients: Record<string, CoefficientStat>;
}
