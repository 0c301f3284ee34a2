import type { Run, Stage } from '../base/run.ts';
import type { Timings } from '../contract/result/result.ts';

/** Measures the stages of a run by the run's own clock. */
export interface Stopwatch {
  timings: Timings;
  /** Announces a stage and adds its milliseconds under `key`; without a key it is only announced. */
  stage<T>(stage: Stage, key: keyof Timings | null, work: () => T | Promise<T>): Promise<T>;
}

/** Makes a stopwatch whose times are all 0. */
export function makeStopwatch(run: Run): Stopwatch {
  const timings: Timings = {
    read: 0,
    merge: 0,
    clean: 0,
    split: 0,
    preprocess: 0,
    engine: 0,
    train: 0,
    evaluate: 0,
    save: 0,
  };
  return {
    timings,
    async stage(stage, key, work) {
      await run.yield();
      const start = run.now();
      run.report({ type: 'stage', at: start, stage });
      const result = await work();
      if (key) timings[key] += run.now() - start;
      return result;
    },
  };
}
