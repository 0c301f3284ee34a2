import { createStore, get, set } from 'idb-keyval';
import type { EngineCache } from '../contract/model/engine-cache.ts';

/** Opens the memory of engines of one place of an origin (two Intabs under different paths do not see each other's). */
export function openEngines(base: string): EngineCache {
  const store = createStore(`intab ${base} engines`, 'engines');
  return {
    get: (key) => get<unknown>(key, store).catch(() => undefined),
    set: (key, choice) => set(key, choice, store).catch(() => {}),
  };
}
