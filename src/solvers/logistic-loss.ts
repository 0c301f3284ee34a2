import { sumError } from './double-double.ts';
import type { RowBlocks } from './row-blocks.ts';

/** A logistic loss over rows, and what is penalised: sum of weight * -log p(true class) + sum of penalty * parameter² / 2. */
export interface LogisticLoss {
  /** Rows of standardised features, a last feature of ones standing for the intercept where there is one. */
  rows: RowBlocks;
  /** One class code a row. */
  codes: Int32Array;
  /** 1 for two classes (the log odds of code 1), else one a class. */
  outputs: number;
  weights?: Float64Array;
  /** One a feature. */
  penalty: Float64Array;
}

/** Rows times multiplications done in one stretch. */
const stretch = 1e7;

/**
 * Gives the loss at `point` (outputs x features, row-major), writes its gradient and, where asked, its Hessian (square, row-major, lower triangle).
 */
export async function evaluateLoss(
  { rows: problem, codes, outputs, weights, penalty }: LogisticLoss,
  point: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array | undefined,
  breathe: () => Promise<void>,
): Promise<number> {
  const { rows, cols } = problem;
  const pairs = (outputs * (outputs + 1)) / 2;
  const work = outputs * cols * 4 + (hessian ? (pairs * cols * cols) / 2 : 0);
  // A block that is multiplied by itself again and again should fit the processor's cache.
  const most = hessian ? Math.max(64, Math.floor(8192 / cols)) : 2048;
  const blockRows = Math.max(4, Math.min(most, Math.floor(stretch / work)));
  const block = new Float64Array(blockRows * cols);
  const shares = new Float64Array(blockRows * outputs);
  const curvature = new Float64Array(blockRows);
  const turned = new Float64Array(hessian ? blockRows * cols : 0);
  const weighted = new Float64Array(2 * blockRows);
  const grams = hessian ? Array.from({ length: pairs }, () => new Float64Array(cols * cols)) : [];
  const scores = new Float64Array(outputs);
  let total = 0;
  let lost = 0;
  gradient.fill(0);

  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(from + blockRows, rows);
    problem.block(from, to, block);
    let part = 0;
    for (let i = from; i < to; i++) {
      const at = (i - from) * cols;
      for (let o = 0; o < outputs; o++) scores[o] = dotAt(block, at, point, o * cols, cols);
      const weight = weights ? weights[i] : 1;
      part += weight * (outputs === 1 ? logisticRow(scores, codes[i]) : softmaxRow(scores, codes[i]));
      for (let o = 0; o < outputs; o++) {
        const share = scores[o];
        shares[(i - from) * outputs + o] = share;
        const isTrue = outputs === 1 ? codes[i] === 1 : codes[i] === o;
        addAt(gradient, o * cols, block, at, cols, weight * (share - (isTrue ? 1 : 0)));
      }
    }
    const next = total + part;
    lost += sumError(total, part, next);
    total = next;
    if (hessian) {
      transpose(block, to - from, cols, turned);
      for (let a = 0, pair = 0; a < outputs; a++)
        for (let b = 0; b <= a; b++, pair++) {
          for (let i = from; i < to; i++) {
            const share = shares[(i - from) * outputs + a];
            const other = shares[(i - from) * outputs + b];
            curvature[i - from] = (weights ? weights[i] : 1) * share * ((a === b ? 1 : 0) - other);
          }
          addWeightedGram(turned, to - from, cols, curvature, weighted, grams[pair]);
        }
    }
    await breathe();
  }

  total += lost;
  for (let o = 0; o < outputs; o++)
    for (let j = 0; j < cols; j++) {
      total += (penalty[j] * point[o * cols + j] ** 2) / 2;
      gradient[o * cols + j] += penalty[j] * point[o * cols + j];
    }
  if (hessian) assemble(grams, outputs, cols, penalty, hessian);
  return total;
}

/** Gives -log p of the true class and replaces the score by the probability of class 1. */
function logisticRow(scores: Float64Array, code: number): number {
  const score = scores[0];
  const small = Math.exp(-Math.abs(score));
  scores[0] = (score >= 0 ? 1 : small) / (1 + small);
  return Math.log1p(small) + Math.max(score, 0) - (code === 1 ? score : 0);
}

/** Gives -log p of the true class and replaces the scores by probabilities. */
function softmaxRow(scores: Float64Array, code: number): number {
  let most = scores[0];
  for (let o = 1; o < scores.length; o++) if (scores[o] > most) most = scores[o];
  const own = scores[code] - most;
  let total = 0;
  for (let o = 0; o < scores.length; o++) {
    scores[o] = Math.exp(scores[o] - most);
    total += scores[o];
  }
  for (let o = 0; o < scores.length; o++) scores[o] /= total;
  return Math.log(total) - own;
}

/** Adds block' diag(weights) block to the lower triangle of a gram matrix; column j of the block begins at `j * rows`. */
function addWeightedGram(
  block: Float64Array,
  rows: number,
  cols: number,
  weights: Float64Array,
  weighted: Float64Array,
  gram: Float64Array,
): void {
  for (let a = 0; a < cols; a += 2) {
    const second = a + 1 < cols;
    for (let i = 0, at = a * rows; i < rows; i++, at++) {
      weighted[i] = weights[i] * block[at];
      weighted[rows + i] = second ? weights[i] * block[at + rows] : 0;
    }
    for (let b = 0; b <= a + 1 && b < cols; b += 2) {
      const to = b * rows;
      const over = b + 1 < cols ? rows : 0;
      let aa = 0;
      let ab = 0;
      let ba = 0;
      let bb = 0;
      for (let i = 0; i < rows; i++) {
        const x = weighted[i];
        const y = weighted[rows + i];
        const u = block[to + i];
        const v = block[to + over + i];
        aa += x * u;
        ab += x * v;
        ba += y * u;
        bb += y * v;
      }
      gram[a * cols + b] += aa;
      if (over > 0 && b + 1 <= a) gram[a * cols + b + 1] += ab;
      if (second) gram[(a + 1) * cols + b] += ba;
      if (second && over > 0) gram[(a + 1) * cols + b + 1] += bb;
    }
  }
}

function transpose(block: Float64Array, rows: number, cols: number, into: Float64Array): void {
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) into[j * rows + i] = block[at++];
}

/**
 * Puts the blocks of all pairs of outputs into one matrix and adds the penalty to its diagonal.
 * Softmax does not change when all outputs get the same addition; there the matrix gets a curvature of its own, which
 * leaves the minimum where it is and keeps the sum over the outputs at its start, 0.
 */
function assemble(
  grams: Float64Array[],
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

function dotAt(a: Float64Array, at: number, b: Float64Array, bt: number, length: number): number {
  let total = 0;
  for (let k = 0; k < length; k++) total += a[at + k] * b[bt + k];
  return total;
}

function addAt(into: Float64Array, at: number, other: Float64Array, ot: number, length: number, factor: number): void {
  for (let k = 0; k < length; k++) into[at + k] += factor * other[ot + k];
}
