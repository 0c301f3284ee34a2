import type { Adapter, AdapterHooks, AdapterMeta } from '../contract/model/adapter.ts';
import { addMeta, requireMeta, type AdapterId, type AdapterMetas } from './catalog.ts';
import { addHooks } from './hooks.ts';

/** How each adapter is loaded; its options are those of its meta. */
const own: { [Id in AdapterId]: () => Promise<Adapter<AdapterMetas[Id]>> } = {
  linear_regression: async () => (await import('./linear-regression/adapter.ts')).adapter,
  logistic_regression: async () => (await import('./logistic-regression/adapter.ts')).adapter,
  dnn: async () => (await import('./dnn/adapter.ts')).adapter,
  gradient_boosting: async () => (await import('./gradient-boosting/adapter.ts')).adapter,
  llm: async () => (await import('./llm/adapter.ts')).adapter,
  huggingface_text: async () => (await import('./huggingface-text/adapter.ts')).adapter,
  openai_chat: async () => (await import('./openai-chat/adapter.ts')).adapter,
  text_classifier: async () => (await import('./text-classifier/adapter.ts')).adapter,
};

const loaders = new Map<string, () => Promise<Adapter>>(Object.entries(own));

/** What `addAdapter` adds: an adapter, what must be known of it before it is loaded, and its hooks where it has some. */
export interface AddedAdapter<M extends AdapterMeta> {
  meta: M;
  load(): Promise<Adapter<M>>;
  hooks?(): Promise<AdapterHooks>;
}

/** Adds an adapter at run time: the same as its lines in the catalog, here and in the hooks. */
export function addAdapter<M extends AdapterMeta>(id: string, { meta, load, hooks }: AddedAdapter<M>): void {
  addMeta(id, meta);
  loaders.set(id, load);
  if (hooks) addHooks(id, hooks);
}

/**
 * Loads an adapter; its code comes with the first call.
 * @throws AppError `request.unknown-model` lists the known ones
 */
export async function loadAdapter(id: string): Promise<Adapter> {
  const load = loaders.get(id);
  if (!load) throw new TypeError(`${requireMeta(id).label} has no line in the registry`);
  return load();
}
