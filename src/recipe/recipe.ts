import * as v from 'valibot';
import { notice, type Notice } from '../base/notice.ts';
import type { Run } from '../base/run.ts';
import type { Control } from '../contract/request/control.ts';
import type { FieldSpec } from '../contract/request/field.ts';
import type { Task } from '../contract/data/kinds.ts';
import { ascending } from '../tables/rows/ascending-rows.ts';
import type { Column } from '../tables/table.ts';
import { describeFactor, FactorRecipe, fitFactor, type RecipeMeta } from './factor.ts';
import { describeTarget, fitTarget, FittedTarget } from './target.ts';

/** Everything learned while columns became features: plain JSON, no row of the data. */
export const Recipe = v.strictObject({
  factors: v.array(FactorRecipe),
  target: FittedTarget,
  /** What the adapter's own preprocess learned, where it has one. */
  own: v.optional(v.unknown()),
});
/** All that was learned about preparing columns and target; plain JSON, kept as `recipe.json`. */
export type Recipe = v.InferOutput<typeof Recipe>;

/** The columns a recipe is learned from. */
export interface RecipeFields {
  factors: readonly { spec: FieldSpec; column: Column }[];
  /** null for generation without one. */
  target: { spec: FieldSpec; column: Column } | null;
  task: Task;
  /** What separates several labels in one cell of the target. */
  separator?: string;
}

/** Number of features per factor above which a notice is given. */
const manyFeatures = 200;

/**
 * Learns, from the training rows alone, how columns become features and how the target is prepared.
 * @throws AppError `preprocess.*` where a factor cannot become features; `run.stopped`
 */
export async function fitRecipe(
  fields: RecipeFields,
  train: Int32Array,
  meta: RecipeMeta,
  control: Control,
  run: Run,
): Promise<{ recipe: Recipe; notices: Notice[] }> {
  // What is learned does not depend on the order of the rows, and columns are read faster from front to back.
  const rows = ascending(train);
  const scratch = new Float64Array(rows.length);
  const factors: FactorRecipe[] = [];
  for (const { spec, column } of fields.factors) {
    factors.push(fitFactor(spec, column, rows, meta, control, scratch));
    await run.yield();
  }
  const target = learnTarget(fields, rows, meta, control);
  return { recipe: { factors, target }, notices: factors.flatMap(wideNotice) };
}

function learnTarget(
  { target, task, separator }: RecipeFields,
  rows: Int32Array,
  meta: RecipeMeta,
  control: Control,
): FittedTarget {
  if (!target || task === 'generation') return { task: 'generation', name: target?.spec.name ?? '' };
  const { name, normalize } = target.spec;
  const scale = meta.scalesTarget && control.normalize.run && normalize !== false;
  return fitTarget({ name, task, scale, ...(separator ? { separator } : {}) }, target.column, rows);
}

/** Says whether answers are given in the target's own units and names: postprocess does it, and models of texts always do. */
export function undoes(control: Control, { factors }: Pick<Recipe, 'factors'>): boolean {
  return control.postprocess.run || factors.some(({ as }) => as === 'text');
}

/** Says what was learned, one line a step, for the report. */
export function describeRecipe({ factors, target }: Recipe) {
  const steps = factors.flatMap(describeFactor);
  return [...steps, describeTarget(target)].filter((step) => step !== null);
}

function wideNotice(factor: FactorRecipe): Notice[] {
  if (factor.as !== 'levels' || factor.encode.way === 'codes' || factor.encode.levels.length <= manyFeatures) return [];
  const location = { column: factor.name };
  return [
    notice('preprocess.wide', { column: factor.name, features: factor.encode.levels.length }, 'warning', location),
  ];
}
