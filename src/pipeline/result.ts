import type { HookedFit } from '../adapters/hooks.ts';
import type { Remarks } from '../contract/model/predictor.ts';
import type { Control } from '../contract/request/control.ts';
import type { Description } from '../contract/model/family.ts';
import { toNoticeText } from '../contract/result/report.ts';
import type { Plan } from '../contract/request/plan.ts';
import type { Timings, TrainResult } from '../contract/result/result.ts';
import { describeRecipe, type Recipe } from '../recipe/recipe.ts';
import type { Cleaned } from '../tables/rows/clean.ts';
import type { Fields } from '../tables/fields/choose-fields.ts';
import type { Merged } from '../tables/merge/merge.ts';
import type { Evaluation } from './evaluate.ts';
import type { Prepared } from './prepare.ts';
import type { ReadPart } from './reader.ts';
import { lossHistory, type RunRecord } from './record.ts';
import type { KeptSplit } from './split-kept.ts';

/** What the stages of a run found. */
export interface Findings {
  id: string;
  plan: Plan;
  control: Control;
  parts: readonly ReadPart[];
  merged: Merged;
  fields: Fields;
  cleaned: Cleaned;
  split: KeptSplit;
  prepared: Pick<Prepared, 'notices'>;
  recipe: Recipe;
  fitted: HookedFit;
  remarks: Remarks;
  numbers: Omit<Evaluation, 'scored'>;
  description: Description;
  timings: Timings;
  record: RunRecord;
}

/** Writes the result of a run: the one place where it is put together. */
export function makeResult(found: Findings): TrainResult {
  const { plan, parts, merged, fields, cleaned, split, prepared, fitted, remarks, numbers, record } = found;
  return {
    modelId: found.id,
    modelType: plan.modelType,
    task: fields.task,
    target: fields.target?.column.name ?? '',
    rows: {
      read: merged.read,
      duplicates: merged.duplicates,
      dropped: { ...cleaned.counts },
      kept: cleaned.kept.length,
      train: split.train.length,
      test: split.test.length,
    },
    control: found.control,
    evaluatedOn: split.test.length > 0 ? 'test' : 'train',
    ...numbers,
    testRows: split.testRows.slice(0, numbers.predictions.length),
    ...remarks.usage,
    ...(remarks.prompts ? { asked: remarks.prompts } : {}),
    timings: found.timings,
    engine: fitted.engine,
    log: record.log,
    notices: [
      ...parts.flatMap(({ view }) => view.notices),
      ...merged.notices,
      ...fields.notices,
      ...cleaned.notices,
      ...prepared.notices,
      ...(fitted.notices ?? []),
      ...(remarks.notices ?? []),
    ].map(toNoticeText),
    ...found.description,
    ...(fitted.certainty ? { certainty: fitted.certainty } : {}),
    ...lossHistory(record),
    recipe: describeRecipe(found.recipe),
  };
}
