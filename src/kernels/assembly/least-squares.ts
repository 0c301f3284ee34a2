// Linear least squares over blocks of rows, in float64: where the columns lie, the triangle R of their QR factorization, and residuals in
// double-double. Each pass sees every row once, in blocks that a caller writes to `features` and `target`.
//
// A problem has `cols` features and the target behind them: `width` = cols + 1 columns. A block is column-major, so that two rows are worked on at
// once. Per-column arrays below have `width` numbers, rounded up to an even count.

import { Problem } from './problem';

export { create } from './problem';
export { addToRange } from './spread';
export { fillChunk, fold } from './triangle';
export { addResiduals } from './residuals';

export function features(problem: Problem): usize { return problem.features; }
/** Numbers from one column of a block to the next. */
export function stride(problem: Problem): i32 { return problem.apart; }
export function target(problem: Problem): usize { return problem.target; }
/** The per-column arrays in this order: sums, lost, squares, first, smallest, largest, means, rests, scale, coefficients, upper, lower. */
export function columns(problem: Problem): usize { return problem.sums; }
export function triangle(problem: Problem): usize { return problem.triangle; }
/** [cols][2], sums of rows of even and of odd places. */
export function high(problem: Problem): usize { return problem.high; }
export function low(problem: Problem): usize { return problem.low; }
export function totals(problem: Problem): usize { return problem.totals; }
