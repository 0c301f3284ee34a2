// Linear least squares over blocks of rows, in float64: where the columns lie, the triangle R of their QR factorization, and residuals in
// double-double. Each pass sees every row once, in blocks that a caller writes to `features` and `target`.
//
// A problem has `cols` features and the target behind them: `width` = cols + 1 columns. Per-column arrays below have `width` numbers, rounded up to
// an even count, so that two columns are worked on at once.

import { Problem } from './problem';

export { create } from './problem';
export { addToSpread } from './spread';
export { fillChunk, fold } from './triangle';
export { addResiduals } from './residuals';

export function features(problem: Problem): usize { return problem.features; }
export function target(problem: Problem): usize { return problem.target; }
/** The per-column arrays in this order: sums, lost, squares, first, smallest, largest, means, scale, coefficients, upper, lower, high, low. */
export function columns(problem: Problem): usize { return problem.sums; }
export function triangle(problem: Problem): usize { return problem.triangle; }
export function totals(problem: Problem): usize { return problem.totals; }
