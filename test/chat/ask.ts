import { askAll, type AnswerStore, type Means } from '../../src/chat/job.ts';
import type { ChatAnswer, ChatJob, Outside } from '../../src/contract/model/jobs.ts';
import { quietRun } from '../run.ts';

/** A key that no test may find anywhere. */
export const key = 'sk-test-0123456789abcdef';

/** Keeps answers in memory, as the browser keeps them. */
export function memory(): AnswerStore & { kept: Map<string, ChatAnswer> } {
  const kept = new Map<string, ChatAnswer>();
  return {
    kept,
    get: (names) => Promise.resolve(names.map((name) => kept.get(name))),
    put: (name, answer) => Promise.resolve(void kept.set(name, answer)),
  };
}

export function jobOf(server: string, prompts: readonly string[], change: Partial<ChatJob> = {}): ChatJob {
  return {
    server: `${server}/v1`,
    model: 'small',
    system: '',
    prompts,
    columns: ['prompt'],
    settings: { temperature: 0 },
    concurrency: 3,
    tries: 4,
    timeout: 5,
    reuse: true,
    price: { in: null, out: null },
    ...change,
  };
}

/** Does a job as the outbound worker does it, with short waits; `sent` counts requests. */
export function asker(change: Partial<Means> = {}) {
  const sent: string[] = [];
  const means: Means = {
    key,
    store: memory(),
    random: () => 0.5,
    origin: 'http://localhost:4173',
    told: ({ host }) => void sent.push(host),
    firstWait: 5,
    ...change,
  };
  return { sent, means, ask: (job: ChatJob, run = quietRun()) => askAll(job, means, run) };
}

/** What a run may ask, without a page: nobody is asked for a yes. */
export function outsideOf(change: Partial<Means> = {}): Outside {
  const { means } = asker(change);
  return {
    chat: (job, run) => askAll(job, means, run),
    download: () => Promise.reject(new Error('nothing is downloaded here')),
  };
}
