import address from '../../worker/table.worker.ts?worker&url';
import { AppError, stoppedError } from '../../base/errors.ts';
import type { RunEvent } from '../../base/run.ts';
import { transfer, wrap } from '../../base/wire.ts';
import type { TableApi } from '../../contract/workers/table-api.ts';
import { startInside } from './start.ts';
import type { PortMessage, RunPort } from '../../base/port.ts';

/** What a call may be given beside its arguments. */
export interface CallOptions {
  /** Stops the call: it rejects with code `run.stopped` and name `AbortError`. */
  signal?: AbortSignal;
  /** Hears what the call says while it goes on. */
  onEvent?: (event: RunEvent) => void;
  /** true = the yes to everything that the call may ask for; false = no; absent = the page asks and the call waits. */
  agree?: boolean;
  /** The API key for servers that this call asks; absent = the one given before for the same server. */
  key?: string;
}

/** How long a stopped call may take to end by itself before its worker is ended, in milliseconds. */
const graceMs = 3000;
/** How long the last events of a call are waited for; a worker that is gone says nothing more. */
const lastWordsMs = 500;

interface Running {
  worker: Worker;
  api: TableApi;
  /** Rejects when the worker is gone; never resolves. */
  gone: Promise<never>;
  end(error: AppError): void;
}

// Held here for the page's life: a proxy that is collected loses the calls in flight.
let running: Running | undefined;
let starts = 0;

/** Counts how often the worker was started: a higher number than last time means that the tables it held are gone. */
export function startCount(): number {
  return starts;
}

function start(): Running {
  starts += 1;
  const worker = startInside(address, 'intab-tables');
  let fail: (error: AppError) => void = () => {};
  const gone = new Promise<never>((_, reject) => (fail = reject));
  gone.catch(() => {});
  const end = (error: AppError) => {
    worker.terminate();
    if (running?.worker === worker) running = undefined;
    fail(error);
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    end(new AppError('run.crashed', { detail: event.message || 'the worker could not be loaded' }));
  });
  return { worker, api: wrap<TableApi>(worker), gone, end };
}

/** Asks the table worker something short; it is started, or started again, when needed. */
export async function ask<T>(question: (api: TableApi) => Promise<T>): Promise<T> {
  running ??= start();
  const { api, gone } = running;
  return Promise.race([question(api), gone]);
}

/**
 * Makes a long call with progress and stopping. A worker that does not stop by itself within three seconds is ended, and the
 * next call starts another.
 */
export async function call<T>(
  action: (api: TableApi, port: RunPort) => Promise<T>,
  options: CallOptions = {},
): Promise<T> {
  if (options.signal?.aborted) throw stoppedError();
  running ??= start();
  const { api, gone, end } = running;
  let giveUp = () => {};
  const given = new Promise<never>((_, reject) => {
    giveUp = () => {
      reject(stoppedError());
      end(new AppError('run.crashed', { detail: 'another call would not stop' }));
    };
  });
  return callOn((port) => Promise.race([action(api, port), given, gone]), options, giveUp);
}

/** Makes one call with a port of its own; `giveUp` is called when it does not stop within the grace. */
export async function callOn<T>(
  action: (port: RunPort) => Promise<T>,
  { signal, onEvent }: CallOptions = {},
  giveUp: () => void = () => {},
): Promise<T> {
  const { port1, port2 } = new MessageChannel();
  let ended = () => {};
  port1.onmessage = ({ data }: MessageEvent<Exclude<PortMessage, 'stop'>>) => {
    if (data === 'end') ended();
    else onEvent?.(data);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    port1.postMessage('stop' satisfies PortMessage);
    timer = setTimeout(giveUp, graceMs);
  };
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    return await action(transfer(port2, [port2]));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    if (onEvent) {
      await new Promise<void>((resolve) => {
        ended = resolve;
        setTimeout(resolve, lastWordsMs);
        port1.postMessage('end' satisfies PortMessage);
      });
    }
    port1.close();
  }
}
