import { isStopped, stoppedError } from '../base/errors.ts';

/** Queue of jobs, one at a time; idle jobs run only while nothing else waits, and are preempted. */
export interface IdleJobs {
  /** Does a job when its turn comes; one that still waits when `signal` says stop rejects at once. */
  next<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Does a job when nothing else waits. It is stopped when another one comes, and done anew after that. */
  whenIdle<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Makes an empty row of jobs. */
export function makeIdleJobs(): IdleJobs {
  const waiting: (() => Promise<void>)[] = [];
  const idle: ((signal: AbortSignal) => Promise<void>)[] = [];
  let busy = false;
  let preempt = new AbortController();

  async function go(): Promise<void> {
    if (busy) return;
    busy = true;
    for (;;) {
      const job = waiting.shift();
      if (job) {
        await job();
        continue;
      }
      const idler = idle.shift();
      if (!idler) break;
      preempt = new AbortController();
      await idler(preempt.signal);
    }
    busy = false;
  }

  return {
    next(job, signal) {
      return new Promise((resolve, reject) => {
        const entry = () => job().then(resolve, reject);
        waiting.push(entry);
        signal.addEventListener('abort', () => {
          const at = waiting.indexOf(entry);
          if (at < 0) return;
          waiting.splice(at, 1);
          reject(stoppedError());
        });
        preempt.abort();
        void go();
      });
    },
    whenIdle(job) {
      return new Promise((resolve, reject) => {
        const entry = (signal: AbortSignal): Promise<void> =>
          job(signal).then(resolve, (error: unknown) => {
            if (isStopped(error) && signal.aborted) idle.push(entry);
            else reject(error instanceof Error ? error : new Error(String(error)));
          });
        idle.push(entry);
        void go();
      });
    },
  };
}
