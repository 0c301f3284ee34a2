import { emptyCells, repairQuotes, ROUGH, toSeparator, startPosition, tokenize } from './tokenize.ts';

/** A row of a sample: its number in the file from 1, and its words. */
export interface SampleRow {
  number: number;
  words: string[];
}

/** Gives the first whole rows of UTF-8 bytes as words; the last row counts only when the file ends there. */
export function sampleRows(bytes: Uint8Array, delimiter: string, whole: boolean, max = 200): SampleRow[] {
  const decoder = new TextDecoder();
  const cells = emptyCells(4096);
  const at = startPosition();
  const separator = toSeparator(delimiter);
  const rows: SampleRow[] = [];
  let from = 0;
  while (from < bytes.length && rows.length < max) {
    const next = tokenize(bytes, from, bytes.length, whole, separator, cells, at);
    if (next === from) break;
    from = next;
    for (let row = 0; row < cells.rows && rows.length < max; row++) {
      const words: string[] = [];
      for (let cell = cells.first[row]; cell < cells.first[row + 1]; cell++) {
        const coded = cells.spans[cell * 2 + 1];
        const raw = decoder.decode(bytes.subarray(cells.spans[cell * 2], coded >> 2));
        words.push((coded & ROUGH ? repairQuotes(raw) : raw).trim());
      }
      rows.push({ number: cells.numbers[row], words });
    }
  }
  return rows;
}

/** Counts the whole rows in UTF-8 bytes. */
export function countRows(bytes: Uint8Array, delimiter: string): number {
  const cells = emptyCells();
  const at = startPosition();
  const separator = toSeparator(delimiter);
  let rows = 0;
  for (let from = 0, next; ; from = next) {
    next = tokenize(bytes, from, bytes.length, false, separator, cells, at);
    rows += cells.rows;
    if (next === from) return rows;
  }
}

/** The width most rows have; the larger of two that are equally frequent. 0 when there is no row. */
export function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { words } of rows) counts.set(words.length, (counts.get(words.length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) {
    const max = counts.get(best) ?? 0;
    if (count > max || (count === max && width > best)) best = width;
  }
  return best;
}

/** Writes the first words of a row for a choice on the page. */
export function sampleText(words: readonly string[]): string {
  const text = words.slice(0, 8).join(' · ').replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
