import { cellText } from '../tables/cells/cell-text.ts';
import type { Column } from '../tables/table.ts';

/** Gives the texts of a target's rows, '' for a missing one. */
export function targetTexts(column: Column, rows: Int32Array): string[] {
  return Array.from(rows, (row) => cellText(column, row) ?? '');
}
