import { addProduct, splitter, sumError, upperHalf, type LongSum } from './double-double.ts';
import type { RowBlocks } from './row-blocks.ts';

/** What the residuals y - intercept - Xb of a linear model come to, with about 32 digits where they cancel. */
export interface ResidualSums {
  /** One a feature: the sum of (feature - mean) * residual. */
  gradient: Float64Array;
  /** Sum of the residuals. */
  total: number;
  squares: number;
}

/**
 * Sums up the residuals of a linear model, each computed in double-double: the step that gives iterative refinement its digits.
 * Source: Björck, "Iterative refinement of linear least squares solutions", BIT 7 (1967) and 8 (1968).
 */
export async function residualSums(
  problem: RowBlocks,
  target: Float64Array,
  means: Float64Array,
  coefficients: Float64Array,
  intercept: LongSum,
  blockRows: number,
  breathe: (rows: number) => Promise<void>,
): Promise<ResidualSums> {
  const { rows, cols } = problem;
  const upper = coefficients.map(upperHalf);
  const lower = coefficients.map((value, j) => value - upper[j]);
  const high = new Float64Array(cols);
  const low = new Float64Array(cols);
  const total: LongSum = { high: 0, low: 0 };
  let squares = 0;
  const block = new Float64Array(Math.min(blockRows, rows) * cols);

  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(from + blockRows, rows);
    problem.block(from, to, block);
    for (let i = from; i < to; i++) {
      const at = (i - from) * cols;
      let rest = target[i] - intercept.high;
      let small = sumError(target[i], -intercept.high, rest) - intercept.low;
      for (let j = 0; j < cols; j++) {
        const value = block[at + j];
        const product = value * coefficients[j];
        const spread = splitter * value;
        const top = spread - (spread - value);
        const tail = value - top;
        const lost = tail * lower[j] - (product - top * upper[j] - tail * upper[j] - top * lower[j]);
        const next = rest - product;
        const part = next - rest;
        small += rest - (next - part) - (product + part) - lost;
        rest = next;
      }
      const residual = rest + small;
      const remainder = small - (residual - rest);
      squares += residual * residual;
      const nextTotal = total.high + residual;
      total.low += sumError(total.high, residual, nextTotal) + remainder;
      total.high = nextTotal;
      const residualUpper = upperHalf(residual);
      const residualLower = residual - residualUpper;
      for (let j = 0; j < cols; j++) {
        const value = block[at + j];
        const product = value * residual;
        const spread = splitter * value;
        const top = spread - (spread - value);
        const tail = value - top;
        const lost =
          tail * residualLower - (product - top * residualUpper - tail * residualUpper - top * residualLower);
        const before = high[j];
        const next = before + product;
        const part = next - before;
        low[j] += before - (next - part) + (product - part) + lost + value * remainder;
        high[j] = next;
      }
    }
    await breathe(to - from);
  }

  const gradient = high.map((value, j) => {
    const centred = { high: value, low: low[j] };
    addProduct(centred, -means[j], total.high);
    return centred.high + (centred.low - means[j] * total.low);
  });
  return { gradient, total: total.high + total.low, squares };
}
