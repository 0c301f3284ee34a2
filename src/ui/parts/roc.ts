/** Scores of the rows of one class and of the others, each sorted upwards: all that a ROC curve and a threshold need. */
export interface Scores {
  positive: Float64Array;
  negative: Float64Array;
}

/** Parts the scores of a class by what the rows really were. */
export function scoresOf(
  probability: (row: number) => number,
  isPositive: (row: number) => boolean,
  rows: number,
): Scores {
  const positive: number[] = [];
  const negative: number[] = [];
  for (let row = 0; row < rows; row++) (isPositive(row) ? positive : negative).push(probability(row));
  return { positive: Float64Array.from(positive).sort(), negative: Float64Array.from(negative).sort() };
}

/** One point of a ROC curve: what a threshold finds and what it wrongly calls. */
export interface RocPoint {
  threshold: number;
  /** Share of the class that is found (recall). */
  found: number;
  /** Share of the others that is called the class. */
  alarms: number;
}

/** Draws the ROC curve from (0, 0) to (1, 1): one point for each score that stands in the rows, equal scores together. */
export function rocOf({ positive, negative }: Scores): RocPoint[] {
  const points: RocPoint[] = [{ threshold: Infinity, found: 0, alarms: 0 }];
  let [p, n] = [positive.length, negative.length];
  while (p > 0 || n > 0) {
    const threshold = Math.max(positive[p - 1] ?? -Infinity, negative[n - 1] ?? -Infinity);
    while (p > 0 && positive[p - 1] === threshold) p--;
    while (n > 0 && negative[n - 1] === threshold) n--;
    points.push({
      threshold,
      found: (positive.length - p) / positive.length,
      alarms: (negative.length - n) / negative.length,
    });
  }
  return points;
}

/** Sums the area under a ROC curve by trapezoids, as scikit-learn does. */
export function areaUnder(points: readonly RocPoint[]): number {
  let area = 0;
  for (let k = 1; k < points.length; k++) {
    const [a, b] = [points[k - 1], points[k]];
    if (a && b) area += ((b.alarms - a.alarms) * (a.found + b.found)) / 2;
  }
  return area;
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
    if ((sorted[middle] ?? 0) <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
