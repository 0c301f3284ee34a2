import type { Location } from '../base/notice.ts';
import type { Origin } from './table.ts';

/** Tells the file and the row number, as a spreadsheet counts, of a row of the table. */
export function rowLocation(origin: Origin, row: number): Required<Pick<Location, 'file' | 'row'>> {
  return { file: origin.parts[fileIndex(origin, row)]?.file ?? '', row: origin.rowNumbers[row] };
}

/** Gives the index of the part that a row came from; empty parts hold no row. */
function fileIndex(origin: Origin, row: number): number {
  let low = 0;
  let high = origin.parts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (origin.parts[middle].start <= row) low = middle;
    else high = middle;
  }
  return low;
}

/** Keeps the origin of some rows; `rows` rises. */
export function takeOrigin(origin: Origin, rows: Int32Array): Origin {
  const parts: Origin['parts'] = [];
  let at = 0;
  for (const { file, start } of origin.parts) {
    while (at < rows.length && rows[at] < start) at++;
    parts.push({ file, start: at });
  }
  const rowNumbers = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) rowNumbers[i] = origin.rowNumbers[rows[i]];
  return { parts, rowNumbers };
}
