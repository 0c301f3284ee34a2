import type { AdapterMeta } from '../contract/model/adapter.ts';

/** Stands in for the catalog: nothing is trained in a page that predicts, and what is known of the adapters is larger than the rest of it. */
export const catalog: Readonly<Record<string, AdapterMeta>> = {};

/** Is true of no id. */
export function isAdapterId(): boolean {
  return false;
}
