import { randomFrom } from '../../src/base/random.ts';
import type { AdapterMeta, Samples } from '../../src/contract/model/adapter.ts';
import { decideAll } from '../../src/contract/request/control.ts';
import type { Task } from '../../src/contract/data/kinds.ts';
import { applyRecipe } from '../../src/recipe/apply.ts';
import { fitRecipe } from '../../src/recipe/recipe.ts';
import { applyTarget } from '../../src/recipe/target.ts';
import type { Column } from '../../src/tables/table.ts';
import { quietRun } from '../run.ts';
import type { Features } from '../../src/contract/model/features.ts';

/** A small table with a target. */
export interface Set {
  rows: number;
  factors: Column[];
  target: Column;
  task: Exclude<Task, 'generation'>;
}

/** Columns as an adapter gets them in a real run. */
export interface Prepared {
  samples: Samples;
  features: Features;
  /** The target as it is learned: scaled numbers, or codes. */
  target: Float64Array;
}

/** Makes rows of two numbers and a category whose sum, with a little noise, gives the target: a number, or one of `classes` by size. */
export function easySet(task: Set['task'], rows = 300, classes = ['low', 'middle', 'high'], seed = 1): Set {
  const random = randomFrom(seed);
  const a = Float64Array.from({ length: rows }, () => 50 + 10 * random.normal());
  const b = Float64Array.from({ length: rows }, () => random.uniform());
  const codes = Int32Array.from({ length: rows }, () => random.integer(2));
  const values = Float64Array.from(
    a,
    (value, row) => value / 10 + 3 * b[row]! + 2 * codes[row]! + 0.1 * random.normal(),
  );
  const order = values.slice().sort();
  const classIndex = (value: number) =>
    classes.findIndex((_, c) => value <= order[Math.ceil(((c + 1) * rows) / classes.length) - 1]!);
  return {
    rows,
    factors: [
      { name: 'a', kind: 'number', values: a },
      { name: 'b', kind: 'number', values: b },
      { name: 'c', kind: 'category', codes, levels: ['x', 'y', 'z'] },
    ],
    target:
      task === 'regression'
        ? { name: 'y', kind: 'number', values }
        : { name: 'y', kind: 'category', codes: Int32Array.from(values, classIndex), levels: [...classes] },
    task,
  };
}

/** Gives the set with its target turned around: what was low is high. */
export function turned(set: Set): Set {
  const { target } = set;
  if (target.kind === 'number') return { ...set, target: { ...target, values: target.values.map((value) => -value) } };
  if (target.kind !== 'category') return set;
  const last = target.levels.length - 1;
  return { ...set, target: { ...target, codes: target.codes.map((code) => last - code) } };
}

/** Writes the factors of a set as one text a row: a word for the tenth that a number is in, and the levels' own words, in two languages. */
function spelled(set: Set): Set {
  if (set.factors.length === 0) return set;
  const texts = Array.from({ length: set.rows }, (_, row) =>
    set.factors.map((column) => readWord(column, row)).join(' '),
  );
  return { ...set, factors: [{ name: 'text', kind: 'text', values: texts }] };
}

function readWord(column: Column, row: number): string {
  if ('codes' in column) return `${column.name}${'甲乙丙'[column.codes[row]!]}`;
  if (!('values' in column) || column.kind === 'text') return column.name;
  const below = column.values.filter((value) => value < Number(column.values[row])).length;
  return `${column.name}${Math.floor((10 * below) / column.values.length)}`;
}

/**
 * Prepares a set by the real recipe, learned from all of its rows, with the adapter's own control table and suggestions. For an adapter of
 * texts the rows are written out.
 */
export async function prepare(given: Set, meta: AdapterMeta, seed = 0): Promise<Prepared> {
  const set = meta.input === 'texts' ? spelled(given) : given;
  const all = Int32Array.from({ length: set.rows }, (_, row) => row);
  const fields = {
    factors: set.factors.map((column) => ({ spec: { name: column.name }, column })),
    target: { spec: { name: set.target.name }, column: set.target },
    task: set.task,
  };
  const { recipe } = await fitRecipe(fields, all, meta, decideAll(meta, {}), quietRun());
  const { features } = applyRecipe(recipe, { columns: set.factors, rows: set.rows });
  const { values: target } = applyTarget(recipe.target, set.target, all);
  const classes = recipe.target.task === 'classification' ? recipe.target.classes : undefined;
  return { features, target, samples: { features, target, classes, task: set.task, seed } };
}

/** Gives some rows of features as features of their own. */
export function selectRows(features: Features, rows: readonly number[]): Features {
  const width = features.names.length;
  const { texts } = features;
  return {
    ...features,
    stored: undefined,
    rows: rows.length,
    ...(texts ? { texts: { ...texts, cells: (from, to) => picked(texts, rows.slice(from, to)) } } : {}),
    block(from, to, space, into = new Float64Array((to - from) * width)) {
      for (let i = from; i < to; i++) features.block(rows[i]!, rows[i]! + 1, space, into.subarray((i - from) * width));
      return into;
    },
  };
}

function picked({ names, cells }: NonNullable<Features['texts']>, rows: readonly number[]): string[][] {
  return names.map((_, factor) => rows.map((row) => cells(row, row + 1)[factor]![0]!));
}
