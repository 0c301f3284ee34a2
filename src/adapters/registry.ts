import { AppError } from '../base/errors.ts';
import type { Adapter, AdapterMeta } from '../contract/model/adapter.ts';
import { catalog, isAdapterId, type AdapterId } from './catalog.ts';

const loaders: Record<AdapterId, () => Promise<Adapter>> = {
  linear_regression: async () => (await import('./linear-regression/adapter.ts')).adapter,
  logistic_regression: async () => (await import('./logistic-regression/adapter.ts')).adapter,
  dnn: async () => (await import('./dnn/adapter.ts')).adapter,
  gradient_boosting: async () => (await import('./gradient-boosting/adapter.ts')).adapter,
  llm: async () => (await import('./llm/adapter.ts')).adapter,
  huggingface_text: async () => (await import('./huggingface-text/adapter.ts')).adapter,
  openai_chat: async () => (await import('./openai-chat/adapter.ts')).adapter,
  text_classifier: async () => (await import('./text-classifier/adapter.ts')).adapter,
};

/**
 * Gives what is known of an adapter without loading it.
 * @throws AppError `request.unknown-model` lists the known ones
 */
export function metaOf(id: string): AdapterMeta {
  if (isAdapterId(id)) return catalog[id];
  throw new AppError('request.unknown-model', { modelType: id, known: Object.keys(catalog).join(', ') });
}

/**
 * Loads an adapter; its code comes with the first call.
 * @throws AppError `request.unknown-model` lists the known ones
 */
export async function loadAdapter(id: string): Promise<Adapter> {
  metaOf(id);
  return loaders[id as AdapterId]();
}
