// Rows of delimited text, UTF-8 bytes straight into columns: numbers parsed, words as places in the bytes.
//
// It takes the rows that are plain beyond doubt and stops before any other (a doubled quote, a line end in quotes, text after a closing quote,
// too few or too many cells): the caller's general reader decides those. Cells of number columns that are not plain numbers (`NA`, `1,234`) are
// listed for the caller. So nothing here guesses, and the two readers never differ.

import { allocate } from './memory';
import { parseNumber, parseShort, isFraction, HARD } from './csv-number';
import { createWords, entriesFor, findWord, keepWord, wordsOf } from './csv-words';

export { allocate } from './memory';

@inline const LF: u32 = 10;
@inline const CR: u32 = 13;
@inline const BLANK: u32 = 32; // bytes up to this one are trimmed off unquoted cells
@inline const TAB: u32 = 9;
@inline const QUOTE: u32 = 34;

/** What a column is read as; any other: nobody asks. */
@inline const NUMBER: u32 = 0;
@inline const WORD: u32 = 1;

/** Why reading stopped: the batch is full; the next row is not plain; the next row may go on after the bytes. */
@inline const FULL: i32 = 0;
@inline const UNDECIDED: i32 = 1;
@inline const UNFINISHED: i32 = 2;

@unmanaged class Reader {
  width: i32; // columns
  parting: u32; // the delimiter, one byte
  maxRows: i32; // of a batch
  maxHard: i32; // listed cells of a batch
  kinds: usize; // [width] bytes
  values: usize; // f64 [number column][maxRows]
  fractions: usize; // [width] bytes: 1 where a number had a point or an exponent, ever
  words: usize; // i32 [word column][maxRows][2]: first byte, and byte after the last times 4, plus 1 in quotes; or -1 - code, where it is kept
  kept: usize; // the words of each word column that have a code, and how many a column can have
  entries: usize;
  numbers: usize; // i32 [maxRows]: the number of each row in its file
  hard: usize; // i32 [maxHard][4]: column, row, and the two of `words`
  // What a batch came to:
  hardCount: i32;
  next: usize; // the byte where the following row begins
  record: i32; // rows begun so far, blank ones included
  reason: i32;
}

/** Room for a reader of `width` columns of these kinds (bytes at `kinds`), or 0 where memory is short. */
export function create(kinds: usize, width: i32, parting: u32, maxRows: i32): Reader {
  const address = allocate(offsetof<Reader>());
  const reader = changetype<Reader>(address);
  let numbers = 0, words = 0;
  for (let c = 0; c < width; c++) {
    const kind = load<u8>(kinds + c);
    if (kind == NUMBER) numbers++;
    else if (kind == WORD) words++;
  }
  reader.width = width;
  reader.parting = parting;
  reader.maxRows = maxRows;
  reader.maxHard = 4096 + width;
  reader.kinds = kinds;
  reader.values = allocate(<usize>numbers * maxRows * 8);
  reader.fractions = allocate(width);
  reader.words = allocate(<usize>words * maxRows * 8);
  reader.entries = entriesFor(words);
  reader.kept = createWords(words, reader.entries);
  reader.numbers = allocate(maxRows * 4);
  reader.hard = allocate(reader.maxHard * 16);
  const complete = address && reader.values && reader.fractions && reader.words && reader.kept && reader.numbers && reader.hard;
  return complete ? reader : changetype<Reader>(0);
}

export function values(reader: Reader): usize { return reader.values; }
export function fractions(reader: Reader): usize { return reader.fractions; }
export function words(reader: Reader): usize { return reader.words; }
export function numbers(reader: Reader): usize { return reader.numbers; }
export function hard(reader: Reader): usize { return reader.hard; }
export function hardCount(reader: Reader): i32 { return reader.hardCount; }
export function next(reader: Reader): usize { return reader.next; }
export function record(reader: Reader): i32 { return reader.record; }
export function reason(reader: Reader): i32 { return reader.reason; }

/** Keeps the code of a word of the word column `column`, given as in `words`: from now on the code is told instead. */
export function keep(reader: Reader, column: i32, start: usize, coded: i32, code: i32): void {
  keepWord(wordsOf(reader.kept, reader.entries, column), reader.entries, start, <usize>(coded >> 2), coded & 1, code);
}

/**
 * Reads rows from address `from` on, up to `to` (one byte behind it is overwritten), and returns how many. `record`: rows begun before `from`.
 * Blank lines count as begun, and are no rows.
 */
export function read(reader: Reader, from: usize, to: usize, record: i32): i32 {
  store<u8>(to, LF); // so that no loop needs to look for the end
  const width = reader.width, parting = reader.parting, kinds = reader.kinds, fractions = reader.fractions;
  const kept = reader.kept, entries = reader.entries;
  const valueStep: usize = <usize>reader.maxRows << 3;
  const ending = parting > CR ? parting : CR; // no byte above this one ends a cell, which settles most bytes with one comparison
  let rows = 0, hardAt: usize = reader.hard;
  const hardEnd: usize = hardAt + (<usize>reader.maxHard - width) * 16;
  let p = from;
  let reason = FULL;

  while (rows < reader.maxRows && hardAt < hardEnd) {
    const rowStart = p, hardStart = hardAt;
    let valueAt: usize = reader.values + (<usize>rows << 3), wordAt: usize = reader.words + (<usize>rows << 3);
    let c = 0, byte: u32 = 0, word = 0;
    let empty = false; // whether the cell at hand is empty and not in quotes
    for (; c < width; c++) {
      const kind: u32 = load<u8>(kinds + c);
      if (kind == NUMBER) {
        // Nearly every cell, where a table is large; none but whole cells.
        const end = parseShort(p, valueAt);
        if (end && <u32>load<u8>(end) == parting) {
          if (isFraction) store<u8>(fractions + c, 1);
          byte = parting;
          valueAt += valueStep;
          p = end + 1;
          continue;
        }
      }
      byte = load<u8>(p);
      while (byte <= BLANK && byte != LF && byte != CR && byte != parting) byte = load<u8>(++p);
      let start = p, end: usize, quoted = 0, plain = true;
      if (byte == QUOTE) {
        quoted = 1;
        start = ++p;
        while ((byte = load<u8>(p)) != QUOTE && byte != LF) p++;
        if (byte == LF) { reason = p >= to ? UNFINISHED : UNDECIDED; break; }
        end = p;
        byte = load<u8>(++p);
        while ((byte == BLANK || byte == TAB) && byte != parting) byte = load<u8>(++p);
        if (byte != parting && byte != LF && byte != CR) { reason = UNDECIDED; break; }
        if (kind == NUMBER && start < end) plain = parseNumber(start, valueAt) == end;
      } else {
        if (kind == NUMBER) p = parseNumber(start, valueAt);
        const parsed = p;
        byte = load<u8>(p);
        while (byte > ending || (byte != LF && byte != CR && byte != parting)) byte = load<u8>(++p);
        end = p;
        while (end > start && <u32>load<u8>(end - 1) <= BLANK) end--;
        plain = end == parsed;
      }
      empty = end == start && !quoted;
      if (byte != parting && (p >= to || (byte == CR && p + 1 >= to))) { reason = UNFINISHED; break; }
      if (kind == NUMBER) {
        if (end == start) store<f64>(valueAt, NaN);
        else if (plain && load<u64>(valueAt) != HARD) { if (isFraction) store<u8>(fractions + c, 1); }
        else {
          store<f64>(valueAt, NaN);
          store<i32>(hardAt, c);
          store<i32>(hardAt, rows, 4);
          storeSpan(hardAt + 8, start, end, quoted);
          hardAt += 16;
        }
        valueAt += valueStep;
      } else if (kind == WORD) {
        const code = findWord(wordsOf(kept, entries, word++), entries, start, end, quoted);
        if (code < 0) storeSpan(wordAt, start, end, quoted);
        else store<i32>(wordAt, -1 - code);
        wordAt += valueStep;
      }
      if (byte != parting) { c++; break; }
      p++;
    }
    const blank = c == 1 && empty && byte != parting; // a line of nothing
    if (reason == FULL && !blank && (c < width || byte == parting)) reason = UNDECIDED;
    if (reason != FULL || blank) hardAt = hardStart; // what the row has left behind does not count
    if (reason != FULL) { p = rowStart; break; }
    record++;
    if (!blank) store<i32>(reader.numbers + (rows++ << 2), record);
    p += byte == CR && load<u8>(p + 1) == LF ? 2 : 1;
  }
  reader.hardCount = <i32>((hardAt - reader.hard) >> 4);
  reader.next = p;
  reader.record = record;
  reader.reason = reason;
  return rows;
}

@inline function storeSpan(at: usize, start: usize, end: usize, quoted: i32): void {
  store<i32>(at, <i32>start);
  store<i32>(at, <i32>(end << 2) | quoted, 4);
}
