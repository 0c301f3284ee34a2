import type { Code, Params } from './messages.ts';
import { stoppedError } from './errors.ts';
import { nextTurn } from './event-loop.ts';

/** One of the ten parts of a run, in order. */
export const stages = [
  'read',
  'merge',
  'map',
  'clean',
  'split',
  'preprocess',
  'train',
  'postprocess',
  'evaluate',
  'save',
] as const;

/** Names a part of a run. */
export type Stage = (typeof stages)[number];

/** Says how much a line weighs. */
export type Level = 'note' | 'warning' | 'error';

/** What reading a large file and training on it will take, about: memory in bytes; rows where the file tells. */
export interface ReadEstimate {
  rows: number | null;
  memory: number;
  seconds: number;
}

/**
 * Events that a run reports. `at` is milliseconds since the epoch, by the run's own clock; the `row` of a token counts from 0 among the
 * rows that are answered, and `first` begins its text anew.
 */
export type RunEvent =
  | { type: 'log'; at: number; stage: Stage; level: Level; code: Code; params: Params<Code> }
  | { type: 'stage'; at: number; stage: Stage }
  | {
      type: 'progress';
      stage: Stage;
      done: number;
      total: number;
      unit: 'bytes' | 'rows' | 'epochs' | 'trees' | 'iterations' | 'tokens';
    }
  | ({ type: 'estimate' } & ReadEstimate)
  | { type: 'epoch'; epoch: number; loss: number; validation?: number }
  | { type: 'token'; text: string; row?: number; first?: boolean };

/** Clock, stop signal and reporting of a run: everything below the workers takes them from here. */
export interface Run {
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  report(event: RunEvent): void;
  /** Lets waiting messages through if more than about 30 ms passed since the last time. @throws `run.stopped` once stopped */
  yield(): Promise<void>;
}

/** Longest time a run computes before it lets waiting messages through, in ms. */
const turnMs = 30;

/** Makes a run from a clock, a signal and a receiver of events. */
export function makeRun({ signal, now, report }: Pick<Run, 'signal' | 'now' | 'report'>): Run {
  let turnStart = now();
  const run: Run = {
    signal,
    now,
    report,
    async yield() {
      if (now() - turnStart > turnMs) {
        await nextTurn();
        turnStart = now();
      }
      throwIfStopped(run);
    },
  };
  return run;
}

/** Reports one line of the log; the code's params are checked by type. */
export function log<C extends Code>(run: Run, stage: Stage, code: C, params: Params<C>, level: Level = 'note'): void {
  run.report({ type: 'log', at: run.now(), stage, level, code, params: params as Params<Code> });
}

/** Throws `run.stopped` if the run was stopped. */
export function throwIfStopped(run: Run): void {
  if (run.signal.aborted) throw stoppedError();
}
