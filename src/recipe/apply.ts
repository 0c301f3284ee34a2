import { AppError } from '../base/errors.ts';
import { notice, type Notice } from '../base/notice.ts';
import type { Features } from '../contract/adapter.ts';
import type { Column } from '../tables/table.ts';
import { toLevels, toNumbers, type NumberColumn } from './convert.ts';
import { applyDate } from './date.ts';
import { applyEncode, encodedNames, unseen } from './encode.ts';
import type { FactorRecipe } from './factor.ts';
import type { Recipe } from './recipe.ts';

/** Rows as features, with what was odd about them. */
export interface AppliedRecipe {
  features: Features;
  /** Places (0 to features.rows - 1, rising) of rows with a missing cell that nothing fills: there is no prediction for them. */
  incomplete: Int32Array;
  notices: Notice[];
}

/** One factor bound to its column: which features it gives, and how a block of them is written. */
interface Bound {
  names: string[];
  scale: { shift: number; factor: number };
  levels: number;
  /** Writes the features of table rows `rows[from]` to `rows[to]` (exclusive) into every `stride`th place of `into`, from `at` on. */
  write(
    rows: Int32Array,
    from: number,
    to: number,
    into: Float64Array,
    at: number,
    stride: number,
    scaled: boolean,
  ): void;
  /** Tells whether nothing fills this row's cell; absent where that cannot be. */
  lacks?: (row: number) => boolean;
  notices: Notice[];
}

const plain = { shift: 0, factor: 1 };

/**
 * Turns columns into features by a learned recipe. Columns are found by name, or by the names the factor had in its files, in any order; others are passed over.
 * `rows`: which rows of the table, in which order; absent = all.
 * @throws AppError `predict.missing-column` names every column that is not there
 */
export function applyRecipe(
  recipe: Pick<Recipe, 'factors'>,
  table: { columns: readonly Column[]; rows: number },
  rows: Int32Array = Int32Array.from({ length: table.rows }, (_, row) => row),
): AppliedRecipe {
  const columns = findColumns(recipe.factors, table.columns);
  const bound = recipe.factors.map((factor, i) => bind(factor, columns[i], table.rows, rows));
  const { incomplete, notices } = findIncomplete(recipe.factors, bound, rows);
  return {
    features: featuresOf(bound, rows),
    incomplete,
    notices: [...bound.flatMap((each) => each.notices), ...notices],
  };
}

/** Names the features a recipe gives, in order, each name once. */
export function featureNames(factors: readonly FactorRecipe[]): string[] {
  return namedOnce(
    factors.flatMap((factor) => (factor.as === 'number' ? [factor.name] : encodedNames(factor.name, factor.encode))),
  );
}

function findColumns(factors: readonly FactorRecipe[], columns: readonly Column[]): Column[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const found = factors.map(({ name, from }) =>
    [name, ...from].map((each) => byName.get(each)).find((column) => column),
  );
  const lacking = factors.filter((_, i) => !found[i]).map(({ name }) => name);
  if (lacking.length > 0) {
    const needed = factors.map(({ name }) => name).join(', ');
    throw new AppError('predict.missing-column', { column: lacking.join(', '), columns: needed });
  }
  return found.filter((column) => column !== undefined);
}

function bind(factor: FactorRecipe, column: Column, total: number, rows: Int32Array): Bound {
  return factor.as === 'number' ? bindNumber(factor, column, total) : bindLevels(factor, column, total, rows);
}

function bindNumber(factor: FactorRecipe & { as: 'number' }, column: Column, total: number): Bound {
  const { values, unparsable } = toNumbers(column, total, factor.kind);
  const { shift, factor: spread } = factor.scale ?? plain;
  const fill = factor.impute ? Number(factor.impute.fill) : NaN;
  const isDate = factor.kind === 'date';
  const lacking = !factor.impute && !factor.keep && values.some(Number.isNaN);
  return {
    names: [factor.name],
    scale: { shift, factor: spread },
    levels: 0,
    write(rows, from, to, into, at, stride, scaled) {
      for (let i = from; i < to; i++, at += stride) {
        let value = values[rows[i]];
        if (isDate) value = applyDate(value);
        if (value !== value) value = fill;
        into[at] = scaled ? (value - shift) * spread : value;
      }
    },
    ...(lacking ? { lacks: (row: number) => Number.isNaN(values[row]) } : {}),
    notices: oddNotice(factor, unparsable),
  };
}

function bindLevels(factor: FactorRecipe & { as: 'levels' }, column: Column, total: number, rows: Int32Array): Bound {
  const { codes, levels } = toLevels(column, total);
  const { way } = factor.encode;
  const places = applyEncode(factor.encode, levels);
  const fill = factor.impute ? applyEncode(factor.encode, [String(factor.impute.fill)])[0] : unseen;
  const width = way === 'codes' ? 1 : factor.encode.levels.length;
  const placeOf = (row: number) => (codes[row] < 0 ? fill : places[codes[row]]);
  const lacking = !factor.impute && !factor.keep && codes.includes(-1);
  return {
    names: encodedNames(factor.name, factor.encode),
    scale: plain,
    levels: way === 'codes' ? factor.encode.levels.length : 0,
    write(rows, from, to, into, at, stride) {
      for (let i = from; i < to; i++, at += stride) {
        const place = placeOf(rows[i]);
        if (way === 'codes') {
          into[at] = place === unseen ? NaN : place;
          continue;
        }
        into.fill(0, at, at + width);
        if (place !== unseen) into[at + place] = 1;
      }
    },
    ...(lacking ? { lacks: (row: number) => codes[row] < 0 } : {}),
    notices: places.includes(unseen) ? unseenNotice(factor.name, codes, levels, places, rows) : [],
  };
}

function featuresOf(bound: readonly Bound[], rows: Int32Array): Features {
  const width = bound.reduce((sum, { names }) => sum + names.length, 0);
  return {
    rows: rows.length,
    names: namedOnce(bound.flatMap(({ names }) => names)),
    scale: bound.flatMap(({ names, scale }) => names.map(() => scale)),
    levels: bound.flatMap(({ names, levels }) => names.map(() => levels)),
    block(from, to, space, into = new Float64Array((to - from) * width)) {
      let at = 0;
      for (const { names, write } of bound) {
        write(rows, from, to, into, at, width, space === 'scaled');
        at += names.length;
      }
      return into;
    },
  };
}

/** Keeps names apart that would be one: a column `a=b` beside level `b` of a column `a`. */
function namedOnce(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let n = 2; taken.has(own); n++) own = `${name} (${n})`;
    taken.add(own);
    return own;
  });
}

function findIncomplete(factors: readonly FactorRecipe[], bound: readonly Bound[], rows: Int32Array) {
  const marked = new Uint8Array(rows.length);
  const notices: Notice[] = [];
  bound.forEach(({ lacks }, f) => {
    if (!lacks) return;
    let cells = 0;
    for (let i = 0; i < rows.length; i++) {
      if (!lacks(rows[i])) continue;
      marked[i] = 1;
      cells++;
    }
    const column = factors[f].name;
    if (cells > 0) notices.push(notice('predict.incomplete', { column, rows: cells }, 'warning', { column }));
  });
  const places: number[] = [];
  marked.forEach((mark, place) => mark && places.push(place));
  return { incomplete: Int32Array.from(places), notices };
}

function oddNotice({ name, kind }: FactorRecipe, unparsable: NumberColumn['unparsable']): Notice[] {
  if (!unparsable || unparsable.size === 0) return [];
  const code = kind === 'date' ? 'predict.not-dates' : 'predict.not-numbers';
  const values = listed([...new Set(unparsable.values())]);
  return [notice(code, { column: name, cells: unparsable.size, values }, 'warning', { column: name })];
}

function unseenNotice(
  column: string,
  codes: Int32Array,
  levels: readonly string[],
  places: Int32Array,
  rows: Int32Array,
): Notice[] {
  const found = new Set<number>();
  let cells = 0;
  for (const row of rows) {
    if (codes[row] < 0 || places[codes[row]] !== unseen) continue;
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
