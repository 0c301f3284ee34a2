import { AppError } from '../base/errors.ts';
import { openKernel } from './load.ts';

interface Kernel {
  memory: WebAssembly.Memory;
  create(cols: number, intercept: number, outputs: number, blockRows: number, curved: number): number;
  stride(model: number): number;
  features(model: number): number;
  codes(model: number): number;
  weights(model: number): number;
  means(model: number): number;
  scale(model: number): number;
  point(model: number): number;
  totals(model: number): number;
  gradient(model: number): number;
  grams(model: number): number;
  add(model: number, count: number, isWeighted: number, curved: number): void;
}

/** What a logistic loss is summed up over. */
export interface LogisticShape {
  rows: number;
  /** Features a row, the intercept's left out. */
  cols: number;
  intercept: boolean;
  /** 1 for two classes, else one a class. */
  outputs: number;
  /** Whether Hessians will be asked for. */
  curved: boolean;
  isWeighted: boolean;
}

/**
 * A logistic loss summed up block by block: the caller writes a block to `features` (column j from j * `stride` on), `codes` and, where rows have
 * weights, `weights`, and has its first rows added. `width` is the features of a row with the intercept's, which comes last. All arrays are views.
 */
export interface LogisticPasses {
  readonly blockRows: number;
  readonly stride: number;
  readonly width: number;
  readonly features: Float64Array;
  readonly codes: Int32Array;
  readonly weights: Float64Array;
  /** Sets how features become standardised ones: (feature - mean) * scale. */
  standardise(means: Float64Array, scale: Float64Array): void;
  /** Begins anew at a point [outputs, width]. */
  start(point: Float64Array, curved: boolean): void;
  add(count: number): void;
  /** The loss so far, in two parts. */
  readonly totals: Float64Array;
  /** [outputs, width]. */
  readonly gradient: Float64Array;
  /** One for each pair of outputs a >= b: sum of curvature * feature * feature' [width, width], lower triangle. */
  readonly grams: Float64Array[];
}

/** Numbers of a block that stays in the second cache, and multiplications of a call. */
const blockNumbers = 2 ** 15;
const chunkOperations = 3e7;

/**
 * Opens the logistic kernel, in a memory of its own. Needs SIMD (see `hasBuild`); plain SIMD alone is used, and exp and log of its own, so
 * that the digits are the same everywhere.
 * @throws AppError `train.no-memory`
 */
export async function openLogistic({ rows, cols, intercept, outputs, curved, isWeighted }: LogisticShape) {
  const kernel = await openKernel<Kernel>('logistic.simd');
  const width = cols + Number(intercept);
  const pairs = curved ? (outputs * (outputs + 1)) / 2 : 0;
  const ofRow = 4 * outputs * width + (pairs * width * width) / 2;
  const fitting = Math.max(16, Math.ceil(blockNumbers / Math.max(width, 1)));
  const blockRows = Math.max(4, Math.min(rows, 4096, fitting, Math.ceil(chunkOperations / ofRow)));
  const model = kernel.create(cols, Number(intercept), outputs, blockRows, Number(curved)) >>> 0;
  if (model === 0) throw new AppError('train.no-memory', { megabytes: Math.ceil((8 * pairs * width * width) / 1e6) });

  const { buffer } = kernel.memory;
  const view = (address: number, length: number) => new Float64Array(buffer, address >>> 0, length);
  const stride = kernel.stride(model);
  const means = view(kernel.means(model), cols);
  const scale = view(kernel.scale(model), cols);
  const at = view(kernel.point(model), outputs * width);
  const totals = view(kernel.totals(model), 2);
  const gradient = view(kernel.gradient(model), outputs * width);
  const grams = Array.from({ length: pairs }, (_, pair) =>
    view((kernel.grams(model) >>> 0) + 8 * pair * width * width, width * width),
  );
  let withCurvature = false;
  const passes: LogisticPasses = {
    blockRows,
    stride,
    width,
    features: view(kernel.features(model), stride * cols),
    codes: new Int32Array(buffer, kernel.codes(model) >>> 0, blockRows),
    weights: view(kernel.weights(model), blockRows),
    standardise(ownMeans, ownScale) {
      means.set(ownMeans);
      scale.set(ownScale);
    },
    start(point, wanted) {
      at.set(point);
      totals.fill(0);
      gradient.fill(0);
      withCurvature = wanted;
      if (wanted) for (const gram of grams) gram.fill(0);
    },
    add: (count) => kernel.add(model, count, Number(isWeighted), Number(withCurvature)),
    totals,
    gradient,
    grams,
  };
  return passes;
}
