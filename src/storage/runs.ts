import { createStore, del, set, values } from 'idb-keyval';
import type { Code, Params } from '../base/messages.ts';
import type { ReadChoices } from '../contract/data/reading.ts';
import type { Plan } from '../contract/request/plan.ts';
import type { Report } from '../contract/result/result.ts';
import { withMetricKind } from '../contract/result/metric-kind.ts';

/** A file of a run; `blob` is there while the run is not done and the file is small enough to keep. */
export interface RunFile {
  name: string;
  bytes: number;
  read?: ReadChoices;
  blob?: Blob;
}

/** A run as it survives a reload. Holds no secret: the plan is stored without them. */
export interface StoredRun {
  id: string;
  /** The tab that has it in its queue. */
  owner: string;
  plan: Plan;
  files: RunFile[];
  status: 'waiting' | 'running' | 'done' | 'stopped' | 'failed' | 'interrupted';
  /** Milliseconds since the epoch. */
  addedAt: number;
  startedAt?: number;
  endedAt?: number;
  report?: Report;
  error?: { code: Code; params: Params<Code> };
}

/** Where runs survive a reload. */
export interface RunStore {
  load(): Promise<StoredRun[]>;
  put(run: StoredRun): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Opens the runs of one place of an origin (two Intabs under different paths do not see each other's). */
export function openRuns(base: string): RunStore {
  const store = createStore(`intab ${base} runs`, 'runs');
  return {
    load: async () => (await values<StoredRun>(store)).map(kinded),
    put: (run) => set(run.id, run, store),
    remove: (id) => del(id, store),
  };
}

/** Fills in what runs of older versions lack. */
function kinded(run: StoredRun): StoredRun {
  return run.report ? { ...run, report: withMetricKind(run.report) } : run;
}
