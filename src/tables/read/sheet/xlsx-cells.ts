import type { Run } from '../../../base/run.ts';
import { parseDate } from '../../cells/dates.ts';
import { fromSerial, tags, type Sheet } from './sheet.ts';
import { itemText, plainText } from './xml.ts';

/** Where the cells of a sheet go, and what must be known to read them. */
export interface CellReading {
  sheet: Sheet;
  /** By style, whether its numbers are days. */
  dayStyles: readonly boolean[];
  /** Whether days count from 1904. */
  late: boolean;
  /** Rows after which to stop. */
  max: number;
}

const [LT, GT, SLASH, SPACE, EQUALS] = [60, 62, 47, 32, 61];
const [LOWER_C, LOWER_R, LOWER_O, LOWER_S, LOWER_T] = [99, 114, 111, 115, 116];
/** Bytes that are read together: `</sheetData>`. */
const minTailBytes = 12;
const decoder = new TextDecoder();

/**
 * Reads the cells of a worksheet's XML as it streams by.
 * @throws Error where it is not written as spreadsheet programs do; `run.stopped`
 */
export async function readXlsxCells(stream: ReadableStream<Uint8Array>, reading: CellReading, run: Run): Promise<void> {
  const reader = stream.getReader();
  const position: Position = { row: 0, column: -1, ended: false };
  let buffer = new Uint8Array(1 << 17);
  let filled = 0;
  let inRow = false;
  while (!position.ended && reading.sheet.rows <= reading.max) {
    const { done, value } = await reader.read();
    if (value) {
      if (filled + value.length > buffer.length) {
        const larger = new Uint8Array(Math.max(buffer.length * 2, filled + value.length));
        larger.set(buffer.subarray(0, filled));
        buffer = larger;
      }
      buffer.set(value, filled);
      filled += value.length;
    }
    if (!inRow && (filled >= 1000 || done)) {
      checkHas('<worksheet', buffer.subarray(0, Math.min(filled, 1000)));
      inRow = true;
    }
    if (inRow) {
      const used = readElements(buffer, filled, reading, position);
      buffer.copyWithin(0, used, filled);
      filled -= used;
    }
    if (done && !position.ended) throw new Error('a worksheet that does not end');
    await run.yield();
  }
  await reader.cancel();
}

interface Position {
  row: number;
  column: number;
  /** Whether the last cell was passed. */
  ended: boolean;
}

function checkHas(word: string, bytes: Uint8Array): void {
  if (!decoder.decode(bytes).includes(word)) throw new Error(`no ${word} where it should be`);
}

/** Reads the whole elements in the buffer and gives how many bytes they take. */
function readElements(bytes: Uint8Array, filled: number, reading: CellReading, position: Position): number {
  for (let at = 0; ;) {
    const start = bytes.indexOf(LT, at);
    if (start < 0 || start >= filled) return filled;
    if (start + minTailBytes > filled) return start;
    const isCell = bytes[start + 1] === LOWER_C && isNameEnd(bytes[start + 2]);
    const isRow =
      bytes[start + 1] === LOWER_R &&
      bytes[start + 2] === LOWER_O &&
      bytes[start + 3] === 119 &&
      isNameEnd(bytes[start + 4]);
    if (!isCell && !isRow) {
      if (isEnd(bytes, start)) {
        position.ended = true;
        return filled;
      }
      at = start + 1;
      continue;
    }
    const open = endOfTag(bytes, start, filled);
    if (open < 0) return start;
    if (isRow) {
      const number = numberAttribute(bytes, start, open, LOWER_R);
      position.row = number > 0 ? number : position.row + 1;
      position.column = -1;
      at = open + 1;
    } else if (bytes[open - 1] === SLASH) {
      position.column = columnIndex(bytes, start, open) ?? position.column + 1;
      at = open + 1;
    } else {
      const end = endOfCell(bytes, open + 1, filled);
      if (end < 0) return start;
      position.column = columnIndex(bytes, start, open) ?? position.column + 1;
      readCell(bytes, start, open, end, reading, position);
      at = end + 4;
    }
  }
}

function readCell(
  bytes: Uint8Array,
  start: number,
  open: number,
  end: number,
  { sheet, dayStyles, late }: CellReading,
  { row, column }: Position,
): void {
  const type = attribute(bytes, start, open, LOWER_T);
  if (type === 'inlineStr') {
    sheet.putString(row, column, tags.text, itemText(decoder.decode(bytes.subarray(open + 1, end))));
    return;
  }
  const from = valueStart(bytes, open + 1, end);
  if (from < 0) return;
  const to = bytes.indexOf(LT, from);
  if (type === 's') {
    const index = wholeNumber(bytes, from, to);
    if (sheet.strings[index] !== '') sheet.put(row, column, tags.text, index);
    return;
  }
  const part = bytes.subarray(from, to);
  const text = part.length < 32 ? String.fromCharCode.apply(null, part as unknown as number[]) : decoder.decode(part);
  switch (type) {
    case 'str':
      sheet.putString(row, column, tags.text, plainText(decoder.decode(part)));
      return;
    case 'b':
      sheet.put(row, column, tags.truth, text === '1' || text === 'true' ? 1 : 0);
      return;
    case 'e':
      sheet.putString(row, column, tags.error, plainText(text));
      return;
    case 'd': {
      const ms = parseDate(text, 'mdy');
      if (Number.isNaN(ms)) sheet.putString(row, column, tags.text, text);
      else sheet.put(row, column, tags.date, ms);
      return;
    }
    default: {
      const value = text.trim() === '' ? NaN : Number(text);
      if (Number.isNaN(value)) return;
      const isDay = dayStyles[numberAttribute(bytes, start, open, LOWER_S)] ?? false;
      sheet.put(row, column, isDay ? tags.date : tags.number, isDay ? fromSerial(value, late) : value);
    }
  }
}

/** Is true where `</sheetData>` or `<sheetData/>` stands. */
function isEnd(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 1] !== SLASH && bytes[at + 1] !== LOWER_S) return false;
  return /^<(\/sheetData>|sheetData\/>)/.test(decoder.decode(bytes.subarray(at, at + minTailBytes)));
}

function isNameEnd(byte: number): boolean {
  return byte <= SPACE || byte === GT || byte === SLASH;
}

function endOfTag(bytes: Uint8Array, from: number, filled: number): number {
  const end = bytes.indexOf(GT, from);
  return end < filled ? end : -1;
}

/** The place of `</c>`. */
function endOfCell(bytes: Uint8Array, from: number, filled: number): number {
  for (let at = bytes.indexOf(LT, from); at >= 0 && at + 3 < filled; at = bytes.indexOf(LT, at + 1)) {
    if (bytes[at + 1] === SLASH && bytes[at + 2] === LOWER_C && bytes[at + 3] === GT) return at;
  }
  return -1;
}

/** The first byte within `<v>`, or -1. */
function valueStart(bytes: Uint8Array, from: number, end: number): number {
  for (let at = bytes.indexOf(LT, from); at >= 0 && at < end; at = bytes.indexOf(LT, at + 1)) {
    if (bytes[at + 1] === 118 && isNameEnd(bytes[at + 2])) {
      const open = bytes.indexOf(GT, at);
      return bytes[open - 1] === SLASH ? -1 : open + 1;
    }
  }
  return -1;
}

/** Finds where the value of an attribute of one letter begins, or -1. */
function attributeStart(bytes: Uint8Array, from: number, to: number, letter: number): number {
  for (let at = from; at + 3 < to; at++) {
    if (bytes[at] <= SPACE && bytes[at + 1] === letter && bytes[at + 2] === EQUALS) return at + 4;
  }
  return -1;
}

function attribute(bytes: Uint8Array, from: number, to: number, letter: number): string {
  const start = attributeStart(bytes, from, to, letter);
  if (start < 0) return '';
  const quote = bytes[start - 1];
  return String.fromCharCode(...bytes.subarray(start, bytes.indexOf(quote, start)));
}

function numberAttribute(bytes: Uint8Array, from: number, to: number, letter: number): number {
  const start = attributeStart(bytes, from, to, letter);
  return start < 0 ? 0 : wholeNumber(bytes, start, to);
}

function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at] - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** The column of `r="BC12"`, from 0. */
function columnIndex(bytes: Uint8Array, from: number, to: number): number | undefined {
  const start = attributeStart(bytes, from, to, LOWER_R);
  if (start < 0) return undefined;
  let column = 0;
  for (let at = start; bytes[at] >= 65 && bytes[at] <= 90; at++) column = column * 26 + bytes[at] - 64;
  return column - 1;
}
