import { stoppedError } from './errors.ts';
import { makeRun, type Run, type RunEvent } from './run.ts';
import { transfer } from './wire.ts';

/** The channel of one call between two threads: events come back, a stop goes out. */
export type RunPort = MessagePort;

/**
 * A message on a `RunPort`. The side that serves posts run events; the side that asks posts `stop`, and `end` once it has its answer. The answer
 * takes another way and may overtake the last events, so `end` is echoed after all of them.
 */
export type PortMessage = RunEvent | 'stop' | 'end';

/** What a call between threads takes beside its arguments. */
export interface AskOptions {
  /** Stops the call: it rejects with code `run.stopped` and name `AbortError`. */
  signal?: AbortSignal;
  /** Receives the events of the call while it lasts. */
  onEvent?: (event: RunEvent) => void;
  /** Longest time a stopped call may take to end by itself, in ms; absent = no limit. */
  graceMs?: number;
  /** Called after `graceMs`, when the call is abandoned and rejects. */
  onAbandon?: () => void;
}

/** Longest wait for the last events of a call, in ms: a worker that is gone echoes no `end`. */
const lastEventsMs = 500;
/** Shortest time between two progress events on a port, in ms. */
const progressMs = 100;

/**
 * Makes one call over a port of its own; `action` hands the port over with its arguments. All events arrive before the promise settles.
 * @throws AppError `run.stopped` when `signal` has stopped the call; else what `action` throws
 */
export async function askOverPort<T>(
  action: (port: RunPort) => Promise<T>,
  { signal, onEvent, graceMs, onAbandon }: AskOptions = {},
): Promise<T> {
  if (signal?.aborted) throw stoppedError();
  const { port1, port2 } = new MessageChannel();
  let onEnd = () => {};
  port1.onmessage = ({ data }: MessageEvent<Exclude<PortMessage, 'stop'>>) => {
    if (data === 'end') onEnd();
    else onEvent?.(data);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAbandoned = false;
  let abandon = () => {};
  const abandoned = new Promise<never>((_, reject) => {
    abandon = () => {
      isAbandoned = true;
      reject(stoppedError());
      onAbandon?.();
    };
  });
  const stop = () => {
    port1.postMessage('stop' satisfies PortMessage);
    if (graceMs !== undefined) timer = setTimeout(abandon, graceMs);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([action(transfer(port2, [port2])), abandoned]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    if (onEvent && !isAbandoned) {
      await new Promise<void>((resolve) => {
        onEnd = resolve;
        setTimeout(resolve, lastEventsMs);
        port1.postMessage('end' satisfies PortMessage);
      });
    }
    port1.close();
  }
}

/** Makes a call on behalf of a run: events of the call are the run's, and both stop together. @throws AppError as `askOverPort` */
export function askForRun<T>(run: Run, action: (port: RunPort) => Promise<T>): Promise<T> {
  return askOverPort(action, { signal: run.signal, onEvent: (event) => run.report(event) });
}

/** Makes the run of a call that was asked over `port`. `now`: this thread's clock, in ms since the epoch. */
export function serveRun(port: RunPort, now: () => number): Run {
  const stop = new AbortController();
  port.onmessage = ({ data }: MessageEvent<PortMessage>) => {
    if (data === 'stop') stop.abort();
    if (data === 'end') port.postMessage('end' satisfies PortMessage);
  };
  let reportedAt = -Infinity;
  const report = (event: RunEvent) => {
    if (event.type === 'progress' && event.done < event.total) {
      if (now() - reportedAt < progressMs) return;
      reportedAt = now();
    }
    port.postMessage(event);
  };
  return makeRun({ signal: stop.signal, now, report });
}
