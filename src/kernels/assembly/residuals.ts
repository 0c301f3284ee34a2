// Residuals of a linear model in double-double.

import { DOUBLE, loadPair } from './double';
import { Problem } from './problem';

@inline const SPLITTER: f64 = 134217729; // 2^27 + 1

/** The upper half of a number's bits: what is left over is exact (Dekker 1971). */
@inline function split(value: v128): v128 {
  const spread = f64x2.mul(value, f64x2.splat(SPLITTER));
  return f64x2.sub(spread, f64x2.sub(spread, value));
}

/** What a * b loses when it is rounded to `product`, from the halves of both. */
@inline function productError(product: v128, aUpper: v128, aLower: v128, bUpper: v128, bLower: v128): v128 {
  const rest = f64x2.sub(f64x2.sub(f64x2.sub(product, f64x2.mul(aUpper, bUpper)), f64x2.mul(aLower, bUpper)), f64x2.mul(aUpper, bLower));
  return f64x2.sub(f64x2.mul(aLower, bLower), rest);
}

/** What a + b loses when it is rounded to `sum` (Knuth). */
@inline function sumError(a: v128, b: v128, sum: v128): v128 {
  const part = f64x2.sub(sum, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(sum, part)), f64x2.sub(b, part));
}

/**
 * Adds what the residuals y - intercept - Xb of `count` rows of the block come to: their sum, the sum of their squares, and for each feature the sum
 * of feature * residual; rows of even and of odd places side by side. Each residual, and each sum, has about 32 digits where numbers cancel.
 * Source: Björck, "Iterative refinement of linear least squares solutions", BIT 7 (1967) and 8 (1968).
 */
export function addResiduals(problem: Problem, count: i32, interceptHigh: f64, interceptLow: f64): void {
  const cols = problem.cols, apart: usize = problem.apart * DOUBLE;
  const level = f64x2.splat(-interceptHigh), levelLow = f64x2.splat(-interceptLow);
  let total = v128.load(problem.totals), totalLow = v128.load(problem.totals, 16), squares = v128.load(problem.totals, 32);
  for (let i = 0; i < count; i += 2) {
    const both = i + 1 < count, y = loadPair(problem.target + i * DOUBLE, both);
    let rest = f64x2.add(y, level), small = f64x2.add(sumError(y, level, rest), levelLow);
    let from: usize = problem.features + i * DOUBLE;
    for (let at: usize = 0, end: usize = cols * DOUBLE; at < end; at += DOUBLE, from += apart) {
      const value = loadPair(from, both), upper = split(value);
      const product = f64x2.mul(value, v128.load64_splat(problem.coefficients + at));
      const cUpper = v128.load64_splat(problem.upper + at), cLower = v128.load64_splat(problem.lower + at);
      const lost = productError(product, upper, f64x2.sub(value, upper), cUpper, cLower);
      const taken = f64x2.neg(product), next = f64x2.add(rest, taken);
      small = f64x2.add(small, f64x2.sub(sumError(rest, taken, next), lost));
      rest = next;
    }
    let residual = f64x2.add(rest, small), remainder = f64x2.sub(small, f64x2.sub(residual, rest));
    if (!both) {
      residual = f64x2.replace_lane(residual, 1, 0);
      remainder = f64x2.replace_lane(remainder, 1, 0);
    }
    squares = f64x2.add(squares, f64x2.mul(residual, residual));
    const nextTotal = f64x2.add(total, residual);
    totalLow = f64x2.add(totalLow, f64x2.add(sumError(total, residual, nextTotal), remainder));
    total = nextTotal;

    const rUpper = split(residual), rLower = f64x2.sub(residual, rUpper);
    from = problem.features + i * DOUBLE;
    for (let at: usize = 0, end: usize = cols * 16; at < end; at += 16, from += apart) {
      const value = loadPair(from, both), upper = split(value), product = f64x2.mul(value, residual);
      const lost = productError(product, upper, f64x2.sub(value, upper), rUpper, rLower);
      const before = v128.load(problem.high + at), next = f64x2.add(before, product);
      const error = f64x2.add(f64x2.add(sumError(before, product, next), lost), f64x2.mul(value, remainder));
      v128.store(problem.low + at, f64x2.add(v128.load(problem.low + at), error));
      v128.store(problem.high + at, next);
    }
  }
  v128.store(problem.totals, total);
  v128.store(problem.totals, totalLow, 16);
  v128.store(problem.totals, squares, 32);
}
