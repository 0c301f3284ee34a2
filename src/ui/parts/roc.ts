/** Scores of the rows of one class and of the others, each sorted upwards: all that a ROC curve and a threshold need. */
export interface Scores {
  positive: Float64Array;
  negative: Float64Array;
}

/** Parts the scores of a class by what the rows really were; `pause` lets the page answer between two steps. */
export async function scoresOf(
  codes: Int32Array,
  code: number,
  probabilities: readonly (readonly number[])[],
  pause: () => Promise<void>,
): Promise<Scores> {
  const count = codes.reduce((sum, each) => sum + (each === code ? 1 : 0), 0);
  const positive = new Float64Array(count);
  const negative = new Float64Array(codes.length - count);
  let [p, n] = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    const score = probabilities[row]?.[code] ?? 0;
    if (codes[row] === code) positive[p++] = score;
    else negative[n++] = score;
  }
  await pause();
  positive.sort();
  await pause();
  return { positive, negative: negative.sort() };
}

/** One point of a ROC curve: what a threshold finds and what it wrongly calls. */
export interface RocPoint {
  threshold: number;
  /** Share of the class that is found (recall). */
  found: number;
  /** Share of the others that is called the class. */
  alarms: number;
}

/** A ROC curve and the area under it. */
export interface Roc {
  points: RocPoint[];
  area: number;
}

/** Points nearer to each other than this share are not told apart by the eye, and not kept. */
const nearest = 0.0005;

/**
 * Draws the ROC curve from (0, 0) to (1, 1): one point for each score that stands in the rows, equal scores together, those too
 * near to be seen left out. The area is that of all points, by trapezoids as scikit-learn has it.
 */
export function rocOf({ positive, negative }: Scores): Roc {
  let last: RocPoint = { threshold: Infinity, found: 0, alarms: 0 };
  const points = [last];
  let [p, n, area, found, alarms] = [positive.length, negative.length, 0, 0, 0];
  while (p > 0 || n > 0) {
    const threshold = Math.max(p > 0 ? positive[p - 1] : -Infinity, n > 0 ? negative[n - 1] : -Infinity);
    while (p > 0 && positive[p - 1] === threshold) p--;
    while (n > 0 && negative[n - 1] === threshold) n--;
    const [foundNow, alarmsNow] = [1 - p / positive.length, 1 - n / negative.length];
    area += ((alarmsNow - alarms) * (found + foundNow)) / 2;
    [found, alarms] = [foundNow, alarmsNow];
    if (found - last.found >= nearest || alarms - last.alarms >= nearest || (p === 0 && n === 0)) {
      last = { threshold, found, alarms };
      points.push(last);
    }
  }
  return { points, area };
}

/** Counts what a threshold gives: rows above it are called the class. */
export function countsAt(
  { positive, negative }: Scores,
  threshold: number,
): { tp: number; fn: number; fp: number; tn: number } {
  const fn = countUpTo(positive, threshold);
  const tn = countUpTo(negative, threshold);
  return { tp: positive.length - fn, fn, fp: negative.length - tn, tn };
}

/** How many of the sorted scores are not above the threshold. */
function countUpTo(sorted: Float64Array, threshold: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
