import { read, utils, write, type CellObject, type WorkBook } from 'sheetjs-ce';
import { fromSerial, isDayFormat, Sheet, tags } from './sheet.ts';
import type { SheetCell, Workbook } from './workbook.ts';

const startRows = 30;

/**
 * Opens a workbook of any kind SheetJS reads, all of it in memory. Formulas give their stored values.
 * @throws Error of SheetJS: its message says `password-protected` where it is
 */
export function openWithSheetJs(bytes: Uint8Array): Workbook {
  const options = { type: 'array', dense: true, cellNF: true, cellHTML: false, cellText: false } as const;
  const start = read(bytes, { ...options, sheetRows: startRows });
  return {
    sheets: start.SheetNames.map((name, i) => ({ name, hidden: (start.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0 })),
    start: (name) => Promise.resolve(sheetOf(start, name)),
    sheet: (name) => Promise.resolve(sheetOf(read(bytes, { ...options, sheets: name }), name)),
  };
}

function sheetOf(book: WorkBook, name: string): Sheet {
  const late = book.Workbook?.WBProps?.date1904 === true;
  const data: (CellObject | undefined)[][] = book.Sheets[name]?.['!data'] ?? [];
  const sheet = new Sheet();
  data.forEach((cells, row) => cells.forEach((cell, column) => cell && putCell(sheet, row + 1, column, cell, late)));
  return sheet;
}

function putCell(sheet: Sheet, row: number, column: number, cell: CellObject, late: boolean): void {
  const { v: value } = cell;
  if (value === undefined || value === null) return;
  switch (cell.t) {
    case 'n':
      if (typeof value !== 'number') return;
      if (typeof cell.z === 'string' && isDayFormat(cell.z)) sheet.put(row, column, tags.date, fromSerial(value, late));
      else sheet.put(row, column, tags.number, value);
      return;
    case 'd':
      sheet.put(row, column, tags.date, new Date(value as Date).getTime());
      return;
    case 'b':
      sheet.put(row, column, tags.truth, value === true ? 1 : 0);
      return;
    case 'e':
      sheet.putString(row, column, tags.error, cell.w ?? errorNames[Number(value)] ?? '#ERROR!');
      return;
    case 's':
      sheet.putString(row, column, tags.text, String(value));
  }
}

const errorNames: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** Writes sheets as XLSX. See `writeWorkbook`. */
export function writeSheets(
  sheets: readonly { name: string; rows: readonly (readonly SheetCell[])[] }[],
): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  for (const { name, rows } of sheets) {
    const data = rows.map((row, r) => row.map((cell, c) => toCell(cell, utils.encode_cell({ r, c }))));
    const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
    const end = utils.encode_cell({ r: Math.max(0, rows.length - 1), c: width - 1 });
    // Wide enough for the names in the first row.
    const widths = (rows[0] ?? []).map((cell) => ({
      wch: Math.min(40, Math.max(9, (typeof cell === 'string' ? cell.length : 0) + 2)),
    }));
    utils.book_append_sheet(book, { '!data': data, '!ref': `A1:${end}`, '!cols': widths }, name);
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}

function toCell(cell: SheetCell, address: string): CellObject {
  if (typeof cell === 'number') return Number.isFinite(cell) ? { t: 'n', v: cell } : { t: 'z' };
  if (typeof cell === 'boolean') return { t: 'b', v: cell };
  if (typeof cell === 'string') return { t: 's', v: cell };
  if (cell && 'asText' in cell) return { t: 's', v: '', z: '@' };
  return cell ? { t: 'n', f: cell.formula, ...(cell.array ? { F: address } : {}) } : { t: 'z' };
}
