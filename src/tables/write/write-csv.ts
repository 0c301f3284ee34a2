import Papa from 'papaparse';
import { plainNumber } from '../cells/numbers.ts';

/** A row of a CSV to be written; null is an empty cell. */
export type CsvRow = readonly (string | number | null)[];

const rowsInChunk = 2000;
/** What makes a spreadsheet take a cell for a formula, plain numbers aside. */
const formula = new RegExp(String.raw`^(?!${plainNumber}$)[=+\-@\t\r]`, 'i');

/**
 * Writes a table as CSV, some thousand rows a chunk. Text that a spreadsheet would take for a formula gets an apostrophe before
 * it and stays text; numbers stay numbers; null is an empty cell. Where the first chunk is more than ASCII it begins with a
 * byte order mark, without which Excel misreads it.
 */
export function* writeCsv(header: readonly string[], rows: Iterable<CsvRow>): Generator<string> {
  let waiting: CsvRow[] = [header];
  let first = true;
  const chunk = () => {
    const text =
      Papa.unparse(waiting as (string | number | null)[][], { newline: '\n', escapeFormulae: formula }) + '\n';
    const byteOrderMark = first && /[^\0-\x7f]/.test(text) ? '\ufeff' : '';
    first = false;
    waiting = [];
    return byteOrderMark + text;
  };
  for (const row of rows) {
    waiting.push(row);
    if (waiting.length >= rowsInChunk) yield chunk();
  }
  if (waiting.length > 0) yield chunk();
}

/** Makes a CSV file of a table that is in memory, by the rules of `writeCsv`. */
export function toCsvFile(header: readonly string[], rows: Iterable<CsvRow>): Blob {
  return new Blob([...writeCsv(header, rows)], { type: 'text/csv' });
}
