import { AppError } from '../base/errors.ts';
import { catalog, isAdapterId } from '../adapters/catalog.ts';
import type { Adapter, AdapterMeta } from '../contract/adapter.ts';

/** Gives what is known of an adapter. @throws AppError `request.unknown-model` */
export function metaOf(id: string): AdapterMeta {
  if (isAdapterId(id)) return catalog[id];
  throw new AppError('request.unknown-model', { modelType: id, known: Object.keys(catalog).join(', ') });
}

/** Stands in for the adapters: a model in a page is never trained, and one with hooks of its own is not written as a page. */
export function loadAdapter(): Promise<Adapter> {
  return Promise.resolve({ fit: () => Promise.reject(new TypeError('this page only predicts')) });
}
