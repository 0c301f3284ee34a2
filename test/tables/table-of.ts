import type { Column, Table } from '../../src/tables/table.ts';

type Cell = number | string | boolean | Date | null;

/** A text column in a table literal. */
export const text = (...values: (string | null)[]) => ({ text: values });

/** A number or date column with cells that are none: strings among the numbers. */
export const stray = (kind: 'number' | 'date', ...cells: (number | string | null)[]) => ({ stray: cells, kind });

type GivenCells = Cell[] | ReturnType<typeof text> | ReturnType<typeof stray>;

/** Writes a table as a literal: numbers, words (categories), booleans, dates; null = missing; all null = empty. Row 1 of the file is its header. */
export function makeTable(
  columns: Record<string, GivenCells> | [name: string, cells: GivenCells][],
  file = 'a.csv',
): Table {
  const list = Array.isArray(columns) ? columns : Object.entries(columns);
  const made = list.map(([name, cells]) => makeColumn(name, cells));
  const [first] = list;
  const rows = first ? listCells(first[1]).length : 0;
  return {
    columns: made,
    rows,
    origin: { parts: [{ file, start: 0 }], rowNumbers: Int32Array.from({ length: rows }, (_, row) => row + 2) },
  };
}

function listCells(cells: GivenCells): unknown[] {
  if (Array.isArray(cells)) return cells;
  return 'text' in cells ? cells.text : cells.stray;
}

/** Makes one column of a table literal. */
export function makeColumn(name: string, cells: GivenCells): Column {
  if (!Array.isArray(cells)) {
    if ('text' in cells) return { name, kind: 'text', values: cells.text };
    const values = Float64Array.from(cells.stray, (cell) => (typeof cell === 'number' ? cell : NaN));
    const unparsable = new Map(cells.stray.flatMap((cell, row) => (typeof cell === 'string' ? [[row, cell]] : [])));
    return { name, kind: cells.kind, values, unparsable };
  }
  const sample = cells.find((cell) => cell !== null);
  if (sample === undefined) return { name, kind: 'empty' };
  if (typeof sample === 'number') return { name, kind: 'number', values: numbers(cells) };
  if (sample instanceof Date) return { name, kind: 'date', values: numbers(cells) };
  const levels = [...new Set(cells.filter((cell) => cell !== null).map(String))];
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(String(cell))));
  return { name, kind: typeof sample === 'boolean' ? 'boolean' : 'category', codes, levels };
}

function numbers(cells: Cell[]): Float64Array {
  return Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell)));
}
