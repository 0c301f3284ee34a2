import type { RowPage } from '../../contract/data/data-view.ts';
import { cellText } from '../cells/cell-text.ts';
import { rowLocation } from '../origin.ts';
import type { Table } from '../table.ts';

/** Gives a page of rows as strings for a grid, cut off at the table's end; null = missing, unparsable cells as they stood. */
export function rowPage(table: Table, from: number, count: number): RowPage {
  const start = Math.min(Math.max(0, from), table.rows);
  const length = Math.max(0, Math.min(count, table.rows - start));
  const rows = Array.from({ length }, (_, i) => ({
    ...rowLocation(table.origin, start + i),
    cells: table.columns.map((column) => cellText(column, start + i)),
  }));
  return { from: start, rows };
}
