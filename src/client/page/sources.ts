import type { Source } from '../../contract/data/reading.ts';

const ids = new WeakMap<Blob, string>();
let last = 0;

/** Makes a source of a file; the same file object keeps its id, so that what was read of it is found again. */
export function toSource(blob: Blob, name = blob instanceof File ? blob.name : 'data'): Source {
  const id = ids.get(blob) ?? `source-${(last += 1)}`;
  ids.set(blob, id);
  return { id, name, blob };
}
