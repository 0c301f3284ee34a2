import type { Run } from '../../base/run.ts';
import { notice, type Notice } from '../../base/notice.ts';
import type { ColumnProfile } from '../../contract/data/data-view.ts';
import { dateText, numberText } from '../cells/cell-text.ts';
import { countFew, countMany } from '../levels/distinct.ts';
import { histogram } from './histogram.ts';
import { inChunks } from '../chunks.ts';
import type { Column, Table } from '../table.ts';
import { exampleList } from '../examples.ts';

const bars = 24;
const topValues = 8;
/** Up to this many different numbers are counted in one table, more in parts. */
const fewNumbers = 8192;
const chunk = 65_536;

/** Looks once at every column: what is missing, how many different values, their range or the most frequent, and why it has its kind. */
export async function profileTable(table: Table, run: Run): Promise<ColumnProfile[]> {
  const profiles: ColumnProfile[] = [];
  for (const column of table.columns) {
    await run.yield();
    profiles.push(await profileColumn(column, table.rows, run));
  }
  return profiles;
}

function profileColumn(column: Column, rows: number, run: Run): Promise<ColumnProfile> | ColumnProfile {
  switch (column.kind) {
    case 'number':
    case 'date':
      return profileNumbers(column, rows, run);
    case 'category':
    case 'boolean':
      return profileLevels(column, rows);
    case 'text':
      return profileTexts(column, rows, run);
    case 'empty':
      return {
        name: column.name,
        kind: 'empty',
        why: notice('fields.no-cells', {}, 'note'),
        rows,
        missing: rows,
        unparsable: 0,
        distinct: 0,
        histogram: [],
      };
  }
}

async function profileNumbers(
  column: Column & { kind: 'number' | 'date' },
  rows: number,
  run: Run,
): Promise<ColumnProfile> {
  const { name, kind, values } = column;
  const toText = kind === 'date' ? dateText : numberText;
  const seenRange = { min: Infinity, max: -Infinity, sum: 0, count: 0, whole: true };
  await inChunks(rows, run, (from, to) => addRange(seenRange, values, from, to));
  const { min, max, sum, count, whole } = seenRange;
  const unparsable = column.unparsable?.size ?? 0;
  const seen = (await countFew(values, fewNumbers, run)) ?? (await countMany(values, run));
  const distinct = seen.values.length;
  const top = mostFrequent(seen.counts).map((i) => ({ value: toText(seen.values[i]), count: seen.counts[i] }));
  const range = { min, max, mean: Math.min(max, Math.max(min, sum / count)) };
  return {
    name,
    kind,
    why: numbersReason(column, count),
    rows,
    missing: rows - count - unparsable,
    unparsable,
    distinct,
    ...(count > 0 ? { range } : {}),
    ...(column.dayOrder ? { dayOrder: column.dayOrder } : {}),
    // A number that hardly ever comes twice has no most frequent values worth a look.
    ...(distinct * 2 <= count || distinct <= topValues ? { top } : {}),
    histogram: count > 0 ? await histogram(values, range, whole && kind === 'number', run) : [],
  };
}

/** What a stretch of numbers adds to their range. */
function addRange(
  range: { min: number; max: number; sum: number; count: number; whole: boolean },
  values: Float64Array,
  from: number,
  to: number,
): void {
  let { min, max, sum, count, whole } = range;
  for (let row = from; row < to; row++) {
    const value = values[row];
    if (value !== value) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    if (whole && !Number.isInteger(value)) whole = false;
    sum += value;
    count++;
  }
  Object.assign(range, { min, max, sum, count, whole });
}

function profileLevels(column: Column & { kind: 'category' | 'boolean' }, rows: number): ColumnProfile {
  const { name, kind, codes, levels } = column;
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (let row = 0; row < rows; row++) {
    if (codes[row] < 0) missing++;
    else counts[codes[row]]++;
  }
  const distinct = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const order = mostFrequent(counts, bars);
  const top = order.slice(0, topValues).map((code) => ({ value: levels[code], count: counts[code] }));
  const why =
    kind === 'boolean'
      ? notice('fields.two-words', { examples: exampleList(top.map(({ value }) => value)) }, 'note')
      : wordsReason('fields.few-values', distinct, rows - missing, top);
  const tallest = order.map((code) => counts[code]);
  return { name, kind, why, rows, missing, unparsable: 0, distinct, top, histogram: tallest };
}

async function profileTexts(column: Column & { kind: 'text' }, rows: number, run: Run): Promise<ColumnProfile> {
  const counts = new Map<string, number>();
  let missing = 0;
  for (let from = 0; from < rows; from += chunk) {
    for (let row = from; row < Math.min(rows, from + chunk); row++) {
      const text = column.values[row];
      if (text === null) missing++;
      else counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    await run.yield();
  }
  const texts = [...counts.keys()];
  const ofText = Int32Array.from(counts.values());
  const order = mostFrequent(ofText, bars);
  const top = order.slice(0, topValues).map((i) => ({ value: texts[i], count: ofText[i] }));
  const why = wordsReason('fields.many-values', texts.length, rows - missing, top);
  const tallest = order.map((i) => ofText[i]);
  return {
    name: column.name,
    kind: 'text',
    why,
    rows,
    missing,
    unparsable: 0,
    distinct: texts.length,
    top,
    histogram: tallest,
  };
}

/** Gives the indexes of the largest counts above 0, largest first, earlier first where equal. */
function mostFrequent(counts: Int32Array, max = topValues): number[] {
  const best: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0 || (best.length === max && counts[i] <= counts[best[max - 1]])) continue;
    let at = Math.min(best.length, max - 1);
    while (at > 0 && counts[best[at - 1]] < counts[i]) {
      best[at] = best[at - 1];
      at--;
    }
    best[at] = i;
  }
  return best;
}

function numbersReason(column: Column & { kind: 'number' | 'date' }, count: number): Notice {
  const bad = column.unparsable?.size ?? 0;
  if (bad === 0) {
    if (count === 0) return notice('fields.no-cells', {}, 'note');
    return notice(column.kind === 'number' ? 'fields.all-numbers' : 'fields.all-dates', { cells: count }, 'note');
  }
  const examples = exampleList(column.unparsable?.values() ?? []);
  const code = column.kind === 'number' ? 'fields.most-numbers' : 'fields.most-dates';
  return notice(code, { bad, cells: count + bad, examples });
}

function wordsReason(
  code: 'fields.few-values' | 'fields.many-values',
  distinct: number,
  cells: number,
  top: readonly { value: string }[],
): Notice {
  if (cells === 0) return notice('fields.no-cells', {}, 'note');
  return notice(code, { distinct, cells, examples: exampleList(top.map(({ value }) => value)) }, 'note');
}
