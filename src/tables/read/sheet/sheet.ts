/** What a cell of a sheet is. */
export const tags = { blank: 0, number: 1, date: 2, truth: 3, error: 4, text: 5 } as const;
/** The type of one cell of a sheet: one of `tags`. */
export type Tag = (typeof tags)[keyof typeof tags];

/** One column of a sheet, a tag and a value for each row. */
export interface SheetColumn {
  /** One a row; rows beyond are blank. */
  tags: Uint8Array;
  /** A number, milliseconds since 1970-01-01 UTC, 0 or 1, or an index of the sheet's strings. */
  values: Float64Array;
}

/** The cells of a sheet by column; rows without a cell are left out. */
export class Sheet {
  readonly columns: SheetColumn[] = [];
  /** The row of the spreadsheet, from 1, of each row here. */
  readonly rowNumbers: number[] = [];
  /** Texts and names of errors; a workbook's sheets may share them. */
  readonly strings: string[];

  constructor(strings: string[] = []) {
    this.strings = strings;
  }

  get rows(): number {
    return this.rowNumbers.length;
  }

  /** Puts a cell that is not blank; rows come in order, `column` counts from 0. */
  put(rowNumber: number, column: number, tag: Tag, value: number): void {
    if (this.rowNumbers.at(-1) !== rowNumber) this.rowNumbers.push(rowNumber);
    const row = this.rowNumbers.length - 1;
    while (this.columns.length <= column) this.columns.push({ tags: new Uint8Array(0), values: new Float64Array(0) });
    const into = this.columns[column];
    if (row >= into.tags.length) {
      const size = Math.max(64, row + 1, into.tags.length * 2);
      const larger = { tags: new Uint8Array(size), values: new Float64Array(size) };
      larger.tags.set(into.tags);
      larger.values.set(into.values);
      Object.assign(into, larger);
    }
    into.tags[row] = tag;
    into.values[row] = value;
  }

  /** Puts a text or the name of an error; an empty text is a blank cell. */
  putString(rowNumber: number, column: number, tag: Tag, text: string): void {
    if (text !== '') this.put(rowNumber, column, tag, this.strings.push(text) - 1);
  }

  tagAt(row: number, column: number): Tag {
    return (this.columns[column]?.tags[row] ?? tags.blank) as Tag;
  }

  /** Writes a cell as a word: dates as ISO, truths as true and false, blanks and errors as nothing. */
  wordAt(row: number, column: number): string {
    const value = this.columns[column]?.values[row];
    switch (this.tagAt(row, column)) {
      case tags.number:
        return String(value);
      case tags.date:
        return dayWord(value);
      case tags.truth:
        return value === 1 ? 'true' : 'false';
      case tags.text:
        return this.strings[value].trim();
      default:
        return '';
    }
  }
}

function dayWord(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return '';
  return date
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace(/\.000Z$/, '')
    .replace('T', ' ');
}

/** Milliseconds since 1970 of a spreadsheet's day number (`late`: counted from 1904); the 29 February 1900 that never was is left out. */
export function fromSerial(serial: number, late: boolean): number {
  const days = late ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  return Math.round((days - 25569) * 86_400_000);
}

/** Is true for a number format that shows a day; a time of day alone stays a number. */
export function isDayFormat(format: string): boolean {
  const [positive] = format.split(';');
  const letters = positive.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/general|[0#?]/i.test(letters.replace(/s+\.0+/gi, ''))) return false;
  return /[ymde]/i.test(letters.replace(/h+[^a-z]*m+|m+[^a-z]*s+/gi, ''));
}
