import { allocate } from './memory';
import { DOUBLE } from './double';

@unmanaged export class Problem {
  cols: i32;
  apart: i32; // numbers from one column of a block to the next: not a power of two, or columns would share places in the cache
  chunkRows: i32; // rows that are folded into R at once, a multiple of 4
  features: usize; // [cols][apart], column-major
  target: usize; // [apart]
  sums: usize; // where the columns lie: sum and what its rounding lost, squares around the first row, extremes
  lost: usize;
  squares: usize;
  first: usize;
  smallest: usize;
  largest: usize;
  means: usize; // what is taken off, and what is multiplied with, before folding
  rests: usize; // what the means lost when they were rounded
  scale: usize;
  chunk: usize; // [width][chunkRows], column-major
  triangle: usize; // [width, width], upper, row-major
  coefficients: usize; // of the residuals, with their upper and lower halves of bits
  upper: usize;
  lower: usize;
  high: usize; // [cols][2]: sums of feature * residual over rows of even and of odd places, in two parts
  low: usize;
  totals: usize; // [3][2]: sums of the residuals in two parts, sums of their squares, over rows of even and of odd places
}

/** Room for a problem, or 0 where memory is short. `chunkRows` 0: rows are measured and not folded, and there is no triangle. */
export function create(cols: i32, blockRows: i32, chunkRows: i32): Problem {
  const address = allocate(offsetof<Problem>());
  const problem = changetype<Problem>(address);
  const width = cols + 1, columns: usize = ((width + 1) & ~1) * DOUBLE;
  problem.cols = cols;
  problem.apart = ((blockRows + 15) & ~15) + 8;
  problem.chunkRows = chunkRows;
  // The per-column arrays follow one another.
  const arrays = allocate(12 * columns);
  problem.sums = arrays;
  problem.lost = arrays + columns;
  problem.squares = arrays + 2 * columns;
  problem.first = arrays + 3 * columns;
  problem.smallest = arrays + 4 * columns;
  problem.largest = arrays + 5 * columns;
  problem.means = arrays + 6 * columns;
  problem.rests = arrays + 7 * columns;
  problem.scale = arrays + 8 * columns;
  problem.coefficients = arrays + 9 * columns;
  problem.upper = arrays + 10 * columns;
  problem.lower = arrays + 11 * columns;
  problem.high = allocate(2 * columns);
  problem.low = allocate(2 * columns);
  problem.totals = allocate(6 * DOUBLE);
  problem.features = allocate(<usize>problem.apart * cols * DOUBLE);
  problem.target = allocate(problem.apart * DOUBLE);
  problem.chunk = allocate(<usize>width * chunkRows * DOUBLE);
  const cells: u64 = chunkRows > 0 ? <u64>width * width : 0;
  problem.triangle = cells < 0x1fffffff ? allocate(<usize>cells * DOUBLE) : 0;
  const sums = problem.high && problem.low && problem.totals;
  const complete = address && arrays && sums && problem.features && problem.target && problem.chunk && problem.triangle;
  return complete ? problem : changetype<Problem>(0);
}

/** Where column j of a block begins; the target is the one after the features. */
@inline export function columnOf(problem: Problem, j: i32): usize {
  return j < problem.cols ? problem.features + <usize>j * problem.apart * DOUBLE : problem.target;
}
