import { read, SSF, type CellObject, type WorkBook } from 'sheetjs-ce';

/** A cell of a sheet: text, a number, a truth, a date in milliseconds since 1970-01-01 UTC, or an error's name. */
export type SheetCell = string | number | boolean | { date: number } | { error: string } | null;

/** A sheet as rows of cells, from its first row and column on; rows may be shorter than the sheet is wide. */
export type Sheet = SheetCell[][];

/** A workbook: the first rows of every sheet, and whole sheets when asked for. */
export interface Workbook {
  sheets: { name: string; start: Sheet }[];
  sheet(name: string): Sheet;
}

const startRows = 30;

/**
 * Opens a workbook of any kind SheetJS reads. Formulas give their stored values.
 * @throws Error of SheetJS: its message says `password-protected` where it is
 */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const options = { type: 'array', dense: true, cellNF: true, cellHTML: false, cellText: false } as const;
  const start = read(bytes, { ...options, sheetRows: startRows });
  return {
    sheets: start.SheetNames.map((name) => ({ name, start: sheetOf(start, name) })),
    sheet: (name) => sheetOf(read(bytes, { ...options, sheets: name }), name),
  };
}

function sheetOf(book: WorkBook, name: string): Sheet {
  const late = book.Workbook?.WBProps?.date1904 === true;
  const data: (CellObject | undefined)[][] = book.Sheets[name]?.['!data'] ?? [];
  // Rows and cells that a sheet leaves out are holes.
  return Array.from(data, (row) => Array.from(row ?? [], (cell) => cellOf(cell, late)));
}

function cellOf(cell: CellObject | undefined, late: boolean): SheetCell {
  if (cell?.v === undefined || cell.v === null) return null;
  switch (cell.t) {
    case 'n':
      if (typeof cell.v !== 'number') return null;
      return typeof cell.z === 'string' && isDay(cell.z) ? { date: fromSerial(cell.v, late) } : cell.v;
    case 'd':
      return { date: new Date(cell.v as Date).getTime() };
    case 'b':
      return cell.v === true;
    case 'e':
      return { error: cell.w ?? errorNames[Number(cell.v)] ?? '#ERROR!' };
    case 's':
      return String(cell.v);
    default:
      return null;
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

/** Is true for a number format that shows a day; a time of day alone stays a number. */
function isDay(format: string): boolean {
  if (!(SSF as { is_date(format: string): boolean }).is_date(format)) return false;
  const letters = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[ymde]/i.test(letters.replace(/h+[^a-z]*m+|m+[^a-z]*s+/gi, ''));
}

/** Milliseconds since 1970 of a spreadsheet's day number (`late`: counted from 1904); the 29 February 1900 that never was is left out. */
export function fromSerial(serial: number, late: boolean): number {
  const days = late ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  return Math.round((days - 25569) * 86_400_000);
}
