import type { Run } from '../../base/run.ts';
import { AppError } from '../../base/errors.ts';
import { cellText } from '../cells/cell-text.ts';
import { missingWords } from '../cells/missing.ts';
import { readFile } from '../read/read-file.ts';
import { writeWorkbook, type SheetCell } from './write-workbook.ts';

/** A sheet of Excel has no more rows. */
const mostRows = 1_048_576;

/**
 * Turns a CSV of ours into an XLSX workbook. Cells that are written as a number of its value is written are numbers, all others text as they stand
 * (ids with leading zeros, words for missing).
 * @throws AppError `export.too-many-rows`
 */
export async function toExcel(csv: Blob, run: Run): Promise<Uint8Array<ArrayBuffer>> {
  const read = { delimiter: ',', encoding: 'utf-8', header: true, notMissing: missingWords };
  const source = { id: 'csv', name: 'predictions.csv', blob: csv, read };
  const names = (await readFile(source, {}, run)).table.columns.map(({ name }) => name);
  const kinds = Object.fromEntries(names.map((name) => [name, 'text' as const]));
  const { table } = await readFile({ ...source, read: { ...read, kinds } }, {}, run);
  if (table.rows >= mostRows) throw new AppError('export.too-many-rows', { rows: table.rows, most: mostRows });
  const rows: SheetCell[][] = [names];
  for (let row = 0; row < table.rows; row++) {
    rows.push(table.columns.map((column) => toCell(cellText(column, row))));
    if (row % 1000 === 999) await run.breathe();
  }
  return writeWorkbook([{ name: 'Predictions', rows }]);
}

function toCell(text: string | null): SheetCell {
  if (text === null || text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : text;
}
