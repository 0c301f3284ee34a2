import type { Notice } from '../../../base/notice.ts';
import type { Run } from '../../../base/run.ts';
import type { ReadChoices } from '../../../contract/data/reading.ts';
import { missingSet } from '../../cells/missing.ts';
import type { Sheet } from './sheet.ts';
import { sheetColumn } from './sheet-column.ts';
import type { Column, Table } from '../../table.ts';

/** Cells that have a type already, and what they are called. */
export interface NamedSheet {
  file: string;
  sheet: Sheet;
  /** The first row of data. */
  firstRow: number;
  /** One a column. */
  names: readonly string[];
  /** Is false for a column that the file gives no name; without cells it is left out. */
  isNamed(column: number): boolean;
}

/** Makes the typed columns of a sheet, with what was decided about them. */
export async function sheetTable(
  { file, sheet, firstRow, names, isNamed }: NamedSheet,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; notices: Notice[] }> {
  const deciding = { file, decimal: '.' as const, dayOrder: choices.dayOrder ?? {}, notices: [] as Notice[] };
  const missing = missingSet(choices);
  const columns: Column[] = [];
  for (const [column, name] of names.entries()) {
    const forced = choices.kinds && Object.hasOwn(choices.kinds, name) ? choices.kinds[name] : undefined;
    const made = sheetColumn(name, { sheet, firstRow, column }, forced, missing, deciding);
    if (made.kind !== 'empty' || isNamed(column)) columns.push(made);
    await run.yield();
  }
  const rowNumbers = Int32Array.from(sheet.rowNumbers.slice(firstRow));
  const table = { columns, rows: rowNumbers.length, origin: { parts: [{ file, start: 0 }], rowNumbers } };
  return { table, notices: deciding.notices };
}
