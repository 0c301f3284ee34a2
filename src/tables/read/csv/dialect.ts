import type { Guess } from '../../../contract/data/data-view.ts';
import { findPair } from '../../cells/booleans.ts';
import { missingWords } from '../../cells/missing.ts';
import { parseDate } from '../../cells/dates.ts';
import { parseNumber } from '../../cells/numbers.ts';
import { sampleText, sampleRows, usualWidth, type SampleRow } from '../sample-rows.ts';

/** Delimiters that are tried, the likelier first. */
const delimiters = [',', ';', '\t', '|', '，', '；', '\u0001', '^', '~', ':', ' '];

/** Says which character parts the cells, with what the others would show; `chosen` is the person's own choice. */
export function guessDelimiter(bytes: Uint8Array, whole: boolean, chosen?: string): Guess<string> {
  const start = bytes.subarray(0, 65536);
  const declared = /^sep=(.)\r?\n/.exec(new TextDecoder().decode(start.subarray(0, 8)))?.[1];
  const tries = delimiters.map((delimiter) => {
    const few = sampleRows(start, delimiter, whole && bytes.length === start.length);
    const rows = few.length < 5 && bytes.length > start.length ? sampleRows(bytes, delimiter, whole) : few;
    return { delimiter, rows, score: fitness(rows, delimiter) };
  });
  const best = tries.reduce((a, b) => (b.score > a.score + 1e-9 ? b : a));
  const value = chosen ?? declared ?? (best.score > 0 ? best.delimiter : (uneven(tries) ?? wholeLine(tries)));
  return {
    value,
    chosen: chosen !== undefined,
    others: tries
      .filter(
        ({ delimiter, rows }) => delimiter !== value && (usualWidth(rows) > 1 || [',', ';', '\t'].includes(delimiter)),
      )
      .map(({ delimiter, rows }) => ({ value: delimiter, sample: sampleText(rows[0]?.words ?? []) })),
  };
}

/** How well rows look like a table: equal widths above all, then cells that are numbers, dates or missing. 0 = not at all. */
function fitness(rows: readonly SampleRow[], delimiter: string): number {
  const width = usualWidth(rows);
  if (width < 2) return 0;
  const usual = rows.filter(({ words }) => words.length === width);
  const evenness = usual.length / rows.length;
  if (evenness < 0.4) return 0;
  const [first] = rows;
  const body = usual.slice(1, 60).flatMap(({ words }) => words);
  const typed = body.filter(isTyped).length / (body.length || 1);
  // Sentences of equally many words are no table.
  if (delimiter === ' ' && typed < 0.5) return 0;
  const rare = /^[,;\t|，；]$/.test(delimiter) ? 0 : delimiter === ' ' || delimiter === ':' ? 0.3 : 0.1;
  return evenness + 0.2 * typed + (first?.words.length === width ? 0.2 : 0) - rare;
}

const missing = new Set<string>(['', ...missingWords]);

function isTyped(word: string): boolean {
  if (missing.has(word)) return true;
  if (!/\d/.test(word)) return findPair(word) !== undefined;
  return (
    !Number.isNaN(parseNumber(word, '.')) ||
    !Number.isNaN(parseNumber(word, ',')) ||
    !Number.isNaN(parseDate(word, 'dmy'))
  );
}

/** The delimiter of rows so ragged that no width is usual: one that parts the first row and most others. */
function uneven(tries: readonly { delimiter: string; rows: SampleRow[] }[]): string | undefined {
  const parted = (rows: readonly SampleRow[]) => rows.filter(({ words }) => words.length > 1).length / rows.length;
  const [best] = tries
    .filter(({ delimiter, rows }) => [',', ';', '\t', '|'].includes(delimiter) && (rows[0]?.words.length ?? 0) > 1)
    .sort((a, b) => parted(b.rows) - parted(a.rows));
  return best && parted(best.rows) >= 0.5 ? best.delimiter : undefined;
}

/** A delimiter that never parts: the file is one column. */
function wholeLine(tries: readonly { delimiter: string; rows: SampleRow[] }[]): string {
  return (
    tries.find(({ delimiter, rows }) => delimiter !== ' ' && rows.every(({ words }) => words.length === 1))
      ?.delimiter ?? '\u0001'
  );
}
