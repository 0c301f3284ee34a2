import { AppError } from '../../base/errors.ts';
import type { Guess } from '../../contract/data/data-view.ts';
import { notice, type Notice } from '../../base/notice.ts';
import { missingWords } from '../cells/missing.ts';
import { parseDate } from '../cells/dates.ts';
import { parseNumber } from '../cells/numbers.ts';
import { sampleText, usualWidth, type SampleRow } from './sample-rows.ts';

/** Where the names and the first row of data stand, as row numbers of the file. */
export interface Header {
  guess: Guess<number | false>;
  /** The words of the header row; null without one. */
  words: string[] | null;
  /** Rows up to this number are not data: preamble and header. */
  skip: number;
  /** How many columns the table has. */
  width: number;
}

/**
 * Finds the header among the first rows: lines of preamble before it are less filled than the table, and its words differ in
 * kind from those below.
 * @throws AppError `read.no-header-row` when the row that was chosen is not among them
 */
export function findHeader(rows: readonly SampleRow[], choice: boolean | number | undefined, file: string): Header {
  const width = usualWidth(rows.slice(-Math.max(1, Math.ceil(rows.length * 0.8))));
  const top = firstOfTable(rows, width);
  const guessed = isHeader(rows, top, width) ? rows[top].number : false;
  const number =
    typeof choice === 'number'
      ? choice
      : choice === true
        ? (rows[top]?.number ?? 1)
        : choice === false
          ? false
          : guessed;
  const row = number === false ? undefined : rows.find((each) => each.number === number);
  if (typeof choice === 'number' && !row)
    throw new AppError('read.no-header-row', { file, row: choice, most: rows.length });
  const value = row ? row.number : false;
  const others: Header['guess']['others'] = rows
    .slice(0, 6)
    .filter((each) => each.number !== value)
    .map((each) => ({ value: each.number, sample: sampleText(each.words) }));
  if (value !== false)
    others.unshift({ value: false, sample: sampleText(['column 1', 'column 2', 'column 3'].slice(0, width)) });
  const preamble = rows[top]?.number ?? 1;
  return {
    guess: { value, chosen: choice !== undefined, others },
    words: row ? row.words : null,
    skip: row ? row.number : preamble - 1,
    width: row ? headerWidth(row.words, rows, width) : width,
  };
}

/** A header that is one short of every row below it names no row names: R writes such files. */
function headerWidth(words: string[], rows: readonly SampleRow[], width: number): number {
  if (
    words.length === width - 1 &&
    words.length > 1 &&
    rows.filter((row) => row.words.length === width).length >= rows.length - 1
  ) {
    words.unshift('');
    return width;
  }
  let filled = words.length;
  while (filled > Math.min(width, words.length) && words[filled - 1] === '') filled--;
  return filled;
}

/** The first row that is filled at least half as much as the usual row. */
function firstOfTable(rows: readonly SampleRow[], width: number): number {
  const filled = ({ words }: SampleRow) => words.reduce((sum, word) => sum + (word === '' ? 0 : 1), 0);
  const counts = rows.map(filled).sort((a, b) => a - b);
  const usual = Math.min(counts[counts.length >> 1] ?? 0, width);
  const needed = usual < 2 ? 1 : Math.max(2, usual / 2);
  const first = rows.findIndex((row) => filled(row) >= needed);
  return first > 50 ? 0 : Math.max(0, first);
}

const missing = new Set<string>(['', ...missingWords]);

function isHeader(rows: readonly SampleRow[], top: number, width: number): boolean {
  const words = rows[top]?.words ?? [];
  const body = rows.slice(top + 1);
  const typed = words.filter((word) => wordType(word) !== 'word').length;
  if (body.length === 0) return words.length > 0 && typed === 0;
  if (typed > 1 && areYears(words)) return true;
  let votes = 0;
  for (let column = 0; column < width; column++) {
    const below = body.map((row) => row.words[column] ?? '').filter((word) => !missing.has(word));
    if (below.length > 0) votes += headerVote(words[column] ?? '', below);
  }
  return votes === 0 ? new Set(words).size === words.length && typed === 0 : votes > 0;
}

/** What one column says: above 0 its first cell is a name, below 0 it is a value like those under it. */
function headerVote(head: string, below: readonly string[]): number {
  const type = wordType(head);
  for (const each of ['number', 'date'] as const) {
    if (below.filter((word) => wordType(word) === each).length <= below.length * 0.7) continue;
    return type === each ? -1 : missing.has(head) ? 0 : 1;
  }
  if (type !== 'word') return -1;
  if (below.includes(head)) return -0.5;
  return head !== '' && new Set(below).size < below.length * 0.6 ? 0.5 : 0;
}

function wordType(word: string): 'number' | 'date' | 'word' {
  if (!/\d/.test(word)) return 'word';
  if (!Number.isNaN(parseNumber(word, '.')) || !Number.isNaN(parseNumber(word, ','))) return 'number';
  return Number.isNaN(parseDate(word, 'dmy')) && Number.isNaN(parseDate(word, 'mdy')) ? 'word' : 'date';
}

/** Is true for names like 2019, 2020, 2021: years that follow each other. */
function areYears(words: readonly string[]): boolean {
  const years = words.filter((word) => /^(19|20)\d\d$/.test(word)).map(Number);
  return years.length >= 2 && years.every((year, i) => i === 0 || year === years[i - 1] + 1);
}

/**
 * Makes the names of the columns: blanks within are single, an empty name becomes `column 3`, a name that stood before is
 * numbered (`price 2`). No two are equal.
 */
export function columnNames(
  words: readonly string[] | null,
  width: number,
  file: string,
): { names: string[]; notices: Notice[] } {
  const wanted = Array.from({ length: width }, (_, i) =>
    (words?.[i] ?? '')
      .replace(/^\ufeff/, '')
      .trim()
      .replace(/\s*[\r\n\t]+\s*/g, ' '),
  );
  const taken = new Set(wanted);
  const used = new Set<string>();
  const repeated: string[] = [];
  const names = wanted.map((name, i) => {
    const base = name || `column ${i + 1}`;
    let unique = base;
    for (let n = 2; used.has(unique) || (unique !== name && taken.has(unique)); n++) unique = `${base} ${n}`;
    if (name && unique !== name) repeated.push(unique);
    used.add(unique);
    return unique;
  });
  if (repeated.length === 0) return { names, notices: [] };
  const shown = repeated.slice(0, 5).join(', ');
  return {
    names,
    notices: [notice('read.duplicate-names', { file, count: repeated.length, names: shown }, 'warning', { file })],
  };
}
