import type { LogisticPasses } from '../kernels/logistic.ts';
import { eachBlock, type RowBlocks } from './row-blocks.ts';

/** A logistic loss over rows, and what is penalised: sum of weight * -log p(true class) + sum of penalty * parameter² / 2. */
export interface LogisticLoss {
  /** Rows of features as they stand. */
  rows: RowBlocks;
  /** A standardised feature is (raw - mean) * scale. The intercept, where there is one, is a last feature of ones. */
  standard: { means: Float64Array; scale: Float64Array; intercept: boolean };
  /** One class code a row. */
  codes: Int32Array;
  /** 1 for two classes (the log odds of code 1), else one a class. */
  outputs: number;
  weights?: Float64Array;
  /** One a standardised feature. */
  penalty: Float64Array;
}

/**
 * Gives the loss at `point` (outputs x standardised features, row-major), writes its gradient and, where asked, its Hessian (square, row-major,
 * lower triangle). `passes` are opened for the loss.
 */
export async function evaluateLoss(
  { rows: problem, codes, outputs, weights, penalty }: LogisticLoss,
  passes: LogisticPasses,
  point: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array | undefined,
  yieldNow: () => Promise<void>,
): Promise<number> {
  passes.start(point, hessian !== undefined);
  await eachBlock(
    passes,
    problem,
    (from, to) => {
      passes.codes.set(codes.subarray(from, to));
      if (weights) passes.weights.set(weights.subarray(from, to));
      passes.add(to - from);
    },
    yieldNow,
  );
  const width = penalty.length;
  let total = passes.totals[0] + passes.totals[1];
  gradient.set(passes.gradient);
  for (let o = 0; o < outputs; o++)
    for (let j = 0; j < width; j++) {
      total += (penalty[j] * point[o * width + j] ** 2) / 2;
      gradient[o * width + j] += penalty[j] * point[o * width + j];
    }
  if (hessian) assemble(passes.grams, outputs, width, penalty, hessian);
  return total;
}

/**
 * Puts the blocks of all pairs of outputs into one matrix and adds the penalty to its diagonal.
 * Softmax does not change when all outputs get the same addition; there the matrix gets a curvature of its own, which
 * leaves the minimum where it is and keeps the sum over the outputs at its start, 0.
 */
function assemble(
  grams: readonly Float64Array[],
  outputs: number,
  cols: number,
  penalty: Float64Array,
  hessian: Float64Array,
): void {
  const size = outputs * cols;
  for (let a = 0, pair = 0; a < outputs; a++)
    for (let b = 0; b <= a; b++, pair++)
      for (let j = 0; j < cols; j++)
        for (let k = 0; k < cols; k++)
          hessian[(a * cols + j) * size + b * cols + k] = grams[pair][j >= k ? j * cols + k : k * cols + j];
  for (let j = 0; j < cols; j++) {
    let trace = 0;
    for (let a = 0; a < outputs; a++) trace += hessian[(a * cols + j) * (size + 1)];
    for (let a = 0; a < outputs; a++) {
      hessian[(a * cols + j) * (size + 1)] += penalty[j];
      if (outputs === 1) continue;
      for (let b = 0; b <= a; b++) hessian[(a * cols + j) * size + b * cols + j] += trace / outputs ** 2;
    }
  }
}
