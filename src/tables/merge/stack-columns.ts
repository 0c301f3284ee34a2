import type { Run } from '../../base/run.ts';
import type { DayOrder, Kind } from '../../contract/data/kinds.ts';
import { asKind } from '../kinds/as-kind.ts';
import { cellText } from '../cells/cell-text.ts';
import { booleanKey } from '../cells/booleans.ts';
import { isCategory, maxLevels, strayShare } from '../kinds/kind-limits.ts';
import { inChunks } from '../chunks.ts';
import type { Column } from '../table.ts';

/** One file's column of a field; the file's rows come after those of the files before. */
export interface StackedPart {
  column: Column;
  rows: number;
}

/**
 * Lays the columns of one field end to end. Empty pieces take the kind of the others; pieces of one kind keep it; numbers or dates
 * beside at most a tenth of other cells stay such, with unparsable cells; all else is judged anew as words: a category where
 * they are few (at most 100, fewer than half the rows), else text. `chosen` is the kind that the person decided, if any.
 * @throws AppError `run.stopped`
 */
export async function joinColumns(
  name: string,
  parts: readonly StackedPart[],
  chosen: Kind | undefined,
  run: Run,
): Promise<Column> {
  if (parts.length === 1) return { ...parts[0].column, name };
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const joined = await joinSame(name, parts, rows, run);
  return (chosen && asKind(joined, chosen, rows)) ?? joined;
}

async function joinSame(name: string, parts: readonly StackedPart[], rows: number, run: Run): Promise<Column> {
  const kinds = new Set(parts.map(({ column }) => column.kind));
  kinds.delete('empty');
  if (kinds.size === 0) return { name, kind: 'empty' };
  const [kind] = kinds;
  if (kinds.size === 1 && (kind === 'number' || kind === 'date')) return joinNumbers(name, kind, parts, rows, run);
  return (
    (await joinParsed(name, 'number', kinds, parts, rows, run)) ??
    (await joinParsed(name, 'date', kinds, parts, rows, run)) ??
    (await joinTexts(name, parts, rows, run)) ??
    joinWords(name, kinds, parts, rows, run)
  );
}

async function joinNumbers(
  name: string,
  kind: 'number' | 'date',
  parts: readonly StackedPart[],
  rows: number,
  run: Run,
): Promise<Column & { kind: 'number' | 'date' }> {
  const values = new Float64Array(rows);
  const unparsable = new Map<number, string>();
  let start = 0;
  for (const { column, rows: length } of parts) {
    if (column.kind === kind) {
      await inChunks(length, run, (from, to) => values.set(column.values.subarray(from, to), start + from));
      for (const [row, text] of column.unparsable ?? []) unparsable.set(start + row, text);
    } else values.fill(NaN, start, start + length);
    start += length;
  }
  const dayOrder = commonDayOrder(parts);
  return { name, kind, values, ...(unparsable.size > 0 ? { unparsable } : {}), ...(dayOrder ? { dayOrder } : {}) };
}

/** Gives the order of day and month in the first piece where it matters. */
function commonDayOrder(parts: readonly StackedPart[]): DayOrder | undefined {
  for (const { column } of parts) if (column.kind === 'date' && column.dayOrder) return column.dayOrder;
  return undefined;
}

/** Reads every piece as numbers, or dates, where at least one is and the other cells are few. */
async function joinParsed(
  name: string,
  kind: 'number' | 'date',
  kinds: ReadonlySet<Kind>,
  parts: readonly StackedPart[],
  rows: number,
  run: Run,
): Promise<Column | null> {
  if (!kinds.has(kind)) return null;
  const parsed: StackedPart[] = [];
  for (const { column, rows: length } of parts) {
    parsed.push({ column: asKind(column, kind, length, commonDayOrder(parts)) ?? column, rows: length });
    await run.yield();
  }
  const joined = await joinNumbers(name, kind, parsed, rows, run);
  const bad = joined.unparsable?.size ?? 0;
  let cells = bad;
  await inChunks(rows, run, (from, to) => {
    for (let row = from; row < to; row++) if (joined.values[row] === joined.values[row]) cells++;
  });
  return bad <= cells * strayShare ? joined : null;
}

/** Joins texts where more than a category's levels are different, or null. */
async function joinTexts(name: string, parts: readonly StackedPart[], rows: number, run: Run): Promise<Column | null> {
  const seen = new Set<string>();
  const addAll = (texts: readonly (string | null)[], from: number, to: number) => {
    for (let i = from; i < to && seen.size <= maxLevels; i++) {
      const text = texts[i];
      if (text !== null) seen.add(text);
    }
  };
  for (const { column, rows: length } of parts) {
    if (column.kind === 'text') await inChunks(length, run, (from, to) => addAll(column.values, from, to));
    else if (column.kind === 'category' || column.kind === 'boolean') addAll(column.levels, 0, column.levels.length);
  }
  if (seen.size <= maxLevels) return null;
  const values = new Array<string | null>(rows);
  let start = 0;
  for (const { column, rows: length } of parts) {
    await inChunks(length, run, (from, to) => {
      for (let row = from; row < to; row++) values[start + row] = cellText(column, row);
    });
    start += length;
  }
  return { name, kind: 'text', values };
}

async function joinWords(
  name: string,
  kinds: ReadonlySet<Kind>,
  parts: readonly StackedPart[],
  rows: number,
  run: Run,
): Promise<Column> {
  const indexByWord = new Map<string, number>();
  const levels: string[] = [];
  const codes = new Int32Array(rows).fill(-1);
  const truths = kinds.size === 1 && kinds.has('boolean');
  const addWord = (text: string): number => {
    // Files may spell true and false differently; the first spelling stands for all.
    const key = truths ? booleanKey(text) : text;
    const known = indexByWord.get(key);
    if (known !== undefined) return known;
    indexByWord.set(key, indexByWord.size);
    levels.push(text);
    return indexByWord.size - 1;
  };
  let start = 0;
  for (const { column, rows: length } of parts) {
    const words = column.kind === 'category' || column.kind === 'boolean';
    const byCode = words ? column.levels.map(addWord) : [];
    await inChunks(length, run, (from, to) => {
      for (let row = from; row < to; row++) {
        if (words) {
          if (column.codes[row] >= 0) codes[start + row] = byCode[column.codes[row]];
        } else {
          const text = cellText(column, row);
          if (text !== null) codes[start + row] = addWord(text);
        }
      }
    });
    start += length;
  }
  if (truths && levels.length <= 2) return { name, kind: 'boolean', codes, levels };
  const few = isCategory(levels.length, rows);
  if (few || !(kinds.size > 1 || kinds.has('text') || levels.length > maxLevels)) {
    return { name, kind: 'category', codes, levels };
  }
  return { name, kind: 'text', values: Array.from(codes, (code) => (code < 0 ? null : levels[code])) };
}
