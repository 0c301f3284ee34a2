import type { Run } from '../../base/run.ts';
import { fitSparseLogistic, type SparseLogisticOptions, type SparseRows } from '../../solvers/sparse-logistic.ts';

/** How far the coefficients are the fitted ones; the rest is their mean size, so that the ratios alone speak. */
const share = 0.25;

/** One class against all others: a coefficient a term, for presence (0 or 1). */
export interface NbFit {
  coefficients: Float64Array;
  intercept: number;
  iterations: number;
  converged: boolean;
  objective: number;
}

/**
 * Fits a logistic regression over terms multiplied by their naive Bayes log-count ratios (add-one smoothing), its coefficients drawn three
 * quarters of the way to their mean size; the intercept is the best beside them. `truths`: 1 for rows of the class.
 * Source: Wang and Manning, "Baselines and bigrams", ACL 2012; the logistic loss stands where they have the squared hinge.
 */
export async function fitNb(
  rows: SparseRows,
  truths: Int32Array,
  weights: Float64Array | undefined,
  options: SparseLogisticOptions,
  run: Run,
  each: (iteration: number, objective: number, excess: number) => void,
): Promise<NbFit> {
  const ratios = logRatios(rows, truths);
  const values = rows.values.map((value, p) => value * ratios[rows.ids[p]]);
  const fit = await fitSparseLogistic({ ...rows, values }, truths, 2, weights, options, run, each);
  const size = fit.coefficients.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, rows.cols);
  const coefficients = fit.coefficients.map((value, j) => ((1 - share) * size + share * value) * ratios[j]);
  return {
    coefficients,
    intercept: interceptFor(rows, coefficients, truths, weights),
    iterations: fit.iterations,
    converged: fit.converged,
    objective: fit.objective,
  };
}

/** Finds the intercept with the smallest logistic loss beside given coefficients: where the probabilities add up to the rows of the class, by halving. */
function interceptFor(
  { rows, starts, ids, values }: SparseRows,
  coefficients: Float64Array,
  truths: Int32Array,
  weights: Float64Array | undefined,
): number {
  const scores = new Float64Array(rows);
  let [low, high] = [0, 0];
  for (let row = 0; row < rows; row++) {
    for (let p = starts[row]; p < starts[row + 1]; p++) scores[row] += values[p] * coefficients[ids[p]];
    low = Math.min(low, -scores[row] - 40);
    high = Math.max(high, -scores[row] + 40);
  }
  for (let step = 0; step < 100 && low < high; step++) {
    const middle = (low + high) / 2;
    let excess = 0;
    for (let row = 0; row < rows; row++) {
      excess += (weights ? weights[row] : 1) * (1 / (1 + Math.exp(-scores[row] - middle)) - truths[row]);
    }
    if (excess > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** ln of how much more often a term stands in texts of the class than in others, both counts raised by 1. */
function logRatios({ rows, cols, starts, ids, values }: SparseRows, truths: Int32Array): Float64Array {
  const own = new Float64Array(cols).fill(1);
  const other = new Float64Array(cols).fill(1);
  for (let row = 0; row < rows; row++) {
    const counts = truths[row] === 1 ? own : other;
    for (let p = starts[row]; p < starts[row + 1]; p++) counts[ids[p]] += values[p];
  }
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  const shift = Math.log(total(other) / total(own));
  return own.map((count, j) => Math.log(count / other[j]) + shift);
}
