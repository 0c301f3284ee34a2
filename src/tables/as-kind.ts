import type { Kind } from '../contract/kinds.ts';
import { cellText } from './cell.ts';
import type { Column } from './table.ts';

/**
 * Gives a column as another kind without reading its file again: anything becomes text or a category, an empty column becomes
 * anything. `null` where the cells would have to be parsed anew.
 */
export function asKind(column: Column, kind: Kind, rows: number): Column | null {
  if (column.kind === kind) return column;
  const { name } = column;
  if (kind === 'empty') return null;
  if (column.kind === 'empty') return missingColumn(name, kind, rows);
  if (kind === 'text') return { name, kind, values: Array.from({ length: rows }, (_, row) => cellText(column, row)) };
  if (kind === 'number' || kind === 'date') return null;
  if (column.kind === 'category' || column.kind === 'boolean') {
    if (kind === 'boolean' && column.levels.length > 2) return null;
    return { name, kind, codes: column.codes, levels: column.levels };
  }
  if (kind === 'boolean') return null;
  const levels = new Map<string, number>();
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const text = cellText(column, row);
    codes[row] = text === null ? -1 : codeOf(levels, text);
  }
  return { name, kind, codes, levels: [...levels.keys()] };
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
function codeOf(levels: Map<string, number>, text: string): number {
  const known = levels.get(text);
  if (known !== undefined) return known;
  levels.set(text, levels.size);
  return levels.size - 1;
}
