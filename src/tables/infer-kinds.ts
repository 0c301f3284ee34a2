import type { Kind } from '../contract/kinds.ts';
import { notice, type Notice } from '../base/notice.ts';
import type { Words } from './cells.ts';
import { parseDate, type DayOrder } from './dates.ts';
import { foldWidth, isCodeNumber, parseNumber, type Decimal } from './numbers.ts';
import type { Column } from './table.ts';

/** The share of cells that may be anything else in a column of numbers or dates. */
const strays = 0.1;
const mostLevels = 100;

/** What the kinds of a file's columns are decided by, beside the cells. */
export interface Deciding {
  file: string;
  /** The notation to take where a column shows none: `1,234`. */
  decimal: Decimal;
  notices: Notice[];
}

/** A column as it was read, decided upon. */
export function inferColumn(name: string, words: Words, forced: Kind | undefined, deciding: Deciding): Column {
  const rows = words.codes.length;
  const counts = countsOf(words);
  const cells = counts.reduce((sum, count) => sum + count, 0);
  if (forced === 'number') return numberColumn(name, words, decimalOf(words, counts, Infinity, deciding), deciding);
  if (forced === 'date') return dateColumn(name, words, dayOrderOf(words, counts, Infinity), deciding);
  if (forced === 'text') return textColumn(name, words);
  if (forced === 'category' || forced === 'boolean') return levelColumn(name, words, forced);
  if (cells === 0 || forced === 'empty') return { name, kind: 'empty' };
  const truth = truthColumn(name, words);
  if (truth) return truth;
  const decimal = decimalOf(words, counts, cells * strays, deciding);
  if (decimal && !areCodes(words)) return numberColumn(name, words, decimal, deciding);
  if (!decimal) {
    const order = dayOrderOf(words, counts, cells * strays);
    if (order) return dateColumn(name, words, order, deciding);
  }
  const distinct = distinctUpTo(words, mostLevels);
  return distinct <= mostLevels && distinct < rows / 2 ? levelColumn(name, words, 'category') : textColumn(name, words);
}

function countsOf({ levels, codes }: Words): Int32Array {
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return counts;
}

/** Counts different words, at most `limit` + 1. */
function distinctUpTo({ levels, codes }: Words, limit: number): number {
  const seen = new Set<string>();
  for (const code of codes) {
    if (code >= 0) seen.add(levels[code]!);
    if (seen.size > limit) break;
  }
  return seen.size;
}

const truths = [
  ['true', 'false'],
  ['yes', 'no'],
  ['是', '否'],
];

/** A column of true and false words, whatever their case: each takes the spelling that came first. */
function truthColumn(name: string, words: Words): Column | null {
  const [sample] = words.levels.slice(Math.max(0, words.codes.find((code) => code >= 0) ?? 0));
  const pair = truths.find((each) => each.includes(sample!.toLowerCase()));
  if (!pair) return null;
  const levels: string[] = [];
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(words.codes.length);
  for (let row = 0; row < codes.length; row++) {
    const raw = words.codes[row]!;
    const word = raw < 0 ? null : words.levels[raw]!.toLowerCase();
    if (word !== null && !pair.includes(word)) return null;
    let code = word === null ? -1 : codeOf.get(word);
    if (code === undefined) codeOf.set(word!, (code = levels.push(words.levels[raw]!) - 1));
    codes[row] = code;
  }
  return { name, kind: 'boolean', codes, levels };
}

/** Says whether the words are numbers and in which notation; null when more than `allowed` cells are none. */
function decimalOf(words: Words, counts: Int32Array, allowed: number, deciding: Deciding): Decimal | null {
  const bad = { '.': 0, ',': 0 };
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const text = words.levels[i]!;
    for (const decimal of ['.', ','] as const) if (Number.isNaN(parseNumber(text, decimal))) bad[decimal] += counts[i]!;
    if (bad['.'] > allowed && bad[','] > allowed) return null;
  }
  if (bad['.'] === bad[',']) return deciding.decimal;
  return bad['.'] < bad[','] ? '.' : ',';
}

function dayOrderOf(words: Words, counts: Int32Array, allowed: number): DayOrder | null {
  let [dmy, mdy] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const text = words.levels[i]!;
    const ms = parseDate(text, 'mdy');
    if (Number.isNaN(ms)) mdy += counts[i]!;
    if (Number.isNaN(parseDate(text, 'dmy'))) dmy += counts[i]!;
    if (dmy > allowed && mdy > allowed) return null;
  }
  return dmy < mdy ? 'dmy' : dmy > mdy ? 'mdy' : usualOrder(words);
}

/** Where day and month cannot be told apart: points and dashes put the day first, slashes the month. */
function usualOrder(words: Words): DayOrder {
  return words.levels.some((text) => /^\d{1,2}[.-]\d{1,2}[.-]/.test(text)) ? 'dmy' : 'mdy';
}

/** Is true for whole numbers that are names: one with leading zeros or too many digits, and none with a fraction. */
function areCodes({ levels, codes }: Words): boolean {
  let found = false;
  for (let i = 0; i < levels.length; i++) {
    const text = foldWidth(levels[i]!);
    if (isCodeNumber(text)) found = found || codes.includes(i);
    else if (/^[+-]?\d*[.,]\d+$|%$/.test(text)) return false;
  }
  return found;
}

function numberColumn(name: string, words: Words, decimal: Decimal | null, deciding: Deciding): Column {
  const notation = decimal ?? deciding.decimal;
  const numbers = words.levels.map((text) => parseNumber(text, notation));
  const plain = notation === ',' ? words.levels.find((text) => /,\d/.test(text)) : undefined;
  if (plain !== undefined)
    note(deciding, name, 'read.decimal-comma', { column: name, example: plain, value: parseNumber(plain, ',') });
  return { name, kind: 'number', ...valuesOf(words, numbers) };
}

function dateColumn(name: string, words: Words, order: DayOrder | null, deciding: Deciding): Column {
  const taken = order ?? usualOrder(words);
  const dates = words.levels.map((text) => parseDate(text, taken));
  const other = taken === 'dmy' ? 'mdy' : 'dmy';
  const unclear = words.levels.find(
    (text, i) =>
      !Number.isNaN(dates[i]!) && dates[i] !== parseDate(text, other) && !Number.isNaN(parseDate(text, other)),
  );
  const decided = words.levels.some((text, i) => !Number.isNaN(dates[i]!) && Number.isNaN(parseDate(text, other)));
  if (unclear !== undefined && !decided) {
    const value = new Date(dates[words.levels.indexOf(unclear)]!).toISOString().slice(0, 10);
    note(deciding, name, 'read.date-order', { column: name, example: unclear, value }, 'warning');
  }
  return { name, kind: 'date', ...valuesOf(words, dates) };
}

function note<C extends 'read.decimal-comma' | 'read.date-order'>(
  deciding: Deciding,
  column: string,
  code: C,
  params: Parameters<typeof notice<C>>[1],
  level: 'note' | 'warning' = 'note',
): void {
  deciding.notices.push(notice(code, params, level, { file: deciding.file, column }));
}

function valuesOf(
  { levels, codes }: Words,
  parsed: readonly number[],
): { values: Float64Array; unparsable?: Map<number, string> } {
  const values = new Float64Array(codes.length);
  const unparsable = new Map<number, string>();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    values[row] = code < 0 ? NaN : parsed[code]!;
    if (code >= 0 && Number.isNaN(values[row])) unparsable.set(row, levels[code]!);
  }
  return unparsable.size > 0 ? { values, unparsable } : { values };
}

function textColumn(name: string, { levels, codes }: Words): Column {
  return { name, kind: 'text', values: Array.from(codes, (code) => (code < 0 ? null : levels[code]!)) };
}

/** Levels in order of first appearance, each once. */
function levelColumn(name: string, words: Words, kind: 'category' | 'boolean'): Column {
  const levels: string[] = [];
  const known = new Map<string, number>();
  const codes = words.codes.map((raw) => {
    if (raw < 0) return -1;
    const text = words.levels[raw]!;
    let code = known.get(text);
    if (code === undefined) known.set(text, (code = levels.push(text) - 1));
    return code;
  });
  return { name, kind, codes, levels };
}
