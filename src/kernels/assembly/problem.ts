import { allocate } from './memory';
import { DOUBLE } from './double';


@unmanaged export class Problem {
  cols: i32;
  blockRows: i32; // most rows of a block
  chunkRows: i32; // rows that are folded into R at once, a multiple of 4
  features: usize; // [blockRows, cols]
  target: usize; // [blockRows]
  sums: usize; // where the columns lie: sum and what its rounding lost, squares around the first row, extremes
  lost: usize;
  squares: usize;
  first: usize;
  smallest: usize;
  largest: usize;
  means: usize; // what is taken off, and what is multiplied with, before folding
  scale: usize;
  chunk: usize; // [width][chunkRows], column-major
  triangle: usize; // [width, width], upper, row-major
  coefficients: usize; // of the residuals, with their upper and lower halves of bits
  upper: usize;
  lower: usize;
  high: usize; // sum of feature * residual, in two parts
  low: usize;
  totals: usize; // [3]: sum of the residuals in two parts, sum of their squares
}

/** Room for a problem, or 0 where memory is short. */
export function create(cols: i32, blockRows: i32, chunkRows: i32): Problem {
  const address = allocate(offsetof<Problem>());
  const problem = changetype<Problem>(address);
  const width = cols + 1, columns: usize = ((width + 1) & ~1) * DOUBLE;
  problem.cols = cols;
  problem.blockRows = blockRows;
  problem.chunkRows = chunkRows;
  // The per-column arrays follow one another.
  const arrays = allocate(13 * columns);
  problem.sums = arrays;
  problem.lost = arrays + columns;
  problem.squares = arrays + 2 * columns;
  problem.first = arrays + 3 * columns;
  problem.smallest = arrays + 4 * columns;
  problem.largest = arrays + 5 * columns;
  problem.means = arrays + 6 * columns;
  problem.scale = arrays + 7 * columns;
  problem.coefficients = arrays + 8 * columns;
  problem.upper = arrays + 9 * columns;
  problem.lower = arrays + 10 * columns;
  problem.high = arrays + 11 * columns;
  problem.low = arrays + 12 * columns;
  problem.totals = allocate(3 * DOUBLE);
  problem.features = allocate(<usize>blockRows * cols * DOUBLE);
  problem.target = allocate(blockRows * DOUBLE);
  problem.chunk = allocate(<usize>width * chunkRows * DOUBLE);
  problem.triangle = <u64>width * width < 0x1fffffff ? allocate(<usize>width * width * DOUBLE) : 0;
  const complete = address && arrays && problem.totals && problem.features && problem.target && problem.chunk && problem.triangle;
  return complete ? problem : changetype<Problem>(0);
}
