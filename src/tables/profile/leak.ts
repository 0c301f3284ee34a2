import type { Task } from '../../contract/data/kinds.ts';
import { maxClasses } from '../../contract/model/task.ts';
import { classCodes, classNames } from '../levels/classes.ts';
import { distinctNumbers } from '../levels/distinct.ts';
import type { Column } from '../table.ts';

/** The fewest rows with both cells that can show a leak. */
const min = 20;
const maxSampled = 10_000;
/** Cells looked at for all factors together, so that thousands of columns take seconds. */
const cells = 10_000_000;
/** A share this near to 1 is no luck. */
const almost = 0.9999;

/** Tells how well a column alone gives the target, from 0 to 1; null where it does not give it almost exactly. */
export type LeakTest = (column: Column) => number | null;

/**
 * Prepares the test of `factors` columns against one target of `distinct` values, on 1,000 to 10,000 rows evenly spaced. A number target: squared correlation, of the values
 * or of their ranks, or the share of variance that groups explain. Classes: area under the ROC curve (two classes), classes that lie
 * apart on the number line, or levels that each have one class.
 */
export function leakTest(target: Column, distinct: number, task: Task, rows: number, factors: number): LeakTest {
  const sample = evenRows(rows, Math.max(1000, Math.min(maxSampled, Math.floor(cells / factors))));
  if (task === 'regression') {
    if (target.kind !== 'number') return () => null;
    const targetValues = pick(target.values, sample);
    return (column) =>
      isNumeric(column)
        ? alike(pick(column.values, sample), targetValues)
        : explained(groupRows(column, sample), targetValues);
  }
  const tooMany = isNumeric(target) && distinct > maxClasses;
  if (task !== 'classification' || tooMany) return () => null;
  const some = selectCells(target, sample);
  const classes = classNames(some);
  const targetValues = classCodes(some, classes);
  return (column) => {
    const groups = groupRows(column, sample);
    const byGroup = groups ? purity(groups, targetValues, classes.length) : null;
    if (byGroup !== null || !isNumeric(column)) return byGroup;
    return separation(pick(column.values, sample), targetValues, classes.length);
  };
}

/** Gives some rows of a column. */
function selectCells(column: Column, rows: Int32Array): Column {
  if (column.kind === 'empty') return column;
  if ('codes' in column) return { ...column, codes: rows.map((row) => column.codes[row]) };
  if (column.kind === 'text') return { ...column, values: Array.from(rows, (row) => column.values[row]) };
  return { ...column, values: pick(column.values, rows), unparsable: undefined };
}

function isNumeric(column: Column): column is Column & { kind: 'number' | 'date' } {
  return column.kind === 'number' || column.kind === 'date';
}

function evenRows(rows: number, limit: number): Int32Array {
  const length = Math.min(rows, limit);
  return Int32Array.from({ length }, (_, i) => Math.floor((i * rows) / length));
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]);
}

/** Gives the group of each sampled row: the level of a category, or the value of a number that has few; -1 = missing. */
function groupRows(column: Column, rows: Int32Array): Int32Array | null {
  if (column.kind === 'category' || column.kind === 'boolean') return rows.map((row) => column.codes[row]);
  if (!isNumeric(column)) return null;
  const values = pick(column.values, rows);
  const seen = distinctNumbers(values).values;
  if (seen.length * 5 > rows.length) return null;
  const indexByValue = new Map(Array.from(seen, (value, i) => [value, i]));
  return Int32Array.from(values, (value) => indexByValue.get(value) ?? -1);
}

/** Squared correlation of values or of ranks, where almost 1. */
function alike(x: Float64Array, y: Float64Array): number | null {
  const both = Int32Array.from(x.keys()).filter((i) => !Number.isNaN(x[i]) && !Number.isNaN(y[i]));
  if (both.length < min) return null;
  const [a, b] = [pick(x, both), pick(y, both)];
  const straight = correlation(a, b);
  if (straight > almost) return straight;
  const ranked = correlation(ranks(a), ranks(b));
  return ranked > almost ? ranked : null;
}

function correlation(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  const [meanX, meanY] = [x.reduce((sum, value) => sum + value / n, 0), y.reduce((sum, value) => sum + value / n, 0)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [x[i] - meanX, y[i] - meanY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const squared = xx > 0 && yy > 0 ? (xy / xx) * (xy / yy) : 0;
  return Number.isFinite(squared) ? Math.min(1, squared) : 0;
}

/** Gives the rank of each value from 1; equal values share their mean rank. */
function ranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranked = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranked[order[i]] = (from + to + 1) / 2;
    from = to;
  }
  return ranked;
}

/** The share of the variance of y that the means of groups explain, where almost 1 and groups are not tiny. */
function explained(groups: Int32Array | null, y: Float64Array): number | null {
  if (!groups) return null;
  const sums = new Map<number, { n: number; sum: number }>();
  let [n, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    if (groups[i] < 0 || Number.isNaN(y[i])) continue;
    const group = sums.get(groups[i]) ?? { n: 0, sum: 0 };
    group.n++;
    group.sum += y[i];
    sums.set(groups[i], group);
    n++;
    total += y[i];
  }
  if (n < min || sums.size * 5 > n || sums.size < 2) return null;
  let [within, about] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const group = sums.get(groups[i]);
    if (!group || Number.isNaN(y[i])) continue;
    within += (y[i] - group.sum / group.n) ** 2;
    about += (y[i] - total / n) ** 2;
  }
  const share = about > 0 ? 1 - within / about : 0;
  return share > almost ? share : null;
}

/** The share of rows whose class is the most frequent one of their group, where hardly one is wrong and groups are not tiny. */
function purity(groups: Int32Array, classes: Int32Array, count: number): number | null {
  const tally = new Map<number, Int32Array>();
  const all = new Int32Array(count);
  let n = 0;
  for (let i = 0; i < groups.length; i++) {
    if (groups[i] < 0 || classes[i] < 0) continue;
    const group = tally.get(groups[i]) ?? new Int32Array(count);
    tally.set(groups[i], group);
    group[classes[i]]++;
    all[classes[i]]++;
    n++;
  }
  if (n < min || tally.size * 5 > n) return null;
  let right = 0;
  for (const group of tally.values()) right += Math.max(...group);
  const wrong = n - right;
  const guessing = n - Math.max(...all);
  return wrong <= n * 0.001 && wrong <= guessing * 0.05 && guessing > 0 ? right / n : null;
}

/** Tells whether classes lie apart on the number line; of two classes, the area under the ROC curve. */
function separation(x: Float64Array, classes: Int32Array, count: number): number | null {
  const both = Int32Array.from(x.keys()).filter((i) => !Number.isNaN(x[i]) && classes[i] >= 0);
  const sizes = new Int32Array(count);
  for (const i of both) sizes[classes[i]]++;
  const present = sizes.filter((size) => size > 0);
  // With few rows a class, some column always parts them by luck.
  if (both.length < min || present.length < 2 || present.some((size) => size < 8)) return null;
  if (present.length === 2)
    return areaUnderCurve(
      pick(x, both),
      both.map((i) => classes[i]),
    );
  return isSeparated(x, classes, both, count) ? 1 : null;
}

function areaUnderCurve(x: Float64Array, classes: Int32Array): number | null {
  const positive = Math.max(...new Set(classes));
  const ranked = ranks(x);
  let [sum, n] = [0, 0];
  classes.forEach((code, i) => {
    if (code !== positive) return;
    sum += ranked[i];
    n++;
  });
  const area = (sum - (n * (n + 1)) / 2) / (n * (x.length - n));
  const either = Math.max(area, 1 - area);
  return either > almost ? either : null;
}

function isSeparated(x: Float64Array, classes: Int32Array, rows: Int32Array, count: number): boolean {
  const spans = Array.from({ length: count }, () => ({ low: Infinity, high: -Infinity }));
  for (const i of rows) {
    const span = spans[classes[i]];
    span.low = Math.min(span.low, x[i]);
    span.high = Math.max(span.high, x[i]);
  }
  const inOrder = spans.filter(({ low }) => low < Infinity).sort((a, b) => a.low - b.low);
  return inOrder.every((span, i) => i === 0 || inOrder[i - 1].high < span.low);
}
