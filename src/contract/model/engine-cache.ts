/** Remembers which engine was the fastest for a network beyond the life of a worker. Where nothing can be kept it forgets, and says nothing. */
export interface EngineMemory {
  /** Gives what was kept under a key, as it was kept; undefined where there is nothing. */
  recall(key: string): Promise<unknown>;
  keep(key: string, choice: unknown): Promise<void>;
}
