import { AppError, isStopped } from '../base/errors.ts';
import { stages, type RunEvent, type Stage } from '../base/run.ts';
import * as calls from '../client/calls.ts';
import type { Plan, TrainRequest } from '../contract/request.ts';
import type { TrainResult } from '../contract/result.ts';

/** A line of the log as the page keeps it: code and params, so that it can be said in any language. */
export type LogEvent = Extract<RunEvent, { type: 'log' }>;
export type Progress = Extract<RunEvent, { type: 'progress' }>;

/** What is known of a run while and after it goes on. */
export interface Trace {
  plan: Plan;
  /** Milliseconds since the epoch. */
  startedAt: number;
  stage: Stage | null;
  /** When each stage began, milliseconds since the epoch. */
  began: Partial<Record<Stage, number>>;
  progress: Progress | null;
  /** When the progress of this stage began to count: for the time left. */
  progressSince: number;
  /** One number an epoch; `validation` is NaN where none was measured. */
  loss: number[];
  validation: number[];
}

/** How the newest run stands. */
export type RunState =
  | { status: 'idle' }
  | { status: 'running'; trace: Trace; stopping: boolean }
  | { status: 'done'; trace: Trace; result: TrainResult; ms: number }
  | { status: 'stopped'; trace: Trace }
  | { status: 'failed'; trace: Trace; error: AppError };

/** The page draws at most this often while a run reports, in milliseconds. */
const drawEvery = 100;
/** Older lines of the log are let go. */
const keptLines = 2000;

/** Starts and stops runs, and holds what they say. */
export class Runs {
  #state: RunState = $state.raw({ status: 'idle' });
  /** Every line since the page opened, reading included. */
  log: LogEvent[] = $state.raw([]);
  #stop: AbortController | null = null;
  #pending: RunEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** The newest run. */
  get state(): RunState {
    return this.#state;
  }

  get running(): boolean {
    return this.#state.status === 'running';
  }

  /** From 0 to 1 over all stages, or null where nothing runs. */
  readonly share = $derived.by(() => (this.#state.status === 'running' ? shareOf(this.#state.trace) : null));

  /** Runs a request to its end; the outcome is in `state`. */
  async start(request: TrainRequest): Promise<RunState> {
    const startedAt = Date.now();
    const stop = new AbortController();
    this.#stop = stop;
    this.#state = {
      status: 'running',
      stopping: false,
      trace: {
        plan: request.plan,
        startedAt,
        stage: null,
        began: {},
        progress: null,
        progressSince: startedAt,
        loss: [],
        validation: [],
      },
    };
    try {
      const result = await calls.train(request, { signal: stop.signal, onEvent: (event) => this.hear(event) });
      this.#flush();
      this.#state = { status: 'done', trace: this.#trace(), result, ms: Date.now() - startedAt };
    } catch (error) {
      this.#flush();
      this.#state = isStopped(error)
        ? { status: 'stopped', trace: this.#trace() }
        : { status: 'failed', trace: this.#trace(), error: asAppError(error) };
    } finally {
      this.#stop = null;
    }
    return this.#state;
  }

  /** Asks the run that goes on to stop. */
  stop(): void {
    if (this.#state.status === 'running') this.#state = { ...this.#state, stopping: true };
    this.#stop?.abort();
  }

  /** Takes in what a call says; it is shown within 100 ms. */
  hear(event: RunEvent): void {
    this.#pending.push(event);
    this.#timer ??= setTimeout(() => this.#flush(), drawEvery);
  }

  #trace(): Trace {
    if (this.#state.status === 'idle') throw new Error('no run');
    return this.#state.trace;
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const events = this.#pending;
    this.#pending = [];
    const lines = events.filter((event): event is LogEvent => event.type === 'log');
    if (lines.length > 0) this.log = [...this.log, ...lines].slice(-keptLines);
    if (this.#state.status === 'running' && events.length > 0) {
      this.#state = { ...this.#state, trace: withEvents(this.#state.trace, events) };
    }
  }
}

function withEvents(trace: Trace, events: RunEvent[]): Trace {
  const next = { ...trace, began: { ...trace.began } };
  for (const event of events) {
    if (event.type === 'stage') {
      next.stage = event.stage;
      next.began[event.stage] = event.at;
      next.progress = null;
      next.progressSince = event.at;
    } else if (event.type === 'progress') {
      next.progress = event;
    } else if (event.type === 'epoch') {
      next.loss.push(event.loss);
      next.validation.push(event.validation ?? NaN);
    }
  }
  return next;
}

/** Training is most of a run: the other stages share a fifth. */
function shareOf(trace: Trace): number {
  if (trace.stage === null) return 0;
  const at = stages.indexOf(trace.stage);
  const train = stages.indexOf('train');
  const inside = trace.progress && trace.progress.total > 0 ? trace.progress.done / trace.progress.total : 0;
  if (at < train) return (0.1 * (at + inside)) / train;
  if (at === train) return 0.1 + 0.8 * inside;
  return 0.9 + (0.1 * (at - train - 1 + inside)) / (stages.length - train - 1);
}

/** Makes whatever was thrown an error with a code. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('run.failed', { detail: error instanceof Error ? error.message : String(error) }, error);
}
