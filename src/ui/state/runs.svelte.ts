import { AppError } from '../../base/errors.ts';
import type { RunEvent } from '../../base/run.ts';
import type { QueuedRun } from '../../client/runs/queue.ts';
import { queue } from '../../client/runs/run-queue.ts';
import type { TrainRequest } from '../../contract/request/plan.ts';
import type { TrainResult } from '../../contract/result/result.ts';
import { updateTrace, newTrace, shareDone, type LogEvent, type RunTrace } from './run-trace.ts';

/** How the newest run of this page stands. */
export type RunState =
  | { status: 'idle' }
  | { status: 'running'; id: string; trace: RunTrace; stopping: boolean }
  | { status: 'done'; id: string; trace: RunTrace; result: TrainResult; ms: number }
  | { status: 'stopped'; id: string; trace: RunTrace }
  | { status: 'failed'; id: string; trace: RunTrace; error: AppError };

/** The page draws at most this often while a run reports, in milliseconds. */
const drawEvery = 100;
/** Log lines kept; the oldest are dropped. */
const maxLogLines = 2000;

/** What the page does when a run begins and when it is over. */
export interface RunListener {
  began(id: string): void;
  ended(state: RunState): void;
}

/** Follows the queue: the current run, waiting and finished runs, and their events. */
export class Runs {
  /** Every run, oldest first, those of before a reload included. */
  list: readonly QueuedRun[] = $state.raw([]);
  /** State of the current run, else of the one that ended last on this page. */
  state: RunState = $state.raw({ status: 'idle' });
  /** Every line since the page opened, reading included. */
  log: readonly LogEvent[] = $state.raw([]);

  readonly running: boolean = $derived(this.state.status === 'running');
  readonly waiting: readonly QueuedRun[] = $derived(this.list.filter(({ status }) => status === 'waiting'));
  /** Newest first. */
  readonly past: readonly QueuedRun[] = $derived(
    this.list.filter(({ status }) => status !== 'waiting' && status !== 'running').toReversed(),
  );
  /** Share of all stages of the current run that is done, 0 to 1, or null. */
  readonly share: number | null = $derived(this.state.status === 'running' ? shareDone(this.state.trace) : null);

  #events: RunEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #listener: RunListener;

  constructor(listener: RunListener) {
    this.#listener = listener;
    queue.subscribe((list) => this.#see(list));
    queue.listen((_, event) => this.onEvent(event));
    void queue.restore();
  }

  /** Adds a run to the queue and gives its id; how it ends is in `state` and `list`. */
  add(request: TrainRequest): string {
    const { id, done } = queue.add(request);
    done.catch(() => {});
    return id;
  }

  /** Stops the current run. */
  stop(): void {
    if (this.state.status === 'running') queue.stop(this.state.id);
  }

  /** Removes a run from the list; the current run is stopped first. */
  async remove(id: string): Promise<void> {
    await queue.remove(id);
  }

  /** Runs one again, with its files picked again where they are gone. */
  async again(id: string, files?: readonly File[]): Promise<void> {
    await queue.again(id, files).catch(() => {});
  }

  /** Takes in what a call says; it is shown within 100 ms. */
  onEvent(event: RunEvent): void {
    this.#events.push(event);
    this.#timer ??= setTimeout(() => this.#draw(), drawEvery);
  }

  #see(list: readonly QueuedRun[]): void {
    this.list = list;
    const going = list.find(({ status }) => status === 'running');
    if (this.state.status === 'running') {
      const { id, trace } = this.state;
      const run = list.find((each) => each.id === id);
      if (run?.status === 'running') {
        if (run.stopping !== this.state.stopping) this.state = { ...this.state, stopping: run.stopping };
        return;
      }
      if (run?.error) this.onEvent(lastLine(run, run.error, trace));
      this.#draw();
      this.state = run
        ? endState(run, this.state.status === 'running' ? this.state.trace : trace)
        : { status: 'stopped', id, trace };
      this.#listener.ended(this.state);
    }
    if (going) {
      const { id, plan, startedAt, stopping } = going;
      this.state = { status: 'running', id, stopping, trace: newTrace(plan, startedAt ?? Date.now()) };
      this.#listener.began(id);
    }
  }

  #draw(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const events = this.#events;
    this.#events = [];
    const lines = events.filter((event): event is LogEvent => event.type === 'log');
    if (lines.length > 0) this.log = [...this.log, ...lines].slice(-maxLogLines);
    if (this.state.status === 'running' && events.length > 0) {
      this.state = { ...this.state, trace: updateTrace(this.state.trace, events) };
    }
  }
}

/** Why a run broke off, as a line of the log. */
function lastLine(
  { status, endedAt }: QueuedRun,
  { code, params }: NonNullable<QueuedRun['error']>,
  { stage }: RunTrace,
): LogEvent {
  const level = status === 'failed' ? 'error' : 'note';
  return { type: 'log', at: endedAt ?? Date.now(), stage: stage ?? 'read', level, code, params };
}

function endState(run: QueuedRun, trace: RunTrace): RunState {
  const { id } = run;
  if (run.status === 'done' && run.result) {
    return { status: 'done', id, trace, result: run.result, ms: (run.endedAt ?? trace.startedAt) - trace.startedAt };
  }
  if (run.status === 'failed' && run.error) {
    return { status: 'failed', id, trace, error: new AppError(run.error.code, run.error.params) };
  }
  return { status: 'stopped', id, trace };
}
