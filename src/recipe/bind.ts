import { notice, type Notice } from '../base/notice.ts';
import { hasMissing } from '../tables/has-missing.ts';
import type { Column } from '../tables/table.ts';
import { toLevels, toNumbers, toTexts } from './convert.ts';
import { applyDate } from './date.ts';
import { applyEncode, encodedNames, unseen } from './encode.ts';
import type { FactorRecipe } from './factor.ts';

/** How many places it is from a row to the next, and from a feature to the next. */
export interface Steps {
  row: number;
  feature: number;
  /** Whether the rows asked for follow one another in the table. */
  together: boolean;
}

/** One factor bound to its column: which features it gives, and how a block of them is written. */
export interface BoundFactor {
  names: string[];
  scale: { shift: number; factor: number };
  levels: number;
  /**
   * Writes the features of table rows `rows[from]` to `rows[to]` (exclusive) into `into`, from `at` on.
   */
  write(
    rows: Int32Array,
    from: number,
    to: number,
    into: Float64Array,
    at: number,
    steps: Steps,
    scaled: boolean,
  ): void;
  /** Gives a row's text, of a text factor: it has no features. */
  text?: (row: number) => string;
  /** Tells whether nothing fills this row's cell; absent where that cannot be. */
  isIncomplete?: (row: number) => boolean;
  notices: Notice[];
}

const plain = { shift: 0, factor: 1 };

/** Binds a factor to the column that holds its cells; `total` rows of which `rows` are asked for. */
export function bind(factor: FactorRecipe, column: Column, total: number, rows: Int32Array): BoundFactor {
  switch (factor.as) {
    case 'number':
      return bindNumber(factor, column, total, rows);
    case 'levels':
      return bindLevels(factor, column, total, rows);
    case 'text':
      return bindText(factor, column, total);
  }
}

function bindNumber(
  factor: FactorRecipe & { as: 'number' },
  column: Column,
  total: number,
  rows: Int32Array,
): BoundFactor {
  const { values, unparsable } = toNumbers(column, total, factor.kind);
  const { shift, factor: multiplier } = factor.scale ?? plain;
  const fill = factor.impute ? Number(factor.impute.fill) : NaN;
  const isDate = factor.kind === 'date';
  const hasNaN = hasMissing(values);
  const isIncomplete = !factor.impute && !factor.keep && hasNaN;
  const plainly = !isDate && !hasNaN;
  return {
    names: [factor.name],
    scale: { shift, factor: multiplier },
    levels: 0,
    write(rows, from, to, into, at, { row: rowStride, together }, scaled) {
      if (plainly && together && rowStride === 1) {
        into.set(values.subarray(rows[from], rows[from] + to - from), at);
        if (scaled) for (let end = at + to - from; at < end; at++) into[at] = (into[at] - shift) * multiplier;
        return;
      }
      if (plainly && !scaled) {
        if (rowStride === 1) gather(values, rows, from, to, into, at);
        else for (let i = from; i < to; i++, at += rowStride) into[at] = values[rows[i]];
        return;
      }
      for (let i = from; i < to; i++, at += rowStride) {
        let value = values[rows[i]];
        if (isDate) value = applyDate(value);
        if (value !== value) value = fill;
        into[at] = scaled ? (value - shift) * multiplier : value;
      }
    },
    ...(isIncomplete ? { isIncomplete: (row: number) => Number.isNaN(values[row]) } : {}),
    notices: unparsable?.size ? oddNotice(factor, values, unparsable, rows) : [],
  };
}

function gather(
  values: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
  into: Float64Array,
  at: number,
): void {
  // Over views that begin at 0 the loop is twice as fast.
  const wanted = rows.subarray(from, to);
  const slice = into.subarray(at, at + to - from);
  for (let i = 0; i < wanted.length; i++) slice[i] = values[wanted[i]];
}

function bindLevels(
  factor: FactorRecipe & { as: 'levels' },
  column: Column,
  total: number,
  rows: Int32Array,
): BoundFactor {
  const { codes, levels } = toLevels(column, total);
  const { way } = factor.encode;
  // Programs write yes and no in cases of their own.
  const anyCase = factor.kind === 'boolean';
  const levelIndexes = applyEncode(factor.encode, levels, anyCase);
  const fill = factor.impute ? applyEncode(factor.encode, [String(factor.impute.fill)], anyCase)[0] : unseen;
  const width = way === 'codes' ? 1 : factor.encode.levels.length;
  const isIncomplete = !factor.impute && !factor.keep && codes.includes(-1);
  return {
    names: encodedNames(factor.name, factor.encode),
    scale: plain,
    levels: way === 'codes' ? factor.encode.levels.length : 0,
    write(rows, from, to, into, at, { row: rowStride, feature: featureStride }) {
      if (way !== 'codes' && rowStride === 1) {
        for (let level = 0; level < width; level++)
          into.fill(0, at + level * featureStride, at + level * featureStride + to - from);
        for (let i = from; i < to; i++) {
          const code = codes[rows[i]];
          const index = code < 0 ? fill : levelIndexes[code];
          if (index !== unseen) into[at + index * featureStride + i - from] = 1;
        }
        return;
      }
      for (let i = from; i < to; i++, at += rowStride) {
        const code = codes[rows[i]];
        const index = code < 0 ? fill : levelIndexes[code];
        if (way === 'codes') {
          into[at] = index === unseen ? NaN : index;
          continue;
        }
        for (let level = 0; level < width; level++) into[at + level * featureStride] = level === index ? 1 : 0;
      }
    },
    ...(isIncomplete ? { isIncomplete: (row: number) => codes[row] < 0 } : {}),
    notices: levelIndexes.includes(unseen) ? unseenNotice(factor.name, codes, levels, levelIndexes, rows) : [],
  };
}

function bindText(factor: FactorRecipe & { as: 'text' }, column: Column, total: number): BoundFactor {
  const { values } = toTexts(column, total);
  const fill = factor.impute ? String(factor.impute.fill) : '';
  const isIncomplete = !factor.impute && !factor.keep && values.includes(null);
  return {
    names: [],
    scale: plain,
    levels: 0,
    write() {},
    text: (row) => values[row] ?? fill,
    ...(isIncomplete ? { isIncomplete: (row: number) => values[row] === null } : {}),
    notices: [],
  };
}

function oddNotice(
  { name, kind }: FactorRecipe,
  values: Float64Array,
  unparsable: ReadonlyMap<number, string>,
  rows: Int32Array,
): Notice[] {
  const odd = new Set<string>();
  let cells = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!Number.isNaN(values[rows[i]])) continue;
    const text = unparsable.get(rows[i]);
    if (text === undefined) continue;
    cells++;
    odd.add(text);
  }
  if (cells === 0) return [];
  const code = kind === 'date' ? 'predict.not-dates' : 'predict.not-numbers';
  return [notice(code, { column: name, cells, values: listed([...odd]) }, 'warning', { column: name })];
}

function unseenNotice(
  column: string,
  codes: Int32Array,
  levels: readonly string[],
  levelIndexes: Int32Array,
  rows: Int32Array,
): Notice[] {
  const found = new Set<number>();
  let cells = 0;
  for (const row of rows) {
    if (codes[row] < 0 || levelIndexes[codes[row]] !== unseen) continue;
    found.add(codes[row]);
    cells++;
  }
  if (cells === 0) return [];
  const values = listed(Array.from(found, (code) => levels[code]));
  return [notice('preprocess.unseen', { column, cells, values }, 'warning', { column })];
}

/** Lists a few values, shortened, for a sentence. */
function listed(values: readonly string[]): string {
  const few = values.slice(0, 5).map((value) => (value.length > 40 ? `${value.slice(0, 39)}…` : value));
  return `${few.join(', ')}${values.length > few.length ? ', …' : ''}`;
}
