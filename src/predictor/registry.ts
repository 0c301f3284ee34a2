import type { Adapter, AdapterMeta } from '../contract/model/adapter.ts';

/** Gives what predicting must know of an adapter: the catalog is larger than all else on this page. */
export function metaOf(id: string): Pick<AdapterMeta, 'input'> {
  return { input: id === 'text_classifier' ? 'texts' : 'features' };
}

/** Stands in for the adapters: a model in a page is never trained, and one with hooks of its own is not written as a page. */
export function loadAdapter(): Promise<Adapter> {
  return Promise.resolve({ fit: () => Promise.reject(new TypeError('this page only predicts')) });
}
