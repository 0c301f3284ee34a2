import type { ModelEntry } from '../../contract/model/bundle.ts';
import type { Format } from './format.ts';
import { catalog } from '../../adapters/catalog.ts';
import type { Lang } from '../../base/messages/sentence.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';

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

/** The models by id; a saved model may name one that this version does not have. */
export const models: Readonly<Record<string, AdapterMeta>> = catalog;

/** Names a model as people know it; an unknown one by its id. */
export function labelOf(modelType: string, lang: Lang): string {
  return models[modelType]?.label[lang] ?? modelType;
}

/** Says what each number of a model's loss stands for. */
export function learnsBy(modelType: string): NonNullable<AdapterMeta['learnsBy']> {
  return models[modelType]?.learnsBy ?? 'epochs';
}
