// Where the columns of a least squares problem lie.

import { DOUBLE } from './double';
import { columnOf, Problem } from './problem';

/** Adds `count` rows of the block: compensated sums (two-sum), squares of the distance to `first`, extremes (NaN is passed over). */
export function addToRange(problem: Problem, count: i32): void {
  for (let j = 0; j <= problem.cols; j++) addColumn(problem, j * DOUBLE, columnOf(problem, j), count);
}

/** Rows of even and of odd places are added up side by side. */
function addColumn(problem: Problem, at: usize, values: usize, count: i32): void {
  const first = load<f64>(problem.first + at), firsts = f64x2.splat(first);
  let sum = f64x2.splat(0), lost = sum, squares = sum;
  let smallest = v128.load64_splat(problem.smallest + at), largest = v128.load64_splat(problem.largest + at);
  const end: usize = values + (count & ~1) * DOUBLE;
  for (; values < end; values += 16) {
    const value = v128.load(values), next = f64x2.add(sum, value), part = f64x2.sub(next, sum);
    lost = f64x2.add(lost, f64x2.add(f64x2.sub(sum, f64x2.sub(next, part)), f64x2.sub(value, part)));
    sum = next;
    const distance = f64x2.sub(value, firsts);
    squares = f64x2.add(squares, f64x2.mul(distance, distance));
    smallest = f64x2.pmin(smallest, value);
    largest = f64x2.pmax(largest, value);
  }
  let least = pickSmaller(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  let most = pickLarger(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
  let square = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  addTo(problem, at, f64x2.extract_lane(sum, 0), f64x2.extract_lane(lost, 0) + f64x2.extract_lane(lost, 1));
  addTo(problem, at, f64x2.extract_lane(sum, 1), 0);
  if (count & 1) {
    const value = load<f64>(values), distance = value - first;
    square += distance * distance;
    least = pickSmaller(least, value);
    most = pickLarger(most, value);
    addTo(problem, at, value, 0);
  }
  store<f64>(problem.squares + at, load<f64>(problem.squares + at) + square);
  store<f64>(problem.smallest + at, least);
  store<f64>(problem.largest + at, most);
}

/** Adds a number, and what another sum lost, to a column's sum. */
@inline function addTo(problem: Problem, at: usize, value: f64, lost: f64): void {
  const sum = load<f64>(problem.sums + at), next = sum + value, part = next - sum;
  store<f64>(problem.lost + at, load<f64>(problem.lost + at) + (lost + ((sum - (next - part)) + (value - part))));
  store<f64>(problem.sums + at, next);
}

@inline function pickSmaller(a: f64, b: f64): f64 { return b < a ? b : a; }
@inline function pickLarger(a: f64, b: f64): f64 { return b > a ? b : a; }
