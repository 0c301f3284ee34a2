import type { DistinctWords } from './distinct-words.ts';
import type { Column } from '../table.ts';

/** Makes a number or date column of words and what each level was parsed to; NaN stays as an unparsable cell. */
export function valueColumn(
  name: string,
  kind: 'number' | 'date',
  { levels, codes }: DistinctWords,
  parsed: Float64Array,
): Column & { kind: 'number' | 'date' } {
  const values = new Float64Array(codes.length);
  const unparsable = new Map<number, string>();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    values[row] = code < 0 ? NaN : parsed[code];
    if (code >= 0 && Number.isNaN(values[row])) unparsable.set(row, levels[code]);
  }
  return unparsable.size > 0 ? { name, kind, values, unparsable } : { name, kind, values };
}

/** Makes a text column. */
export function textColumn(name: string, { levels, codes }: DistinctWords): Column {
  const values = new Array<string | null>(codes.length);
  for (let row = 0; row < codes.length; row++) values[row] = codes[row] < 0 ? null : levels[codes[row]];
  return { name, kind: 'text', values };
}

/** Makes a category or boolean column; levels are what `toKey` says is the same, spelled as the first one was. */
export function levelColumn(
  name: string,
  kind: 'category' | 'boolean',
  words: DistinctWords,
  toKey: (word: string) => string = (word) => word,
): Column & { levels: string[] } {
  const levels: string[] = [];
  const known = new Map<string, number>();
  const newLevels = new Int32Array(words.levels.length).fill(-1);
  const levelAt = (raw: number): number => {
    const key = toKey(words.levels[raw]);
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, levels.length);
    return levels.push(words.levels[raw]) - 1;
  };
  const codes = new Int32Array(words.codes.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const raw = words.codes[row];
    if (raw < 0) continue;
    if (newLevels[raw] < 0) newLevels[raw] = levelAt(raw);
    codes[row] = newLevels[raw];
  }
  return { name, kind, codes, levels };
}

/** Counts different words, at most `limit` + 1. */
export function distinctUpTo({ levels, counts }: DistinctWords, limit: number): number {
  const seen = new Set<string>();
  for (let code = 0; code < levels.length && seen.size <= limit; code++) if (counts[code] > 0) seen.add(levels[code]);
  return seen.size;
}
