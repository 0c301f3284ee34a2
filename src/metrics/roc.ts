import { ascendingOrder } from './order.ts';

/** Scores of the rows of one class and of all other rows, each ascending: all that a ROC curve and a threshold need. */
export interface ClassScores {
  positive: Float64Array;
  negative: Float64Array;
}

/** One point of a ROC curve: the shares of rows that are scored at least `threshold`. */
export interface RocPoint {
  /** Infinity at the first point: no row is scored that high. */
  threshold: number;
  /** Share of the class that is found (recall). */
  found: number;
  /** Share of the other rows that is called the class. */
  alarms: number;
}

/** The ROC curve of one class against the others, from (0, 0) to (1, 1). */
export interface ClassCurve {
  name: string;
  /** Area under the curve of all rows, ties counting half. */
  area: number;
  points: RocPoint[];
}

/** What the charts of a classification show of its rows. */
export interface ClassSummary {
  /** Those of the last class, if there are two classes. */
  scores: ClassScores | null;
  /** The last class alone, if there are two; else the first classes, each that has rows of its own and others. */
  curves: ClassCurve[];
}

/** Maximum number of ROC curves of one summary. */
const maxCurves = 6;
/** About the maximum number of points of a curve. */
const maxPoints = 200;

/** Gives one column of rows x classes probabilities. */
export function classScores(probabilities: Float64Array, classes: number, code: number): Float64Array {
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

/** Splits the scores of a class by what the rows are; `pause` lets messages through between two sorts. */
export async function splitScores(
  codes: Int32Array,
  positive: number,
  scoreAt: (row: number) => number,
  pause: () => Promise<void>,
): Promise<ClassScores> {
  const count = codes.reduce((sum, code) => sum + (code === positive ? 1 : 0), 0);
  const scores = { positive: new Float64Array(count), negative: new Float64Array(codes.length - count) };
  let [p, n] = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] === positive) scores.positive[p++] = scoreAt(row);
    else scores.negative[n++] = scoreAt(row);
  }
  await pause();
  scores.positive.sort();
  await pause();
  scores.negative.sort();
  return scores;
}

/**
 * Gives the ROC curve of a class, thinned to about `max` points that lie evenly along it, and the area under the curve of all points.
 * Undefined if all rows are of the class or none is.
 */
export function rocCurve({ positive, negative }: ClassScores, max = maxPoints): Omit<ClassCurve, 'name'> | undefined {
  if (positive.length === 0 || negative.length === 0) return undefined;
  const points: RocPoint[] = [{ threshold: Infinity, found: 0, alarms: 0 }];
  let [p, n, pairs, last] = [positive.length, negative.length, 0, 0];
  while (p > 0 || n > 0) {
    const threshold = Math.max(p > 0 ? positive[p - 1] : -Infinity, n > 0 ? negative[n - 1] : -Infinity);
    const [hitsBefore, alarmsBefore] = [positive.length - p, negative.length - n];
    while (p > 0 && positive[p - 1] === threshold) p--;
    while (n > 0 && negative[n - 1] === threshold) n--;
    const [hits, alarms] = [positive.length - p, negative.length - n];
    // Pairs of a positive and a negative row in the right order, equal scores counting half: exact below 2^52 pairs.
    pairs += (alarms - alarmsBefore) * ((hitsBefore + hits) / 2);
    const point = { threshold, found: hits / positive.length, alarms: alarms / negative.length };
    if ((p > 0 || n > 0) && point.found + point.alarms - last < 2 / max) continue;
    last = point.found + point.alarms;
    points.push(point);
  }
  return { area: pairs / (positive.length * negative.length), points };
}

/** Draws the ROC curves of a classification. `codes`: the actual classes; `probabilityAt`: that of a row for a class. */
export async function summariseClasses(
  labels: readonly string[],
  codes: Int32Array,
  probabilityAt: (row: number, code: number) => number,
  pause: () => Promise<void>,
): Promise<ClassSummary> {
  const isBinary = labels.length === 2;
  const curves: ClassCurve[] = [];
  let first: ClassScores | null = null;
  for (let code = isBinary ? 1 : 0; code < Math.min(labels.length, maxCurves); code++) {
    const scores = await splitScores(codes, code, (row) => probabilityAt(row, code), pause);
    first ??= scores;
    const curve = rocCurve(scores);
    if (curve) curves.push({ name: labels[code], ...curve });
    await pause();
  }
  return { scores: isBinary ? first : null, curves };
}

/** Counts what a threshold gives: rows scored above it are called the class. */
export function countsAt(
  { positive, negative }: ClassScores,
  threshold: number,
): { tp: number; fn: number; fp: number; tn: number } {
  const fn = countUpTo(positive, threshold);
  const tn = countUpTo(negative, threshold);
  return { tp: positive.length - fn, fn, fp: negative.length - tn, tn };
}

/** Counts the numbers of an ascending array that are not above a threshold. */
function countUpTo(ascending: Float64Array, threshold: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
