import type { DayOrder, Kind } from '../../contract/data/kinds.ts';
import { cellText } from '../cells/cell-text.ts';
import { parseDate } from '../cells/dates.ts';
import { parseNumber } from '../cells/numbers.ts';
import type { Column } from '../table.ts';

/**
 * Gives a column as another kind without reading its file again. Words that are no number or date become unparsable cells; where
 * the file used a decimal comma or put the day first, reading it again with the kind chosen knows better. `null`: more than two
 * values cannot be boolean, and only missing cells can be empty.
 */
export function asKind(column: Column, kind: Kind, rows: number, order: DayOrder = 'dmy'): Column | null {
  if (column.kind === kind) return column;
  const { name } = column;
  if (kind === 'empty') return null;
  if (column.kind === 'empty') return missingColumn(name, kind, rows);
  if (kind === 'text') return { name, kind, values: Array.from({ length: rows }, (_, row) => cellText(column, row)) };
  if (kind === 'number' || kind === 'date') return parseColumn(column, kind, rows, order);
  if (column.kind === 'category' || column.kind === 'boolean') {
    if (kind === 'boolean' && column.levels.length > 2) return null;
    return { name, kind, codes: column.codes, levels: column.levels };
  }
  const levels = new Map<string, number>();
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const text = cellText(column, row);
    codes[row] = text === null ? -1 : addLevel(levels, text);
  }
  return kind === 'boolean' && levels.size > 2 ? null : { name, kind, codes, levels: [...levels.keys()] };
}

function parseColumn(column: Column, kind: 'number' | 'date', rows: number, order: DayOrder): Column {
  const parsed = new Map<string, number>();
  const values = new Float64Array(rows).fill(NaN);
  const unparsable = new Map<number, string>();
  for (let row = 0; row < rows; row++) {
    const text = cellText(column, row);
    if (text === null) continue;
    const value = parsed.get(text) ?? (kind === 'number' ? parseNumber(text, '.') : parseDate(text, order));
    if (parsed.size < 1000) parsed.set(text, value);
    values[row] = value;
    if (Number.isNaN(value)) unparsable.set(row, text);
  }
  return { name: column.name, kind, values, ...(unparsable.size > 0 ? { unparsable } : {}) };
}

/** Makes a column of missing cells. */
export function missingColumn(name: string, kind: Kind, rows: number): Column {
  switch (kind) {
    case 'number':
    case 'date':
      return { name, kind, values: new Float64Array(rows).fill(NaN) };
    case 'category':
    case 'boolean':
      return { name, kind, codes: new Int32Array(rows).fill(-1), levels: [] };
    case 'text':
      return { name, kind, values: new Array<null>(rows).fill(null) };
    case 'empty':
      return { name, kind };
  }
}

/** Gives the code of a level, a new one where it was not seen yet. */
function addLevel(levels: Map<string, number>, text: string): number {
  const known = levels.get(text);
  if (known !== undefined) return known;
  levels.set(text, levels.size);
  return levels.size - 1;
}
