import { AppError } from '../base/errors.ts';
import { notice, type Notice } from '../base/notice.ts';
import type { Features } from '../contract/model/features.ts';
import type { Column } from '../tables/table.ts';
import { bind, type BoundFactor, type Steps } from './bind.ts';
import { encodedNames } from './encode.ts';
import type { FactorRecipe } from './factor.ts';
import type { Recipe } from './recipe.ts';

/** Rows as features, with what was odd about them. */
export interface AppliedRecipe {
  features: Features;
  /** Places (0 to features.rows - 1, rising) of rows with a missing cell that nothing fills: there is no prediction for them. */
  incomplete: Int32Array;
  notices: Notice[];
}

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
    features: makeFeatures(bound, rows, table.rows, textNames(recipe.factors)),
    incomplete,
    notices: [...bound.flatMap((each) => each.notices), ...notices],
  };
}

/** Names the features a recipe gives, in order, each name once. */
export function featureNames(factors: readonly FactorRecipe[]): string[] {
  return namedOnce(
    factors.flatMap((factor) => {
      if (factor.as === 'text') return [];
      return factor.as === 'number' ? [factor.name] : encodedNames(factor.name, factor.encode);
    }),
  );
}

function findColumns(factors: readonly FactorRecipe[], columns: readonly Column[]): Column[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const found = factors.map(({ name, from }) =>
    [name, ...from].map((each) => byName.get(each)).find((column) => column),
  );
  const missingNames = factors.filter((_, i) => !found[i]).map(({ name }) => name);
  if (missingNames.length > 0) {
    const needed = factors.map(({ name }) => name).join(', ');
    throw new AppError('predict.missing-column', { column: missingNames.join(', '), columns: needed });
  }
  return found.filter((column) => column !== undefined);
}

function textNames(factors: readonly FactorRecipe[]): string[] {
  return factors.flatMap((factor) => (factor.as === 'text' ? [factor.name] : []));
}

function makeFeatures(
  bound: readonly BoundFactor[],
  rows: Int32Array,
  total: number,
  texts: readonly string[],
): Features {
  const width = bound.reduce((sum, { names }) => sum + names.length, 0);
  return {
    rows: rows.length,
    names: namedOnce(bound.flatMap(({ names }) => names)),
    scale: bound.flatMap(({ names, scale }) => names.map(() => scale)),
    levels: bound.flatMap(({ names, levels }) => names.map(() => levels)),
    block(from, to, space, into = new Float64Array((to - from) * width)) {
      writeAll(bound, rows, from, to, space, into, width, 1);
      return into;
    },
    stored() {
      const indexes = storedOrder(rows, total);
      const own = indexes.map((index) => rows[index]);
      return {
        features: makeFeatures(bound, own, total, texts),
        order: indexes,
        columns: (from, to, space, into, stride) => writeAll(bound, own, from, to, space, into, 1, stride),
      };
    },
    ...(texts.length > 0 ? { texts: { names: texts, cells: (from, to) => readTexts(bound, rows, from, to) } } : {}),
  };
}

/** Writes all features of some rows; `row` and `feature`: places from one to the next. */
function writeAll(
  bound: readonly BoundFactor[],
  rows: Int32Array,
  from: number,
  to: number,
  space: 'scaled' | 'raw',
  into: Float64Array,
  row: number,
  feature: number,
): void {
  const steps: Steps = { row, feature, together: row === 1 && followOn(rows, from, to) };
  let at = 0;
  for (const { names, write } of bound) {
    write(rows, from, to, into, at, steps, space === 'scaled');
    at += names.length * steps.feature;
  }
}

function followOn(rows: Int32Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (rows[i] !== rows[i - 1] + 1) return false;
  return true;
}

function readTexts(bound: readonly BoundFactor[], rows: Int32Array, from: number, to: number): string[][] {
  return bound.flatMap(({ text }) => (text ? [Array.from({ length: to - from }, (_, i) => text(rows[from + i]))] : []));
}

/** Gives the places of rows in rising order of the rows, in two passes. */
function storedOrder(rows: Int32Array, total: number): Int32Array {
  const starts = new Int32Array(total + 1);
  for (let i = 0; i < rows.length; i++) starts[rows[i] + 1]++;
  for (let row = 0; row < total; row++) starts[row + 1] += starts[row];
  const indexes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) indexes[starts[rows[i]]++] = i;
  return indexes;
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

function findIncomplete(factors: readonly FactorRecipe[], bound: readonly BoundFactor[], rows: Int32Array) {
  const marked = new Uint8Array(rows.length);
  const notices: Notice[] = [];
  bound.forEach(({ isIncomplete }, f) => {
    if (!isIncomplete) return;
    let cells = 0;
    for (let i = 0; i < rows.length; i++) {
      if (!isIncomplete(rows[i])) continue;
      marked[i] = 1;
      cells++;
    }
    const column = factors[f].name;
    if (cells > 0) notices.push(notice('predict.incomplete', { column, rows: cells }, 'warning', { column }));
  });
  const found: number[] = [];
  marked.forEach((isGap, index) => isGap && found.push(index));
  return { incomplete: Int32Array.from(found), notices };
}
