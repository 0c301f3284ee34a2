import { createStore, get, set } from 'idb-keyval';
import type { EngineMemory } from '../contract/model/engine-cache.ts';

/** Opens the memory of engines of one place of an origin (two Intabs under different paths do not see each other's). */
export function openEngines(base: string): EngineMemory {
  const store = createStore(`intab ${base} engines`, 'engines');
  return {
    recall: (key) => get<unknown>(key, store).catch(() => undefined),
    keep: (key, choice) => set(key, choice, store).catch(() => {}),
  };
}
