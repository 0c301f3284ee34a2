import { notice, type Notice } from '../../base/notice.ts';
import type { DayOrder, Kind } from '../../contract/data/kinds.ts';
import type { DistinctWords } from './distinct-words.ts';
import { booleanKey, findPair } from '../cells/booleans.ts';
import { hasDayOrder, parseCompactDate, parseDate } from '../cells/dates.ts';
import { isCategory, maxLevels, strayShare } from './kind-limits.ts';
import { foldWidth, isCodeNumber, isPlainNumber, parseNumber, type Decimal } from '../cells/numbers.ts';
import type { Column } from '../table.ts';
import { distinctUpTo, levelColumn, textColumn, valueColumn } from './word-columns.ts';

/** What the kinds of a file's columns are decided by, beside the cells. */
export interface Deciding {
  file: string;
  /** The notation to take where a column shows none: `1,234`. */
  decimal: Decimal;
  /** Which of day and month comes first, by column, where a person or a model says so. */
  dayOrder: Readonly<Record<string, DayOrder>>;
  /** Notices about the decisions. */
  notices: Notice[];
}

/**
 * Decides the kind of a column of words and makes the column: numbers or dates where at least nine tenths of the cells are, true and
 * false words, categories up to 100 levels and fewer than half the rows, else text. A kind that the person chose is taken.
 */
export function inferColumn(name: string, words: DistinctWords, forced: Kind | undefined, deciding: Deciding): Column {
  switch (forced) {
    case 'number':
      return asNumbers(name, words, deciding, Infinity) ?? textColumn(name, words);
    case 'date':
      return asDates(name, words, deciding, Infinity) ?? textColumn(name, words);
    case 'text':
      return textColumn(name, words);
    case 'category':
      return levelColumn(name, 'category', words);
    case 'boolean':
      return asTwo(name, words, deciding);
    case 'empty':
      return { name, kind: 'empty' };
    case undefined:
      return guessColumn(name, words, deciding);
  }
}

function guessColumn(name: string, words: DistinctWords, deciding: Deciding): Column {
  const rows = words.codes.length;
  const cells = words.counts.reduce((sum, count) => sum + count, 0);
  if (cells === 0) return { name, kind: 'empty' };
  const allowed = cells * strayShare;
  const typed =
    asTruths(name, words) ?? asNumbers(name, words, deciding, allowed) ?? asDates(name, words, deciding, allowed);
  if (typed) return typed;
  return isCategory(distinctUpTo(words, maxLevels), rows)
    ? levelColumn(name, 'category', words)
    : textColumn(name, words);
}

/** A column of true and false words, whatever their case. */
function asTruths(name: string, words: DistinctWords): Column | null {
  const first = words.codes.find((code) => code >= 0);
  const pair = first === undefined ? undefined : findPair(words.levels[first]);
  if (!pair) return null;
  if (words.levels.some((level, code) => words.counts[code] > 0 && !pair.includes(booleanKey(level)))) return null;
  return levelColumn(name, 'boolean', words, booleanKey);
}

/** A column that the person calls boolean: two values, whatever they are; with more it is a category. */
function asTwo(name: string, words: DistinctWords, deciding: Deciding): Column {
  const truth = asTruths(name, words);
  if (truth) return truth;
  const column = levelColumn(name, 'boolean', words);
  if (column.levels.length <= 2) return column;
  const params = { column: name, levels: column.levels.length };
  deciding.notices.push(notice('read.not-boolean', params, 'warning', { file: deciding.file, column: name }));
  return levelColumn(name, 'category', words);
}

/** What means the same in both notations: ASCII without point or comma. */
const alike = /^[ -+\-/-~]*$/;

/** A column of numbers in the notation that reads most of them; null when more than `allowed` cells are none, or where numbers are codes. */
function asNumbers(name: string, words: DistinctWords, deciding: Deciding, allowed: number): Column | null {
  const { counts } = words;
  const read = { '.': new Float64Array(counts.length), ',': new Float64Array(counts.length) };
  const bad = { '.': 0, ',': 0 };
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const text = words.levels[i];
    read['.'][i] = parseNumber(text, '.');
    read[','][i] = alike.test(text) ? read['.'][i] : parseNumber(text, ',');
    if (Number.isNaN(read['.'][i])) bad['.'] += counts[i];
    if (Number.isNaN(read[','][i])) bad[','] += counts[i];
    if (bad['.'] > allowed && bad[','] > allowed) return null;
  }
  // Looked at last: most columns of words are no numbers by their first cells.
  if (allowed < Infinity && areCodes(words)) return null;
  const decimal = bad['.'] === bad[','] ? deciding.decimal : bad['.'] < bad[','] ? '.' : ',';
  const unusual = words.levels.findIndex(
    (text, i) => counts[i] > 0 && !isPlainNumber(text) && read[decimal][i] === read[decimal][i],
  );
  if (unusual >= 0) noticeNotation(name, words.levels[unusual], decimal, deciding);
  return valueColumn(name, 'number', words, read[decimal]);
}

/** Tells how a number that is not written plainly was read. */
export function noticeNotation(column: string, example: string, decimal: Decimal, deciding: Deciding): void {
  const params = { column, example, value: String(parseNumber(example, decimal)) };
  const code = decimal === ',' && example.includes(',') ? 'read.decimal-comma' : 'read.written-numbers';
  deciding.notices.push(notice(code, params, 'note', { file: deciding.file, column }));
}

/** A column of dates; null when more than `allowed` cells are none. */
function asDates(name: string, words: DistinctWords, deciding: Deciding, allowed: number): Column | null {
  const forced = allowed === Infinity;
  const { counts } = words;
  const read = { dmy: new Float64Array(counts.length), mdy: new Float64Array(counts.length) };
  const bad = { dmy: 0, mdy: 0 };
  let unclear: number | null = null;
  let matters = false;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const text = words.levels[i];
    const mdy = (read.mdy[i] = forced ? parseCompactDate(text, 'mdy') : parseDate(text, 'mdy'));
    const dmy = (read.dmy[i] = hasDayOrder(text) ? parseDate(text, 'dmy') : mdy);
    if (Number.isNaN(mdy)) bad.mdy += counts[i];
    if (Number.isNaN(dmy)) bad.dmy += counts[i];
    else if (dmy !== mdy && !Number.isNaN(mdy)) unclear ??= i;
    matters ||= !Object.is(dmy, mdy);
    if (bad.mdy > allowed && bad.dmy > allowed) return null;
  }
  const chosen = chosenDayOrder(name, deciding);
  const better = bad.dmy === bad.mdy ? usualOrder(words) : bad.dmy < bad.mdy ? 'dmy' : 'mdy';
  // What was chosen holds, unless the other order alone reads every cell.
  const order = chosen && !(bad[better] === 0 && bad[chosen] > 0) ? chosen : better;
  if (unclear !== null && bad.dmy === bad.mdy && !chosen) {
    const value = new Date(read[order][unclear]).toISOString().slice(0, 10);
    const params = { column: name, example: words.levels[unclear], value };
    deciding.notices.push(notice('read.date-order', params, 'warning', { file: deciding.file, column: name }));
  }
  const column = valueColumn(name, 'date', words, read[order]);
  return matters ? { ...column, dayOrder: order } : column;
}

/** Gives the order of day and month that was chosen for a column. */
export function chosenDayOrder(name: string, { dayOrder }: Deciding): DayOrder | undefined {
  return Object.hasOwn(dayOrder, name) ? dayOrder[name] : undefined;
}

/** Where day and month cannot be told apart: points and dashes put the day first, slashes the month. */
function usualOrder(words: DistinctWords): DayOrder {
  return words.levels.some((text) => /^\d{1,2}[.-]\d{1,2}[.-]/.test(text)) ? 'dmy' : 'mdy';
}

/** Is true for whole numbers that are names: one with leading zeros or too many digits, and none with a fraction. */
function areCodes({ levels, counts }: DistinctWords): boolean {
  let found = false;
  for (let i = 0; i < levels.length; i++) {
    const text = foldWidth(levels[i]);
    if (isCodeNumber(text)) found ||= counts[i] > 0;
    else if (/^[+-]?\d*[.,]\d+$|%$/.test(text)) return false;
  }
  return found;
}
