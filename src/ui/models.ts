import { catalog } from '../adapters/catalog.ts';
import type { Lang } from '../base/messages/sentence.ts';
import type { AdapterMeta } from '../contract/model/adapter.ts';

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
