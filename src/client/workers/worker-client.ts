import { AppError, stoppedError } from '../../base/errors.ts';
import { askOverPort, type AskOptions, type RunPort } from '../../base/port.ts';
import { wrap } from '../../base/wire.ts';

/** A worker that starts when it is first asked, and starts again after it was lost. Calls reject when the worker that they were made to is lost. */
export interface WorkerClient<Api> {
  /** Asks something short. @throws AppError `run.crashed`; else what the question throws */
  ask<T>(question: (api: Api) => Promise<T>): Promise<T>;
  /** Makes a call with events and stopping. @throws AppError `run.crashed`, `run.stopped`; else what the action throws */
  call<T>(
    action: (api: Api, port: RunPort) => Promise<T>,
    options?: Omit<AskOptions, 'graceMs' | 'onAbandon'>,
  ): Promise<T>;
  /** Number of starts so far: a higher one than before means that what the worker held is gone. */
  startCount(): number;
}

interface Running<Api> {
  api: Api;
  /** Rejects when the worker is lost; never resolves. */
  lost: Promise<never>;
  end(error: AppError): void;
}

/**
 * Makes a client that starts its worker by `start`. `graceMs`: longest time a stopped call may take before the worker is ended, in ms; absent = no
 * limit. `onStart` is called with each new worker.
 */
export function makeWorkerClient<Api extends object>(
  start: () => Worker,
  { graceMs, onStart }: { graceMs?: number; onStart?: (api: Api) => void } = {},
): WorkerClient<Api> {
  // Kept for the page's life: a proxy that is collected loses the calls in flight.
  let running: Running<Api> | undefined;
  let starts = 0;

  function run(): Running<Api> {
    if (running) return running;
    starts += 1;
    const worker = start();
    let fail: (error: AppError) => void = () => {};
    const lost = new Promise<never>((_, reject) => (fail = reject));
    lost.catch(() => {});
    const started: Running<Api> = {
      api: wrap<Api>(worker),
      lost,
      end(error) {
        worker.terminate();
        if (running === started) running = undefined;
        fail(error);
      },
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      started.end(new AppError('run.crashed', { detail: event.message || 'the worker could not be loaded' }));
    });
    running = started;
    onStart?.(started.api);
    return started;
  }

  return {
    async ask(question) {
      const { api, lost } = run();
      return Promise.race([question(api), lost]);
    },
    async call(action, { signal, onEvent } = {}) {
      if (signal?.aborted) throw stoppedError();
      const { api, lost, end } = run();
      const onAbandon = () => end(new AppError('run.crashed', { detail: 'another call would not stop' }));
      return askOverPort((port) => Promise.race([action(api, port), lost]), { signal, onEvent, graceMs, onAbandon });
    },
    startCount: () => starts,
  };
}
