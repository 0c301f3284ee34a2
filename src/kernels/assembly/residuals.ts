// Residuals of a linear model in double-double.

import { DOUBLE, lanes, loadPair } from './double';
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
@inline function sumError1(a: f64, b: f64, sum: f64): f64 {
  const part = sum - a;
  return (a - (sum - part)) + (b - part);
}

/**
 * Adds what the residuals y - intercept - Xb of `count` rows of the block come to: their sum, the sum of their squares, and for each feature the sum
 * of feature * residual. Each residual, and each sum, has about 32 digits where numbers cancel. Source: Björck, "Iterative refinement of
 * linear least squares solutions", BIT 7 (1967) and 8 (1968).
 */
export function addResiduals(problem: Problem, count: i32, interceptHigh: f64, interceptLow: f64): void {
  const cols = problem.cols;
  let total = load<f64>(problem.totals), totalLow = load<f64>(problem.totals, 8), squares = load<f64>(problem.totals, 16);
  for (let i = 0; i < count; i++) {
    const row: usize = problem.features + i * cols * DOUBLE, y = load<f64>(problem.target + i * DOUBLE);
    const start = y - interceptHigh;
    let rest = f64x2.splat(0), small = rest;
    for (let j = 0; j < cols; j += 2) {
      const at: usize = j * DOUBLE, value = loadPair(row + at, j + 1 < cols), upper = split(value);
      const product = f64x2.mul(value, v128.load(problem.coefficients + at));
      const lost = productError(product, upper, f64x2.sub(value, upper), v128.load(problem.upper + at), v128.load(problem.lower + at));
      const taken = f64x2.neg(product), next = f64x2.add(rest, taken);
      small = f64x2.add(small, f64x2.sub(sumError(rest, taken, next), lost));
      rest = next;
    }
    const a = f64x2.extract_lane(rest, 0), b = f64x2.extract_lane(rest, 1), both = a + b, whole = start + both;
    const tail = lanes(small) + sumError1(a, b, both) + sumError1(start, both, whole) + (sumError1(y, -interceptHigh, start) - interceptLow);
    const residual = whole + tail, remainder = tail - (residual - whole);
    squares += residual * residual;
    const nextTotal = total + residual;
    totalLow += sumError1(total, residual, nextTotal) + remainder;
    total = nextTotal;

    const r = f64x2.splat(residual), rUpper = split(r), rLower = f64x2.sub(r, rUpper), rest2 = f64x2.splat(remainder);
    for (let j = 0; j < cols; j += 2) {
      const at: usize = j * DOUBLE, value = loadPair(row + at, j + 1 < cols), upper = split(value), product = f64x2.mul(value, r);
      const lost = productError(product, upper, f64x2.sub(value, upper), rUpper, rLower);
      const before = v128.load(problem.high + at), next = f64x2.add(before, product);
      const error = f64x2.add(f64x2.add(sumError(before, product, next), lost), f64x2.mul(value, rest2));
      v128.store(problem.low + at, f64x2.add(v128.load(problem.low + at), error));
      v128.store(problem.high + at, next);
    }
  }
  store<f64>(problem.totals, total);
  store<f64>(problem.totals, totalLow, 8);
  store<f64>(problem.totals, squares, 16);
}
