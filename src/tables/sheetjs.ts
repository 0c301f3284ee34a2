import { read, SSF, type CellObject, type WorkBook } from 'sheetjs-ce';

/** A cell of a sheet: text, a number, a truth, a date in milliseconds since 1970-01-01 UTC, or an error's name. */
export type SheetCell = string | number | boolean | { date: number } | { error: string } | null;

/** A sheet as rows of cells; `firstRow` and `firstColumn` count from 0. Rows may be shorter than the sheet is wide. */
export interface Sheet {
  rows: SheetCell[][];
}

/** A workbook whose sheets are read when asked for. */
export interface Workbook {
  names: string[];
  sheet(name: string): Sheet;
}

/**
 * Opens a workbook of any kind SheetJS reads. Formulas give their stored values.
 * @throws Error of SheetJS: its message says `password-protected` where it is
 */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const names = read(bytes, { type: 'array', bookSheets: true }).SheetNames;
  const opened = new Map<string, WorkBook>();
  const bookOf = (name: string): WorkBook => {
    const known =
      opened.get(name) ??
      read(bytes, { type: 'array', dense: true, cellNF: true, cellHTML: false, cellText: false, sheets: name });
    opened.clear();
    opened.set(name, known);
    return known;
  };
  return { names, sheet: (name) => sheetOf(bookOf(name), name) };
}

function sheetOf(book: WorkBook, name: string): Sheet {
  const late = book.Workbook?.WBProps?.date1904 === true;
  const data: (CellObject | undefined)[][] = book.Sheets[name]?.['!data'] ?? [];
  return { rows: Array.from(data, (row) => Array.from(row ?? [], (cell) => cellOf(cell, late))) };
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
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return (SSF as { is_date(format: string): boolean }).is_date(format) && /[yde]|年|m(?!.*[hs])/i.test(bare);
}

/** Milliseconds since 1970 of a day number; the 29 February 1900 that never was is left out. */
function fromSerial(serial: number, late: boolean): number {
  const days = late ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  return Math.round((days - 25569) * 86_400_000);
}
