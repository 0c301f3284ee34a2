import { dateText, numberText } from '../tables/cell.ts';
import { parseDate } from '../tables/dates.ts';
import { parseNumber } from '../tables/numbers.ts';
import type { Column } from '../tables/table.ts';

/** Cells as numbers, with those that are none: a few of them and their count. */
export interface AsNumbers {
  /** One a row; NaN = missing. Dates in ms since the epoch. */
  values: Float64Array;
  odd: { values: string[]; cells: number };
}

/** Cells as levels: codes into `levels`, -1 = missing. */
export interface AsLevels {
  codes: Int32Array;
  levels: readonly string[];
}

/** Reads a column of any kind as numbers or dates: a file to predict may hold words, or nothing, where the training rows held numbers. */
export function toNumbers(column: Column, rows: number, kind: 'number' | 'date'): AsNumbers {
  if (column.kind === kind) return { values: column.values, odd: oddOf(column.unparsable?.values() ?? []) };
  const { codes, levels } = toLevels(column, rows);
  const parsed = Float64Array.from(levels, kind === 'number' && column.kind !== 'date' ? numberOf : dateOf);
  const values = Float64Array.from(codes, (code) => (code < 0 ? NaN : parsed[code]));
  return { values, odd: oddOf(oddCells(codes, levels, parsed)) };
}

/** Reads a column of any kind as levels: numbers and dates are written out as a person would write them. */
export function toLevels(column: Column, rows: number): AsLevels {
  switch (column.kind) {
    case 'category':
    case 'boolean':
      return column;
    case 'text':
      return levelsOf(column.values, (value) => value);
    case 'number':
      return levelsOf(column.values, (value) => (Number.isNaN(value) ? null : numberText(value)));
    case 'date':
      return levelsOf(column.values, (value) => (Number.isNaN(value) ? null : dateText(value)));
    case 'empty':
      return { codes: new Int32Array(rows).fill(-1), levels: [] };
  }
}

/** Gives the column's length; of an empty column, which has none of its own, a length that covers the rows named. */
export function rowsOf(column: Column, rows: Int32Array): number {
  if (column.kind === 'empty') return rows.reduce((most, row) => Math.max(most, row + 1), 0);
  return 'codes' in column ? column.codes.length : column.values.length;
}

function numberOf(text: string): number {
  return parseNumber(text, '.');
}

/** Reads a date; one that could be two days (`3/4/2026`) is none. */
function dateOf(text: string): number {
  const [a, b] = [parseDate(text, 'mdy'), parseDate(text, 'dmy')];
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) || a === b ? a : NaN;
}

function levelsOf<T>(values: ArrayLike<T>, textOf: (value: T) => string | null): AsLevels {
  const places = new Map<T, number>();
  const levels: string[] = [];
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    let code = places.get(value);
    if (code === undefined) {
      const text = textOf(value);
      code = text === null ? -1 : levels.push(text) - 1;
      places.set(value, code);
    }
    codes[row] = code;
  }
  return { codes, levels };
}

function* oddCells(codes: Int32Array, levels: readonly string[], parsed: Float64Array): Iterable<string> {
  if (!parsed.some(Number.isNaN)) return;
  for (const code of codes) if (code >= 0 && Number.isNaN(parsed[code])) yield levels[code];
}

function oddOf(cells: Iterable<string>): AsNumbers['odd'] {
  const values = new Set<string>();
  let count = 0;
  for (const cell of cells) {
    count++;
    if (values.size < 5) values.add(cell);
  }
  return { values: [...values], cells: count };
}
