import { AppError, asAppError, isStopped, stoppedError } from '../../base/errors.ts';
import type { RunEvent } from '../../base/run.ts';
import { toReport } from '../../contract/result/report.ts';
import type { TrainRequest } from '../../contract/request/plan.ts';
import type { TrainResult } from '../../contract/result/result.ts';
import type { RunStore, StoredRun } from '../../storage/runs.ts';
import { toFiles, toSourceAgain, withFiles } from './run-files.ts';
import type { CallOptions } from '../workers/table-worker.ts';

/** A run as the page shows it. Every change makes a new object. */
export interface QueuedRun extends Omit<StoredRun, 'owner' | 'files'> {
  files: { name: string; bytes: number }[];
  /** Whether its files must be picked again before it can run. */
  needsFiles: boolean;
  stopping: boolean;
  /** The whole result, for runs of this page. */
  result?: TrainResult;
}

/** Waiting runs, the current run and finished runs. */
export interface Queue {
  /** All runs, oldest first. */
  runs(): readonly QueuedRun[];
  /** Hears of every change; gives the way to stop hearing. */
  subscribe(listener: (runs: readonly QueuedRun[]) => void): () => void;
  /** Hears what runs say while they go on. */
  listen(listener: (id: string, event: RunEvent) => void): () => void;
  /** Brings back the runs of before a reload; those that waited go on by themselves, one that was going on is `interrupted`. */
  restore(): Promise<void>;
  /** Adds a run at the end; `done` gives its result. */
  add(request: TrainRequest, options?: CallOptions): { id: string; done: Promise<TrainResult> };
  /** Stops the current run, or a waiting one. */
  stop(id: string): void;
  /** Removes a run from the list; the current run is stopped first. */
  remove(id: string): Promise<void>;
  /** Runs an interrupted, stopped or failed run again; `files` where its own are gone (`needsFiles`). */
  again(id: string, files?: readonly File[]): Promise<TrainResult>;
}

/** What a queue needs from the outside. */
export interface QueueNeeds {
  train(request: TrainRequest, options: CallOptions): Promise<TrainResult>;
  store: RunStore;
  /** A name for this tab. */
  owner: string;
  /** Tells whether a tab is still open. */
  isOpen(owner: string): Promise<boolean>;
  now(): number;
  /** Takes from a plan what may not be stored. */
  withoutSecrets(plan: StoredRun['plan']): StoredRun['plan'];
}

/** Finished runs kept in the list; the oldest are removed first. */
const maxKeptRuns = 200;

interface Entry {
  run: QueuedRun;
  request: TrainRequest;
  stop: AbortController;
  options: CallOptions;
  settle: { resolve(result: TrainResult): void; reject(error: AppError): void };
}

/** Makes a queue. Runs go one at a time, in the order they were added. */
export function makeQueue(needs: QueueNeeds): Queue {
  let entries: Entry[] = [];
  let going: Entry | null = null;
  let saved = Promise.resolve();
  const listeners = new Set<(runs: readonly QueuedRun[]) => void>();
  const eventListeners = new Set<(id: string, event: RunEvent) => void>();

  const runs = () => entries.map(({ run }) => run);
  const changed = () => listeners.forEach((listener) => listener(runs()));
  const find = (id: string) => entries.find(({ run }) => run.id === id);
  // One write after another; a full or closed storage must not stop a run.
  const store = (write: () => Promise<void>) => (saved = saved.then(write).catch(() => {}));

  const unwritten = new Set<Entry>();

  function set(entry: Entry, change: Partial<QueuedRun>): void {
    entry.run = { ...entry.run, ...change };
    // A run that was taken off the list meanwhile must not come back by its end.
    if (!entries.includes(entry)) return;
    changed();
    if (unwritten.has(entry)) return;
    unwritten.add(entry);
    void store(() => {
      unwritten.delete(entry);
      return entries.includes(entry) ? needs.store.put(stored(entry)) : Promise.resolve();
    });
  }

  const stored = ({ run, request }: Entry): StoredRun => {
    const { needsFiles: _, stopping: __, result: ___, files: ____, ...rest } = run;
    const files = toFiles(request.sources, run.files, !isOver(run) || run.status === 'interrupted');
    return { ...rest, plan: needs.withoutSecrets(run.plan), owner: needs.owner, files };
  };

  function enter(run: QueuedRun, request: TrainRequest, options: CallOptions, isStored = false) {
    const stop = new AbortController();
    let settle: Entry['settle'] = { resolve() {}, reject() {} };
    const done = new Promise<TrainResult>((resolve, reject) => (settle = { resolve, reject }));
    done.catch(() => {});
    const entry = { run, request, stop, options, settle };
    if (options.signal?.aborted) stop.abort();
    options.signal?.addEventListener('abort', () => stopRun(entry), { once: true });
    const at = entries.findIndex((each) => each.run.id === run.id);
    entries = at < 0 ? [...entries, entry] : entries.with(at, entry);
    if (isStored) changed();
    else set(entry, {});
    if (!run.needsFiles && run.status === 'waiting') void next();
    return done;
  }

  async function next(): Promise<void> {
    const entry = entries.find(({ run }) => run.status === 'waiting' && !run.needsFiles);
    if (going || !entry) return;
    going = entry;
    set(entry, { status: 'running', startedAt: needs.now() });
    const onEvent = (event: RunEvent) => {
      entry.options.onEvent?.(event);
      eventListeners.forEach((listener) => listener(entry.run.id, event));
    };
    try {
      const { agree } = entry.options;
      const result = await needs.train(entry.request, { agree, signal: entry.stop.signal, onEvent });
      set(entry, { status: 'done', stopping: false, endedAt: needs.now(), result, report: toReport(result) });
      entry.settle.resolve(result);
    } catch (error) {
      const known = asAppError(error);
      const status = isStopped(known) ? 'stopped' : 'failed';
      const { code, params } = known;
      set(entry, { status, stopping: false, endedAt: needs.now(), error: { code, params } });
      entry.settle.reject(known);
    } finally {
      going = null;
      forget();
      void next();
    }
  }

  /** Lets the oldest runs go that are over. */
  function forget(): void {
    const over = entries.filter(({ run }) => isOver(run));
    for (const { run } of over.slice(0, Math.max(0, over.length - maxKeptRuns))) void remove(run.id);
  }

  function stopRun(entry: Entry): void {
    if (entry.run.status === 'running') set(entry, { stopping: true });
    if (entry.run.status === 'waiting') {
      set(entry, { status: 'stopped', endedAt: needs.now() });
      entry.settle.reject(stoppedError());
    }
    entry.stop.abort();
  }

  async function remove(id: string): Promise<void> {
    const entry = find(id);
    if (!entry) return;
    stopRun(entry);
    entries = entries.filter((each) => each !== entry);
    changed();
    await store(() => needs.store.remove(id));
  }

  return {
    runs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listen(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    add(request, options = {}) {
      const id = newId(needs.now());
      const files = request.sources.map(({ name, blob }) => ({ name, bytes: blob.size }));
      const at = { addedAt: needs.now(), status: 'waiting' as const, needsFiles: false, stopping: false };
      return { id, done: enter({ id, plan: request.plan, files, ...at }, request, options) };
    },
    stop(id) {
      const entry = find(id);
      if (entry) stopRun(entry);
    },
    remove,
    again(id, files) {
      const entry = find(id);
      if (!entry || !(isOver(entry.run) || entry.run.needsFiles))
        return Promise.reject(new AppError('run.not-over', { id }));
      const sources = files ? withFiles(entry.request.sources, files) : entry.request.sources;
      const { plan } = entry.request;
      const again = { id, plan, addedAt: entry.run.addedAt, files: entry.run.files };
      if (sources.some(({ blob }) => blob.size === 0))
        return Promise.reject(new AppError('run.needs-files', { files: names(entry) }));
      return enter({ ...again, status: 'waiting', needsFiles: false, stopping: false }, { plan, sources }, {});
    },
    async restore() {
      const before = await needs.store.load().catch((): StoredRun[] => []);
      for (const old of before.sort((a, b) => a.addedAt - b.addedAt)) {
        if (find(old.id)) continue;
        const wasOver = isOver(old);
        if (!wasOver && old.owner !== needs.owner && (await needs.isOpen(old.owner))) continue;
        const status = old.status === 'running' ? 'interrupted' : old.status;
        const { owner: _, files, ...rest } = old;
        const needsFiles = files.some(({ blob }) => !blob);
        const run = {
          ...rest,
          status,
          needsFiles,
          stopping: false,
          files: files.map(({ name, bytes }) => ({ name, bytes })),
        };
        void enter(run, { plan: old.plan, sources: files.map(toSourceAgain) }, {}, wasOver);
      }
    },
  };
}

function isOver({ status }: Pick<StoredRun, 'status'>): boolean {
  return status !== 'waiting' && status !== 'running';
}

function names({ run }: Entry): string {
  return run.files.map(({ name }) => name).join(', ');
}

function newId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `run-${now.toString(36)}-${Array.from(bytes, (each) => each.toString(36)).join('')}`;
}
