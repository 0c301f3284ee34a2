// Longer than a page would like: the general reader of rows is one hot loop, kept in one function for speed.

const LF = 10;
const CR = 13;
const BLANK = 32;
const QUOTE = 34;

/** Minimum rows per batch, whatever their width. */
const minRows = 64;

/** Flags of a cell in `Cells.spans`. */
export const QUOTED = 1;
/** The cell's bytes are what stands in the file, quotes included, and must be mended by `repairQuotes`. */
export const ROUGH = 2;

/** Where cells are parted: the bytes of the delimiter, and whether a run of them parts only once (blanks). */
export interface Separator {
  bytes: Uint8Array;
  runs: boolean;
}

/** The cells of a batch of whole rows, as places in a buffer of UTF-8 bytes. */
export interface CellSpans {
  /** Two a cell: its first byte, and the byte after its last times 4 plus the flags. */
  spans: Int32Array;
  /** rows + 1: the index of each row's first cell. */
  first: Int32Array;
  /** The number of each row in its file, from 1, blank lines counted. */
  numbers: Int32Array;
  rows: number;
}

/** Where the tokenizer is in a file. */
export interface Position {
  /** Rows begun so far, blank ones included. */
  record: number;
  /** Lines ended so far, those inside quotes included. */
  line: number;
  /** The line where a quote began that did not end before the bytes did; `surely` when no more bytes can mend it. */
  open: { line: number; surely: boolean } | null;
}

/** Makes the parting of cells from what a person calls a delimiter; a blank parts once however many there are. */
export function toSeparator(delimiter: string): Separator {
  return { bytes: new TextEncoder().encode(delimiter), runs: delimiter === ' ' };
}

/** Makes room for batches of about `cells` cells. */
export function emptyCells(cells = 16384): CellSpans {
  return { spans: new Int32Array(cells * 2), first: new Int32Array(8193), numbers: new Int32Array(8192), rows: 0 };
}

/** Makes the position before the first byte of a file. */
export function startPosition(): Position {
  return { record: 0, line: 0, open: null };
}

/**
 * Finds the cells of the next rows in `bytes` from `from` to `to`, as many as fit the batch, and gives the byte where the
 * following row begins. A row that may go on after `to` is left for the next call unless `final`. Blank lines are no rows;
 * unquoted cells are trimmed; CR, LF and CRLF end a row; a quote counts only where a cell begins.
 * When an open quote keeps a row from ending, `at.open` says in which line it began. `max`: no more rows than that.
 */
export function tokenize(
  bytes: Uint8Array,
  from: number,
  to: number,
  final: boolean,
  separator: Separator,
  into: CellSpans,
  at: Position,
  max = into.numbers.length,
): number {
  const parting = separator.bytes[0];
  const length = separator.bytes.length;
  const { runs } = separator;
  // No byte above this one ends a cell, which settles most bytes with one comparison.
  const ending = Math.max(parting, CR);
  const maxRows = Math.min(max, into.numbers.length);
  let { spans } = into;
  let rows = 0;
  let cells = 0;
  let next = from;
  into.rows = 0;
  into.first[0] = 0;
  at.open = null;

  while (next < to && rows < maxRows && (cells * 8 < spans.length * 3 || rows < minRows)) {
    const firstCell = cells;
    let lines = 1;
    let p = next;
    let quoted = false;
    if (runs) while (p < to && bytes[p] === parting) p++;
    for (;;) {
      let start = p;
      let byte = 0;
      while (
        start < to &&
        (byte = bytes[start]) <= BLANK &&
        byte !== LF &&
        byte !== CR &&
        (byte !== parting || !parts(bytes, start, to, separator))
      ) {
        start++;
      }
      let end = start;
      let flags = 0;
      if (start < to && byte === QUOTE) {
        quoted = true;
        flags = QUOTED;
        p = start + 1;
        let newlines = 0;
        for (;;) {
          while (p < to && (byte = bytes[p]) !== QUOTE) {
            if (byte === LF) newlines++;
            p++;
          }
          if (p + 1 < to && bytes[p + 1] === QUOTE) {
            flags = ROUGH;
            p += 2;
          } else break;
        }
        if (p >= to || (p + 1 >= to && !final)) {
          if (p >= to) at.open = { line: at.line + lines, surely: final };
          return next;
        }
        end = p;
        p++;
        let trailing = false;
        while (
          p < to &&
          (byte = bytes[p]) !== LF &&
          byte !== CR &&
          (byte !== parting || !parts(bytes, p, to, separator))
        ) {
          if (byte !== BLANK && byte !== 9) trailing = true;
          p++;
        }
        if (trailing) {
          flags = ROUGH;
          // Text after a closing quote lines below: the quote that closed was meant to open another cell.
          if (newlines > 0) {
            at.open = { line: at.line + lines, surely: true };
            return next;
          }
        }
        lines += newlines;
        if (flags === ROUGH) end = p;
        else start++;
      } else {
        p = start;
        while (
          p < to &&
          ((byte = bytes[p]) > ending ||
            (byte !== LF && byte !== CR && (byte !== parting || !parts(bytes, p, to, separator))))
        ) {
          p++;
        }
        end = p;
        while (end > start && bytes[end - 1] <= BLANK) end--;
      }
      if (!final && p + length > to) return next;
      if (cells * 2 >= spans.length) {
        const larger = new Int32Array(spans.length * 2);
        larger.set(spans);
        into.spans = spans = larger;
      }
      spans[cells * 2] = start;
      spans[cells * 2 + 1] = end * 4 + flags;
      cells++;
      if (p < to && bytes[p] !== LF && bytes[p] !== CR) {
        p += length;
        if (!runs) continue;
        while (p < to && bytes[p] === parting) p++;
        if (p >= to && !final) return next;
        if (p < to && bytes[p] !== LF && bytes[p] !== CR) continue;
      }
      if (p >= to) break;
      if (bytes[p] === CR && p + 1 >= to && !final) return next;
      p += bytes[p] === CR && p + 1 < to && bytes[p + 1] === LF ? 2 : 1;
      break;
    }
    at.record++;
    at.line += lines;
    next = p;
    if (cells === firstCell + 1 && !quoted && spans[firstCell * 2] >= spans[firstCell * 2 + 1] >> 2) {
      cells = firstCell;
      continue;
    }
    into.numbers[rows] = at.record;
    into.rows = ++rows;
    into.first[rows] = cells;
  }
  return next;
}

function parts(bytes: Uint8Array, p: number, to: number, separator: Separator): boolean {
  const parting = separator.bytes;
  for (let i = 1; i < parting.length; i++) if (p + i >= to || bytes[p + i] !== parting[i]) return false;
  return true;
}

/** Gives what a rough cell means: `"a ""b"""` is `a "b"`, and what stands after the closing quote is kept. */
export function repairQuotes(raw: string): string {
  let inside = '';
  let i = 1;
  for (; i < raw.length; i++) {
    if (raw[i] === '"' && raw[++i] !== '"') break;
    inside += raw[i];
  }
  return inside + raw.slice(i).trimEnd();
}
