import { writeCsv } from '../tables/write/write-csv.ts';
import type { DroppedRows } from '../tables/rows/clean.ts';
import type { Fields } from '../tables/fields/choose-fields.ts';
import { ledgerHeader, ledgerRows } from '../tables/rows/ledger.ts';
import type { Origin, Table } from '../tables/table.ts';

/** Gives the way to write every row that was not used as CSV: file, row, column, value, reason. It holds on to the table. */
export function ledgerOf(table: Table, fields: Fields, dropped: DroppedRows, duplicates: Origin): () => Blob {
  return () =>
    new Blob([...writeCsv(ledgerHeader, ledgerRows(table, fields, dropped, duplicates))], { type: 'text/csv' });
}
