import { asKind } from '../tables/kinds/as-kind.ts';
import type { Column } from '../tables/table.ts';

/** A column read as numbers, dates or levels: a file to predict may hold words, or nothing, where the training rows held numbers. */
export type NumberColumn = Extract<Column, { kind: 'number' | 'date' }>;
/** A column whose cells are codes of levels: a category or a boolean. */
export type LevelColumn = Extract<Column, { kind: 'category' | 'boolean' }>;
/** A column of texts, '' or null where a cell is missing. */
export type TextColumn = Extract<Column, { kind: 'text' }>;

/** Converts a column to numbers or dates; the cells that cannot be parsed are in `unparsable`. */
export function toNumbers(column: Column, rows: number, kind: 'number' | 'date'): NumberColumn {
  const read = asKind(column, kind, rows);
  if (read?.kind === 'number' || read?.kind === 'date') return read;
  throw new TypeError(`a ${column.kind} column cannot be read as ${kind}`);
}

/** Converts a column to levels; numbers and dates are formatted by `cellText`. */
export function toLevels(column: Column, rows: number): LevelColumn {
  const read = column.kind === 'boolean' ? column : asKind(column, 'category', rows);
  if (read?.kind === 'category' || read?.kind === 'boolean') return read;
  throw new TypeError(`a ${column.kind} column cannot be read as levels`);
}

/** Converts a column to text; numbers and dates are formatted by `cellText`. */
export function toTexts(column: Column, rows: number): TextColumn {
  const read = asKind(column, 'text', rows);
  if (read?.kind === 'text') return read;
  throw new TypeError(`a ${column.kind} column cannot be read as texts`);
}

/** Gives the column's length; of an empty column, which has none of its own, a length that covers the rows named. */
export function rowCount(column: Column, rows: Int32Array): number {
  if (column.kind === 'empty') return rows.reduce((max, row) => Math.max(max, row + 1), 0);
  return 'codes' in column ? column.codes.length : column.values.length;
}

/** Gives the values of some rows, in their order; in `picked`, where it is given, which has as many places as there are rows. */
export function pick(
  values: Float64Array,
  rows: Int32Array,
  picked: Float64Array = new Float64Array(rows.length),
): Float64Array {
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
  return picked;
}
