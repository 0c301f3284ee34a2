import { AppError } from '../base/errors.ts';
import { openKernel } from './load.ts';

interface Kernel {
  memory: WebAssembly.Memory;
  create(cols: number, blockRows: number, chunkRows: number): number;
  stride(problem: number): number;
  features(problem: number): number;
  target(problem: number): number;
  columns(problem: number): number;
  triangle(problem: number): number;
  high(problem: number): number;
  low(problem: number): number;
  totals(problem: number): number;
  addToRange(problem: number, count: number): void;
  fillChunk(problem: number, from: number, count: number): void;
  fold(problem: number, begin: number, end: number): void;
  addResiduals(problem: number, count: number, interceptHigh: number, interceptLow: number): void;
}

/** Names of the kernel's per-column arrays, in their order. */
const names = [
  'sums',
  'lost',
  'squares',
  'first',
  'smallest',
  'largest',
  'means',
  'rests',
  'scale',
  'coefficients',
  'upper',
  'lower',
] as const;

/**
 * The passes over the rows that least squares needs, block by block: the caller writes a block to `features` (column j from j * `stride` on) and
 * `target`, `blockRows` at most, and has its first rows taken. Arrays that come back have one number a column, the target's last, and are
 * views that the next call may change.
 */
export interface LeastSquaresPasses {
  readonly blockRows: number;
  readonly stride: number;
  readonly features: Float64Array;
  readonly target: Float64Array;
  /** Adds rows to the sums (in two parts), the squared distances to the very first row, and the extremes. */
  measure(count: number): void;
  readonly range: Readonly<Record<'sums' | 'lost' | 'squares' | 'first' | 'smallest' | 'largest', Float64Array>>;
  /** Sets what is taken off (in two parts) and multiplied with before rows are folded. */
  centre(means: Float64Array, rests: Float64Array, scale: Float64Array): void;
  /** Folds rows into the triangle; breathes between stretches of work where columns are many. */
  fold(count: number, yieldNow: () => Promise<void>): Promise<void>;
  /** R of the QR factorization of all rows folded so far [cols + 1, cols + 1], row-major, upper. */
  readonly triangle: Float64Array;
  /** Begins to sum up residuals of these coefficients. */
  startResiduals(coefficients: Float64Array): void;
  addResiduals(count: number, intercept: { high: number; low: number }): void;
  /** Sums of feature * residual, of residuals (each in two parts), of their squares. */
  residuals(): { high: Float64Array; low: Float64Array; total: number; totalLow: number; squares: number };
}

/** Numbers of a block that stays in the second cache, bytes of a chunk that stays in the first, operations between two breaths. */
const blockNumbers = 2 ** 15;
const chunkBytes = 24 * 1024;
const chunkOperations = 5e7;
const splitter = 134217729;

/**
 * Opens the least squares kernel for `cols` features, in a memory of its own. Needs SIMD (see `hasBuild`); plain SIMD alone is used, so that
 * the digits are the same everywhere. Without `folds` there is no room for a triangle: rows can be measured, not folded.
 * @throws AppError `train.no-memory`
 */
export async function openLeastSquares(cols: number, rows: number, folds = true): Promise<LeastSquaresPasses> {
  const kernel = await openKernel<Kernel>('least-squares.simd');
  const width = cols + 1;
  const blockRows = Math.max(1, Math.min(rows, 4096, Math.max(16, Math.ceil(blockNumbers / Math.max(cols, 1)))));
  const chunkRows = !folds ? 0 : 4 * Math.max(4, Math.min(64, Math.floor(chunkBytes / (32 * width))));
  const problem = kernel.create(cols, blockRows, chunkRows) >>> 0;
  if (problem === 0) throw new AppError('train.no-memory', { megabytes: Math.ceil((8 * width * width) / 1e6) });

  const view = (address: number, length: number) => new Float64Array(kernel.memory.buffer, address >>> 0, length);
  const even = width + (width % 2);
  const start = kernel.columns(problem) >>> 0;
  const column = Object.fromEntries(names.map((name, i) => [name, view(start + 8 * even * i, width)])) as Record<
    (typeof names)[number],
    Float64Array
  >;
  column.smallest.fill(Infinity);
  column.largest.fill(-Infinity);
  const stride = kernel.stride(problem);
  const features = view(kernel.features(problem), stride * cols);
  const target = view(kernel.target(problem), blockRows);
  const high = view(kernel.high(problem), 2 * cols);
  const low = view(kernel.low(problem), 2 * cols);
  const triangle = view(kernel.triangle(problem), folds ? width * width : 0);
  const totals = view(kernel.totals(problem), 6);
  const pivots = Math.max(1, Math.floor(chunkOperations / (4 * chunkRows * width)));
  let measured = 0;

  return {
    blockRows,
    stride,
    features,
    target,
    measure(count) {
      if (measured === 0) {
        for (let j = 0; j < cols; j++) column.first[j] = features[j * stride];
        column.first[cols] = target[0];
      }
      measured += count;
      kernel.addToRange(problem, count);
    },
    range: column,
    centre(means, rests, scale) {
      column.means.set(means);
      column.rests.set(rests);
      column.scale.set(scale);
    },
    async fold(count, yieldNow) {
      for (let from = 0; from < count; from += chunkRows) {
        kernel.fillChunk(problem, from, Math.min(chunkRows, count - from));
        for (let begin = 0; begin < width; begin += pivots) {
          kernel.fold(problem, begin, Math.min(begin + pivots, width));
          if (begin + pivots < width) await yieldNow();
        }
      }
    },
    triangle,
    startResiduals(coefficients) {
      coefficients.forEach((value, j) => {
        const scaledUp = splitter * value;
        column.coefficients[j] = value;
        column.upper[j] = scaledUp - (scaledUp - value);
        column.lower[j] = value - column.upper[j];
      });
      high.fill(0);
      low.fill(0);
      totals.fill(0);
    },
    addResiduals: (count, { high, low }) => kernel.addResiduals(problem, count, high, low),
    residuals: () => ({
      high: Float64Array.from({ length: cols }, (_, j) => high[2 * j] + high[2 * j + 1]),
      low: Float64Array.from(
        { length: cols },
        (_, j) => low[2 * j] + low[2 * j + 1] + lost(high[2 * j], high[2 * j + 1]),
      ),
      total: totals[0] + totals[1],
      totalLow: totals[2] + totals[3] + lost(totals[0], totals[1]),
      squares: totals[4] + totals[5],
    }),
  };
}

/** What a + b loses when it is rounded (Knuth). */
function lost(a: number, b: number): number {
  const sum = a + b;
  const part = sum - a;
  return a - (sum - part) + (b - part);
}
