import { formatMessage } from '../../base/messages.ts';
import { cellText } from '../cells/cell-text.ts';
import { type DroppedRows, reasons } from './clean.ts';
import type { Fields } from '../fields/choose-fields.ts';
import { rowLocation } from '../origin.ts';
import type { Origin, Table } from '../table.ts';
import { toCsvFile } from '../write/write-csv.ts';

/** The ledger's columns. */
const ledgerHeader = ['file', 'row', 'column', 'value', 'reason'];

/** Lists every row that is not used, with the reason: the duplicates first, then what cleaning dropped; a missing value is null. */
export function* ledgerRows(
  table: Table,
  fields: Pick<Fields, 'factors' | 'target'>,
  dropped: DroppedRows,
  duplicates: Origin,
): Generator<(string | number | null)[]> {
  const twice = formatMessage('merge.duplicate', {}, 'en').message;
  for (let i = 0; i < duplicates.rowNumbers.length; i++) {
    const { file, row } = rowLocation(duplicates, i);
    yield [file, row, null, null, twice];
  }
  const sentences = reasons.map((code) => formatMessage(code, {}, 'en').message);
  for (let i = 0; i < dropped.rows.length; i++) {
    const { file, row } = rowLocation(table.origin, dropped.rows[i]);
    const { target, factors } = fields;
    const { column } = dropped.fields[i] < 0 && target ? target : factors[dropped.fields[i]];
    yield [file, row, column.name, cellText(column, dropped.rows[i]), sentences[dropped.reasons[i]]];
  }
}

/** Gives the way to write every row that was not used as CSV: file, row, column, value, reason. It holds on to the table. */
export function makeLedger(table: Table, fields: Fields, dropped: DroppedRows, duplicates: Origin): () => Blob {
  return () => toCsvFile(ledgerHeader, ledgerRows(table, fields, dropped, duplicates));
}
