// Where the columns of a least squares problem lie.

import { DOUBLE, loadPair, storePair } from './double';
import { Problem } from './problem';

/** Adds `count` rows of the block: compensated sums (two-sum), squares of the distance to `first`, extremes (NaN is passed over). */
export function addToSpread(problem: Problem, count: i32): void {
  const cols = problem.cols, row = cols * DOUBLE;
  for (let j = 0; j < cols; j += 2) spreadPair(problem, j, problem.features + j * DOUBLE, row, count, j + 1 < cols);
  spreadPair(problem, cols, problem.target, DOUBLE, count, false);
}

/** Columns j and j + 1, or with `both` false column j alone: then only its numbers are kept. */
function spreadPair(problem: Problem, j: i32, values: usize, step: i32, count: i32, both: bool): void {
  const at: usize = j * DOUBLE;
  let sum = loadPair(problem.sums + at, both), lost = loadPair(problem.lost + at, both), squares = loadPair(problem.squares + at, both);
  let smallest = loadPair(problem.smallest + at, both), largest = loadPair(problem.largest + at, both);
  const first = loadPair(problem.first + at, both), end: usize = values + <usize>count * step;
  for (; values < end; values += step) {
    const value = both ? v128.load(values) : v128.load64_zero(values);
    const next = f64x2.add(sum, value), part = f64x2.sub(next, sum);
    lost = f64x2.add(lost, f64x2.add(f64x2.sub(sum, f64x2.sub(next, part)), f64x2.sub(value, part)));
    sum = next;
    const distance = f64x2.sub(value, first);
    squares = f64x2.add(squares, f64x2.mul(distance, distance));
    smallest = f64x2.pmin(smallest, value);
    largest = f64x2.pmax(largest, value);
  }
  storePair(problem.sums + at, sum, both);
  storePair(problem.lost + at, lost, both);
  storePair(problem.squares + at, squares, both);
  storePair(problem.smallest + at, smallest, both);
  storePair(problem.largest + at, largest, both);
}
