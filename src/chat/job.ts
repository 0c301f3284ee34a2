import { AppError } from '../base/errors.ts';
import { log, throwIfStopped, type Run } from '../base/run.ts';
import type { ChatAnswer, ChatAnswers, ChatJob, ChatRow } from '../contract/model/jobs.ts';
import { ask } from './ask.ts';
import { answerNames, requestBody, refusedSetting } from './body.ts';
import { Failure } from './failure.ts';

/** Where answers are kept that were paid for, by the SHA-256 of what was asked. */
export interface AnswerStore {
  get(names: readonly string[]): Promise<(ChatAnswer | undefined)[]>;
  put(name: string, answer: ChatAnswer): Promise<void>;
}

/** What asking needs beside a job. */
export interface Means {
  /** '' = none. */
  key: string;
  store: AnswerStore;
  /** A number from 0 to 1. */
  random(): number;
  /** The page's own origin. */
  origin: string;
  /** Hears of every request that goes out. */
  notify(url: URL): void;
  /** Resolves after `ms` milliseconds, or as soon as `signal` is aborted; absent: by the browser's timer. */
  wait?(ms: number, signal: AbortSignal): Promise<void>;
}

/** Consecutive failures that end the job: the cause is then the server, not a row. */
const maxFailuresInARow = 5;
const firstWait = 1000;
const longestWait = 60_000;
/** A server that wants to be left alone for longer is not waited for. */
const longestAsked = 120_000;

/** Finds what a job has answers for already. */
export async function cachedAnswers(
  job: ChatJob,
  store: AnswerStore,
): Promise<{ names: string[]; kept: (ChatAnswer | undefined)[] }> {
  const names = await answerNames(job);
  const kept = job.reuse ? await store.get(names) : names.map(() => undefined);
  return { names, kept };
}

/**
 * Asks for every row that has no answer yet, several at once, and gives the answers in order. Each answer is kept as it comes. A key that is not
 * taken,
 * an unknown model, an empty account or a dead server end it.
 * @throws AppError `chat.*`, `run.stopped`
 */
export async function askAll(job: ChatJob, means: Means, outer: Run): Promise<ChatAnswers> {
  const url = new URL(`${job.server.replace(/\/+$/, '')}/chat/completions`);
  // A header takes no other signs, and fetch would not say why.
  if (/[^\x21-\x7e]/.test(means.key)) throw new AppError('chat.odd-key', {});
  const { names, kept } = await cachedAnswers(job, means.store);
  const rows: (ChatRow | undefined)[] = [...kept];
  // Equal questions that chance does not part are asked once.
  const first = new Map<string, number>();
  names.forEach((name, row) => {
    if (rows[row] === undefined && !first.has(name)) first.set(name, row);
  });
  const open = [...first.values()];
  const before = kept.filter((answer) => answer !== undefined).length;
  log(outer, 'postprocess', 'chat.start', { model: job.model, host: url.host, rows: job.prompts.length, kept: before });

  const end = new AbortController();
  const run: Run = { ...outer, signal: AbortSignal.any([outer.signal, end.signal]) };
  const shared: Shared = { job, means, url, run, dropped: new Set(), restUntil: 0, isAlive: false };
  let [next, done, lost] = [0, before, 0];
  const progress = () =>
    outer.report({ type: 'progress', stage: 'postprocess', done, total: job.prompts.length, unit: 'rows' });
  progress();

  const work = async () => {
    while (next < open.length) {
      const row = open[next++];
      const answer = await askRow(row, shared);
      rows[row] = answer;
      if ('failed' in answer) {
        lost += 1;
        if (lost >= maxFailuresInARow) throw new AppError(answer.failed.code, answer.failed.params);
      } else {
        lost = 0;
        if (job.reuse) await means.store.put(names[row], answer).catch(() => {});
      }
      done += 1;
      progress();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(job.concurrency, open.length) }, work));
  } catch (error) {
    end.abort();
    throwIfStopped(outer);
    throw error;
  }
  done = job.prompts.length;
  progress();
  return {
    rows: names.map((name, row) => rows[row] ?? rows[first.get(name) ?? row] ?? failedRow(url)),
    asked: open.length,
    dropped: [...shared.dropped].filter((name) => name !== 'stream_options'),
  };
}

interface Shared {
  job: ChatJob;
  means: Means;
  url: URL;
  run: Run;
  /** Settings that the model does not take. */
  dropped: Set<string>;
  /** No row is asked before this moment: the server wants to be left alone. */
  restUntil: number;
  /** Whether the server answered this job once. */
  isAlive: boolean;
}

/** Asks for one row until there is an answer, or a reason why there is none. @throws AppError what ends all rows */
async function askRow(row: number, shared: Shared): Promise<ChatRow> {
  const { run } = shared;
  for (let attempt = 1; ; attempt++) {
    await sleep(shared.restUntil - run.now(), shared);
    try {
      const answer = await askOnce(row, shared);
      shared.isAlive = true;
      return answer;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.next === 'skip') return failed(error.why);
      const wait = waitFor(error, attempt, shared);
      const isOver = attempt >= maxTries(error, shared) || (error.wait ?? 0) > longestAsked;
      if (error.next === 'stop' || (isOver && endsAll(error))) throw lastWord(error, attempt);
      if (isOver) return failed(error.why);
      notifyWait(error, row, wait, shared);
      if (error.status === 429) shared.restUntil = Math.max(shared.restUntil, run.now() + wait);
      else await sleep(wait, shared);
    }
  }
}

/** Asks once; where the model does not take a setting, at once again without it. */
async function askOnce(row: number, { job, means, url, run, dropped }: Shared): Promise<ChatAnswer> {
  for (;;) {
    throwIfStopped(run);
    const body = requestBody(job, job.prompts[row], dropped);
    let first = true;
    means.notify(url);
    try {
      const answer = await ask({
        url,
        model: job.model,
        body,
        key: means.key,
        idle: job.timeout * 1000,
        signal: run.signal,
        now: () => run.now(),
        origin: means.origin,
        onText(text) {
          run.report({ type: 'token', text, row, ...(first ? { first } : {}) });
          first = false;
        },
      });
      if (answer.text.trim() !== '') return answer;
      throw new Failure(new AppError('chat.empty', {}), 'skip');
    } catch (error) {
      const refused = error instanceof Failure && error.status === 400 ? refusedSetting(error.message, body) : null;
      if (refused === null) throw error;
      dropped.add(refused);
    }
  }
}

/** A server that never answered is tried twice: it is more likely off than busy. */
function maxTries(failure: Failure, { job, isAlive }: Shared): number {
  return !isAlive && failure.status === 0 && endsAll(failure) ? Math.min(2, job.tries) : job.tries;
}

/** What is wrong with the server, not with the row. */
function endsAll({ why, status }: Failure): boolean {
  return status === 429 || why.code === 'chat.mixed-content' || why.code.startsWith('chat.unreachable');
}

function lastWord({ why, status }: Failure, tries: number): AppError {
  if (status !== 429 || why.code !== 'chat.rate-limit') return why;
  return new AppError('chat.rate-limit', { ...(why.params as { host: string; detail: string }), tries });
}

/** As the server says; else doubling from one second, a random share of it, and never less than one second. */
function waitFor({ wait }: Failure, attempt: number, { means }: Shared): number {
  const max = Math.min(longestWait, firstWait * 2 ** attempt);
  return wait === null ? Math.max(firstWait, means.random() * max) : Math.max(wait, 100);
}

function notifyWait({ why, status }: Failure, row: number, wait: number, { run, url }: Shared): void {
  const seconds = Math.max(1, Math.round(wait / 1000));
  if (status === 429) return log(run, 'postprocess', 'chat.waiting', { host: url.host, seconds }, 'warning');
  log(run, 'postprocess', 'chat.again', { row: row + 1, reason: why.code, seconds }, 'warning');
}

function failed({ code, params }: AppError): ChatRow {
  return { failed: { code, params } };
}

function failedRow({ host }: URL): ChatRow {
  return failed(new AppError('chat.cut', { host }));
}

/** Waits, unless the run stops. @throws AppError `run.stopped` */
async function sleep(ms: number, { means, run }: Shared): Promise<void> {
  if (ms > 0) await (means.wait ?? waitByTimer)(ms, run.signal);
  throwIfStopped(run);
}

function waitByTimer(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
