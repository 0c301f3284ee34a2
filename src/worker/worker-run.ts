import { makeRun, type Run } from '../base/run.ts';

/** Gives the time of this worker, in ms since the epoch, never backwards. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Makes a run without listeners; without `signal` it cannot be stopped. */
export function backgroundRun(signal = new AbortController().signal): Run {
  return makeRun({ signal, now, report: () => {} });
}
