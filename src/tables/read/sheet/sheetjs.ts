import { read, type CellObject, type WorkBook } from 'sheetjs-ce';
import { fromSerial, isDayFormat, Sheet, tags } from './sheet.ts';
import type { Workbook } from './workbook.ts';

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
    start: (name) => Promise.resolve(requireSheet(start, name)),
    sheet: (name) => Promise.resolve(requireSheet(read(bytes, { ...options, sheets: name }), name)),
  };
}

function requireSheet(book: WorkBook, name: string): Sheet {
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
