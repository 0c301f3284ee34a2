import type { Notice } from '../base/notice.ts';
import type { Run } from '../base/run.ts';
import type { AdapterMeta, Samples } from '../contract/model/adapter.ts';
import type { Control } from '../contract/request/control.ts';
import type { Plan } from '../contract/request/plan.ts';
import { applyRecipe } from '../recipe/apply.ts';
import { fitRecipe, type Recipe } from '../recipe/recipe.ts';
import { applyTarget } from '../recipe/target.ts';
import type { Fields } from '../tables/fields/choose-fields.ts';
import type { Column } from '../tables/table.ts';
import type { KeptSplit } from './split-kept.ts';
import type { Features } from '../contract/model/features.ts';

/** Rows ready to learn from and to be judged by. */
export interface Prepared {
  recipe: Recipe;
  /** The factors' columns, as the recipe finds them. */
  columns: { columns: readonly Column[]; rows: number };
  /** The training rows. */
  samples: Samples;
  /** The rows to be judged by. */
  evaluationFeatures: Features;
  notices: Notice[];
}

/** Learns the recipe from the training rows and applies it to them and to the rows to be judged by. @throws AppError `preprocess.*` */
export async function prepare(
  fields: Fields,
  rows: number,
  { train, evaluationRows }: KeptSplit,
  meta: AdapterMeta,
  control: Control,
  plan: Plan,
  run: Run,
): Promise<Prepared> {
  const columns = { columns: fields.factors.map(({ column }) => column), rows };
  const { recipe, notices } = await fitRecipe(fields, train, meta, control, run);
  const { features } = applyRecipe(recipe, columns, train);
  const applied = applyRecipe(recipe, columns, evaluationRows);
  const target = fields.target && applyTarget(recipe.target, fields.target.column, train);
  return {
    recipe,
    columns,
    samples: {
      features,
      target: target?.values ?? new Float64Array(0),
      ...(target?.labelMatrix ? { labelMatrix: target.labelMatrix } : {}),
      ...(recipe.target.task === 'classification' ? { classes: recipe.target.classes } : {}),
      task: fields.task,
      seed: plan.split.seed,
      engine: plan.engine,
    },
    evaluationFeatures: applied.features,
    notices: [...notices, ...applied.notices],
  };
}
