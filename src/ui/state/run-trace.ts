import { catalog } from '../../adapters/catalog.ts';
import { stages, type RunEvent, type Stage } from '../../base/run.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import { learns } from '../../contract/request/control.ts';
import type { Plan } from '../../contract/request/plan.ts';

/** A line of the log as the page keeps it: code and params, so that it can be said in any language. */
export type LogEvent = Extract<RunEvent, { type: 'log' }>;
/** How much of a stage is done, as a run reports it. */
export type Progress = Extract<RunEvent, { type: 'progress' }>;

/** What is known of a run, during it and after. */
export interface RunTrace {
  plan: Plan;
  /** Milliseconds since the epoch. */
  startedAt: number;
  stage: Stage | null;
  /** When each stage began, milliseconds since the epoch. */
  began: Partial<Record<Stage, number>>;
  /** Progress of the current stage. */
  progress: Progress | null;
  /** When the current stage began. */
  stageSince: number;
  /** The newest answers as they come: text by row; the map grows in place. */
  generated: Map<number, string>;
  /** One number an epoch; `validation` is NaN where none was measured. The arrays grow in place. */
  loss: number[];
  validation: number[];
}

/** Begins to follow a run. */
export function newTrace(plan: Plan, startedAt: number): RunTrace {
  return {
    plan,
    startedAt,
    stage: null,
    began: {},
    progress: null,
    stageSince: startedAt,
    generated: new Map(),
    loss: [],
    validation: [],
  };
}

/** Takes in what a run said; gives a new trace, with the same growing arrays. */
export function updateTrace(trace: RunTrace, events: readonly RunEvent[]): RunTrace {
  const next = { ...trace, began: { ...trace.began } };
  for (const event of events) {
    if (event.type === 'stage') {
      next.stage = event.stage;
      next.began[event.stage] = event.at;
      next.progress = null;
      next.stageSince = event.at;
    } else if (event.type === 'progress') {
      next.progress = event;
    } else if (event.type === 'token') {
      write(next.generated, event);
    } else if (event.type === 'epoch') {
      next.loss.push(event.loss);
      next.validation.push(event.validation ?? NaN);
    }
  }
  return next;
}

/** Maximum answers kept while they arrive. */
const maxKeptAnswers = 12;

/** Adds a piece to a row's text; the rows that began longest ago go. */
function write(generated: Map<number, string>, { row = 0, text, first }: Extract<RunEvent, { type: 'token' }>): void {
  generated.set(row, first ? text : (generated.get(row) ?? '') + text);
  const [oldest] = generated.keys();
  if (generated.size > maxKeptAnswers && oldest !== undefined) generated.delete(oldest);
}

/** From 0 to 1 over all stages. Training (or writing) is most of a run: the stages before and after it share a fifth. */
export function shareDone({ stage, progress, plan }: RunTrace): number {
  if (stage === null) return 0;
  const at = stages.indexOf(stage);
  const train = stages.indexOf(takesTimeToAnswer(plan) ? 'postprocess' : 'train');
  const inside = progress && progress.total > 0 ? progress.done / progress.total : 0;
  if (at < train) return (0.1 * (at + inside)) / train;
  if (at === train) return 0.1 + 0.8 * inside;
  return 0.9 + (0.1 * (at - train - 1 + inside)) / (stages.length - train - 1);
}

/** Is true where nothing is learned, or only elsewhere: then answering takes the time. */
function takesTimeToAnswer({ modelType, task, modelParams }: Plan): boolean {
  const meta = (catalog as Readonly<Record<string, AdapterMeta | undefined>>)[modelType];
  return meta !== undefined && task !== null && (meta.leavesTab || !learns(task, meta, modelParams));
}

/** Estimates the milliseconds left in the current stage; null until half a second or a twentieth of it is done. */
export function timeLeft({ progress, stageSince }: RunTrace, now: number): number | null {
  if (!progress || progress.done === 0 || progress.total === 0) return null;
  const spent = now - stageSince;
  if (spent < 500 && progress.done / progress.total < 0.05) return null;
  return (spent / progress.done) * (progress.total - progress.done);
}
