import address from '../../worker/table.worker.ts?worker&url';
import type { AskOptions, RunPort } from '../../base/port.ts';
import type { TableApi } from '../../contract/workers/table-api.ts';
import { startConfinedWorker } from './start.ts';
import { makeWorkerClient } from './worker-client.ts';

/** What a call may be given beside its arguments. */
export interface CallOptions extends Pick<AskOptions, 'signal' | 'onEvent'> {
  /** true = the yes to everything that the call may ask for; false = no; absent = the page asks and the call waits. */
  agree?: boolean;
  /** The API key for servers that this call asks; absent = the one given before for the same server. */
  key?: string;
}

// Pure: builds that never ask drop it.
const tables = /* @__PURE__ */ makeWorkerClient<TableApi>(() => startConfinedWorker(address, 'intab-tables'), {
  graceMs: 3000,
});

/** Counts the starts of the worker: a higher number than before means that the tables it held are gone. */
export function startCount(): number {
  return tables.startCount();
}

/** Asks the table worker something short; it is started, or started again, when needed. @throws AppError `run.crashed` */
export function ask<T>(question: (api: TableApi) => Promise<T>): Promise<T> {
  return tables.ask(question);
}

/**
 * Makes a long call with progress and stopping. A worker that does not stop by itself within three seconds is ended, and the
 * next call starts another. @throws AppError `run.crashed`, `run.stopped`
 */
export function call<T>(action: (api: TableApi, port: RunPort) => Promise<T>, options: CallOptions = {}): Promise<T> {
  return tables.call(action, options);
}
