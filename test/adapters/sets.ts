import { randomFrom } from '../../src/base/random.ts';
import type { AdapterMeta, Features, Samples } from '../../src/contract/adapter.ts';
import { decideAll } from '../../src/contract/control.ts';
import type { Task } from '../../src/contract/kinds.ts';
import { applyRecipe } from '../../src/recipe/apply.ts';
import { fitRecipe } from '../../src/recipe/recipe.ts';
import { applyTarget } from '../../src/recipe/target.ts';
import type { Column } from '../../src/tables/table.ts';
import { quietRun } from '../run.ts';

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
  const placeOf = (value: number) =>
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
        : { name: 'y', kind: 'category', codes: Int32Array.from(values, placeOf), levels: [...classes] },
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

/** Prepares a set by the real recipe, learned from all of its rows, with the adapter's own control table and suggestions. */
export async function prepare(set: Set, meta: AdapterMeta, seed = 0): Promise<Prepared> {
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
export function rowsOf(features: Features, rows: readonly number[]): Features {
  const width = features.names.length;
  return {
    ...features,
    stored: undefined,
    rows: rows.length,
    block(from, to, space, into = new Float64Array((to - from) * width)) {
      for (let i = from; i < to; i++) features.block(rows[i]!, rows[i]! + 1, space, into.subarray((i - from) * width));
      return into;
    },
  };
}
