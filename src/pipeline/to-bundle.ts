import { version } from '../base/version.ts';
import type { AdapterMeta } from '../contract/model/adapter.ts';
import type { Bundle, FactorMapping } from '../contract/model/bundle.ts';
import { toReport } from '../contract/result/report.ts';
import type { Plan } from '../contract/request/plan.ts';
import type { TrainResult } from '../contract/result/result.ts';
import { withoutSecrets } from '../contract/request/without-secrets.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Fields } from '../tables/fields/choose-fields.ts';
import type { Artifact } from '../contract/model/artifact.ts';

/** What a bundle is made of. */
interface Ingredients {
  plan: Plan;
  meta: AdapterMeta;
  fields: Fields;
  factors: FactorMapping[];
  recipe: Recipe;
  artifact: Artifact;
  madeAt: string;
  result: TrainResult;
}

/** Puts together what is saved: no row of the data, no secret. */
export function toBundle({ plan, meta, fields, factors, recipe, artifact, madeAt, result }: Ingredients): Bundle {
  return {
    version: 2,
    id: result.modelId,
    name: plan.name ?? `${plan.modelType} ${localTime(madeAt)}`,
    madeAt,
    madeBy: version,
    modelType: plan.modelType,
    task: result.task,
    target: { name: fields.target?.spec.name ?? '', kind: fields.target?.column.kind ?? 'empty' },
    factors,
    plan: withoutSecrets(plan, meta.options),
    recipe,
    artifact,
    report: toReport(result),
  };
}

/** Writes a moment as `2026-03-05 14:07` in the machine's own time zone (the Swedish way happens to be that). */
function localTime(iso: string): string {
  return new Date(iso).toLocaleString('sv').slice(0, 16);
}
