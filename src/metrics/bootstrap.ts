import { randomFrom, type Random } from '../base/random.ts';
import type { Run } from '../base/run.ts';
import { mean } from '../base/sum.ts';
import { confusionMetrics, predictedCodes, rowLoss, probabilityStride } from './classification.ts';
import { ascendingOrder } from './order.ts';
import { rSquared } from './regression.ts';
import { rocAuc, classScores } from './roc.ts';

/** 95 % intervals by metric, and from how many resamples they were taken. */
export interface Intervals {
  intervals: Record<string, [number, number]>;
  resamples: number;
}

/** How often the rows are drawn anew: 1,000 times, fewer where that is more than `maxDraws` rows, never below 200. */
const usual = 1000;
const min = 200;
const maxDraws = 1e8;

/**
 * Gives 95 % percentile intervals of every regression metric over rows drawn with replacement, O(rows) a resample.
 * The rows of a resample are those of NumPy's `RandomState(seed).randint(0, rows, rows)`, one resample after the other.
 * A resample in which a metric is not defined does not count for it; a metric that is never defined is left out.
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 */
export function regressionIntervals(
  actual: Float64Array,
  predicted: ArrayLike<number>,
  seed: number,
  run: Run,
): Promise<Intervals> {
  const n = actual.length;
  const errors = Float64Array.from(actual, (value, i) => Math.abs(value - predicted[i]));
  const order = ascendingOrder(errors);
  const centre = mean(actual);
  return resample(n, 1, seed, run, (counts) => {
    let absolute = 0;
    let squares = 0;
    let shift = 0;
    let totalSquares = 0;
    for (let i = 0; i < n; i++) {
      const count = counts[i];
      if (count === 0) continue;
      const deviation = actual[i] - centre;
      absolute += count * errors[i];
      squares += count * errors[i] * errors[i];
      shift += count * deviation;
      totalSquares += count * deviation * deviation;
    }
    const mse = squares / n;
    const aroundOwnMean = isConstant(actual, counts) ? 0 : totalSquares - (shift * shift) / n;
    return {
      r2: n < 2 ? NaN : rSquared(squares, aroundOwnMean),
      mae: absolute / n,
      mse,
      rmse: Math.sqrt(mse),
      medae: countedMedian(errors, order, counts, n),
    };
  });
}

/** Gives 95 % percentile intervals of every classification metric, as `regressionIntervals` does. */
export function classificationIntervals(
  actual: Int32Array,
  probabilities: Float64Array,
  classes: number,
  seed: number,
  run: Run,
): Promise<Intervals> {
  const n = actual.length;
  const stride = probabilityStride(probabilities, classes, n);
  const predicted = predictedCodes(probabilities, classes, n);
  const losses = Float64Array.from(actual, (code, i) => rowLoss(probabilities, i * stride, classes, code));
  const ranked = (classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code)).map((code) => {
    const scores = stride === 0 ? new Float64Array(n) : classScores(probabilities, classes, code);
    return { code, scores, order: ascendingOrder(scores) };
  });
  const confusion = new Float64Array(classes * classes);
  return resample(n, ranked.length, seed, run, (counts) => {
    confusion.fill(0);
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const count = counts[i];
      confusion[actual[i] * classes + predicted[i]] += count;
      loss += count * losses[i];
    }
    let area = 0;
    for (const { code, scores, order } of ranked) area += rocAuc(actual, code, scores, order, counts) ?? NaN;
    return { ...confusionMetrics(confusion, classes), logLoss: loss / n, rocAuc: area / ranked.length };
  });
}

/** Number of resamples for `n` rows, each of which a resample reads `passes` times. */
export function resampleCount(n: number, passes: number): number {
  return Math.min(usual, Math.max(min, Math.floor(maxDraws / (n * passes))));
}

/** Draws rows again and again, has each resample measured and gives the middle 95 % of every metric. */
async function resample(
  n: number,
  passes: number,
  seed: number,
  run: Run,
  measure: (counts: Int32Array) => Record<string, number>,
): Promise<Intervals> {
  const resamples = resampleCount(n, passes);
  const random = randomFrom(seed);
  const counts = new Int32Array(n);
  const values = new Map<string, number[]>();
  if (n === 0) return { intervals: {}, resamples: 0 };
  for (let b = 0; b < resamples; b++) {
    await run.yield();
    drawRows(random, counts);
    for (const [metric, value] of Object.entries(measure(counts))) {
      if (!Number.isFinite(value)) continue;
      const seen = values.get(metric);
      if (seen) seen.push(value);
      else values.set(metric, [value]);
    }
  }
  const intervals = [...values].map(([metric, seen]) => {
    const sorted = Float64Array.from(seen).sort();
    return [metric, [quantile(sorted, 0.025), quantile(sorted, 0.975)]];
  });
  return { intervals: Object.fromEntries(intervals) as Intervals['intervals'], resamples };
}

/** Counts how often each row is drawn. */
function drawRows(random: Random, counts: Int32Array): void {
  counts.fill(0);
  for (let i = counts.length; i > 0; i--) counts[random.integer(counts.length - 1)]++;
}

/** Gives a quantile of ascending values, between two of them by a straight line, as NumPy does. */
function quantile(sorted: Float64Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
}

function countedMedian(values: Float64Array, order: Int32Array, counts: Int32Array, total: number): number {
  let seen = 0;
  let lower = NaN;
  for (const index of order) {
    seen += counts[index];
    if (Number.isNaN(lower) && 2 * seen >= total) lower = values[index];
    if (2 * seen > total) return (lower + values[index]) / 2;
  }
  return NaN;
}

function isConstant(values: Float64Array, counts: Int32Array): boolean {
  let first = NaN;
  for (let i = 0; i < values.length; i++) {
    if (counts[i] === 0) continue;
    if (Number.isNaN(first)) first = values[i];
    else if (values[i] !== first) return false;
  }
  return true;
}
