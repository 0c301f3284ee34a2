import type { ModelEntry } from '../../contract/model/bundle.ts';
import type { Format } from '../../locales/format.ts';
import { catalog } from '../../adapters/catalog.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import type { OptionField } from '../../contract/request/options.ts';
import { translateAdapter, translateOption } from '../../locales/adapter-texts.ts';
import { findLocale } from '../../locales/locale.ts';
import type { Lang } from '../../locales/writing.ts';

/** Automatic name: the type of the model, and when it was made. */
const automatic = /^(\w+) \d{4}-\d\d-\d\d \d\d:\d\d$/;

/** Gives the name a person gave a model; else what it is, and when it was made, as the person's language has it. */
export function modelName(
  { name, modelType, madeAt }: Pick<ModelEntry, 'name' | 'modelType' | 'madeAt'>,
  format: Format,
): string {
  if (automatic.exec(name)?.[1] !== modelType) return name;
  // The moment moves to the next line whole.
  const moment = format.moment(Date.parse(madeAt)).replaceAll(' ', '\u00a0');
  return format.series([modelLabel(modelType, format.lang), moment]);
}

/** The models by id, in English; a saved model may name one that this version does not have. */
export const models: Readonly<Record<string, AdapterMeta>> = catalog;

/** Gives a model with its texts in a language; undefined when this version does not have it. */
export function modelIn(modelType: string, lang: Lang): AdapterMeta | undefined {
  const meta = models[modelType];
  return meta && translateAdapter(meta, findLocale(lang)?.adapters[modelType]);
}

/** Gives an option of a model with its texts in a language. */
export function optionIn(modelType: string, option: OptionField, lang: Lang): OptionField {
  return translateOption(option, findLocale(lang)?.adapters[modelType]);
}

/** Names a model as people know it; an unknown one by its id. */
export function modelLabel(modelType: string, lang: Lang): string {
  return modelIn(modelType, lang)?.label ?? modelType;
}

/** Says what each number of a model's loss stands for. */
export function learnsBy(modelType: string): NonNullable<AdapterMeta['learnsBy']> {
  return models[modelType]?.learnsBy ?? 'epochs';
}
