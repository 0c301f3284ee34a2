import { ascendingOrder } from './order.ts';

/** A ROC curve from (0, 0) to (1, 1): at each threshold, the shares of other and of positive rows scored at least that high. */
export interface RocCurve {
  falsePositiveRate: number[];
  truePositiveRate: number[];
  /** The first one is Infinity: no row is scored that high. */
  thresholds: number[];
}

/** Gives one column of rows x classes probabilities. */
export function scoresOf(probabilities: Float64Array, classes: number, code: number): Float64Array {
  return Float64Array.from({ length: probabilities.length / classes }, (_, i) => probabilities[i * classes + code]);
}

/**
 * Gives the area under the ROC curve: how often a positive row is scored above another one, ties counting half.
 * Undefined when all rows are positive or none is. `order` puts the scores in ascending order; `counts` weighs the rows.
 */
export function rocAuc(
  codes: Int32Array,
  positive: number,
  scores: Float64Array,
  order = ascendingOrder(scores),
  counts?: ArrayLike<number>,
): number | undefined {
  let below = 0;
  let positives = 0;
  let pairs = 0;
  for (let i = 0; i < order.length;) {
    const score = scores[order[i]];
    let others = 0;
    let hits = 0;
    for (; i < order.length && scores[order[i]] === score; i++) {
      const weight = counts ? counts[order[i]] : 1;
      if (codes[order[i]] === positive) hits += weight;
      else others += weight;
    }
    pairs += hits * (below + others / 2);
    below += others;
    positives += hits;
  }
  return positives > 0 && below > 0 ? pairs / (positives * below) : undefined;
}

/**
 * Gives the ROC curve of one class against the others, thinned to about `most` points that lie evenly along the curve.
 * Undefined when all rows are positive or none is.
 */
export function rocCurve(codes: Int32Array, positive: number, scores: Float64Array, most = 500): RocCurve | undefined {
  const order = ascendingOrder(scores);
  const positives = codes.reduce((count, code) => count + (code === positive ? 1 : 0), 0);
  const others = codes.length - positives;
  if (positives === 0 || others === 0) return undefined;
  const curve: RocCurve = { falsePositiveRate: [0], truePositiveRate: [0], thresholds: [Infinity] };
  let hits = 0;
  let alarms = 0;
  let last = 0;
  for (let i = order.length - 1; i >= 0;) {
    const score = scores[order[i]];
    for (; i >= 0 && scores[order[i]] === score; i--) {
      if (codes[order[i]] === positive) hits++;
      else alarms++;
    }
    const x = alarms / others;
    const y = hits / positives;
    if (i >= 0 && x + y - last < 2 / most) continue;
    last = x + y;
    curve.falsePositiveRate.push(x);
    curve.truePositiveRate.push(y);
    curve.thresholds.push(score);
  }
  return curve;
}
