import { askAll, type AnswerStore, type Means } from '../../src/chat/job.ts';
import type { Run } from '../../src/base/run.ts';
import type { ChatAnswer, ChatJob, HostServices } from '../../src/contract/model/jobs.ts';
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

export function makeJob(server: string, prompts: readonly string[], change: Partial<ChatJob> = {}): ChatJob {
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

/**
 * Does a job as the outbound worker does it, by a clock that waits move at once; `sent` holds the waited time before each request, in milliseconds.
 */
export function asker(change: Partial<Means> = {}, clock = () => 0) {
  const sent: number[] = [];
  let time = 0;
  const means: Means = {
    key,
    store: memory(),
    random: () => 0.5,
    origin: 'http://localhost:4173',
    notify: () => void sent.push(time),
    wait: (ms) => {
      const until = time + ms;
      return Promise.resolve().then(() => void (time = Math.max(time, until)));
    },
    ...change,
  };
  return {
    sent,
    ask: (job: ChatJob, run: Run = quietRun()) => askAll(job, means, { ...run, now: () => clock() + time }),
  };
}

/** Host services without a page: consent is not asked for. `clock`: the clock of first tokens, in ms. */
export function hostServices(change: Partial<Means> = {}, clock = () => performance.now()): HostServices {
  return {
    chat: asker(change, clock).ask,
    download: () => Promise.reject(new Error('nothing is downloaded here')),
  };
}
