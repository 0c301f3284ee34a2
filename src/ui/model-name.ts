import type { ModelEntry } from '../contract/model/bundle.ts';
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
  // The moment moves to the next line whole.
  const moment = format.moment(Date.parse(madeAt)).replaceAll(' ', '\u00a0');
  return [labelOf(modelType, format.lang), moment].join(format.lang === 'zh' ? '，' : ', ');
}
