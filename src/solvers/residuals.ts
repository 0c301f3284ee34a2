import type { LeastSquaresPasses } from '../kernels/least-squares.ts';
import { addProduct, type LongSum } from './double-double.ts';
import { eachBlock, type RowBlocks } from './row-blocks.ts';

/** What the residuals y - intercept - Xb of a linear model come to, with about 32 digits where they cancel. */
export interface ResidualSums {
  /** One a feature: the sum of (feature - mean) * residual. */
  gradient: Float64Array;
  /** Sum of the residuals. */
  total: number;
  squares: number;
}

/** Sums up the residuals of a linear model in one pass: the step that gives iterative refinement its digits. */
export async function residualSums(
  passes: LeastSquaresPasses,
  problem: RowBlocks,
  target: Float64Array,
  means: Float64Array,
  coefficients: Float64Array,
  intercept: LongSum,
  yieldNow: (rows: number) => Promise<void>,
): Promise<ResidualSums> {
  passes.startResiduals(coefficients);
  const take = (from: number, to: number) => {
    passes.target.set(target.subarray(from, to));
    passes.addResiduals(to - from, intercept);
  };
  await eachBlock(passes, problem, take, yieldNow);
  const { high, low, total, totalLow, squares } = passes.residuals();
  const gradient = high.map((value, j) => {
    const centred = { high: value, low: low[j] };
    addProduct(centred, -means[j], total);
    return centred.high + (centred.low - means[j] * totalLow);
  });
  return { gradient, total: total + totalLow, squares };
}
