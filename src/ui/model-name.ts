import type { ModelEntry } from '../contract/bundle.ts';
import type { Format } from './i18n/format.ts';
import { labelOf } from './models.ts';

/** A name that nobody gave: the type of the model, and when it was made. */
const automatic = /^(\w+) \d{4}-\d\d-\d\d \d\d:\d\d$/;

/** Gives the name a person gave a model; else what it is, and when it was made, as the person's language has it. */
export function modelName(
  { name, modelType, madeAt }: Pick<ModelEntry, 'name' | 'modelType' | 'madeAt'>,
  format: Format,
): string {
  if (automatic.exec(name)?.[1] !== modelType) return name;
  return [labelOf(modelType, format.lang), format.moment(Date.parse(madeAt))].join(format.lang === 'zh' ? '，' : ', ');
}
