/** Remembers which engine was the fastest for a network beyond the life of a worker. Where nothing can be kept it forgets, and says nothing. */
export interface EngineCache {
  /** Gives what was kept under a key, as it was kept; undefined where there is nothing. */
  get(key: string): Promise<unknown>;
  set(key: string, choice: unknown): Promise<void>;
}
