import { expect, it } from 'vitest';
import { stoppedError } from '../../src/base/errors.ts';
import { makeIdleJobs } from '../../src/worker/idle-jobs.ts';

const never = new AbortController().signal;
/** Lets everything through that waits for no event. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A job that goes on until `end` is called. */
function gate() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { end, job: () => ended };
}

it('jobs go one after another, idle ones last', async () => {
  const idleJobs = makeIdleJobs();
  const order: string[] = [];
  const job = (name: string) => async () => {
    order.push(`${name} begins`);
    await turn();
    order.push(`${name} ends`);
  };
  await Promise.all([
    idleJobs.next(job('first'), never),
    idleJobs.whenIdle(job('idle')),
    idleJobs.next(job('second'), never),
  ]);
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'idle begins', 'idle ends']);
});

it('an idle job gives way and is done anew', async () => {
  const idleJobs = makeIdleJobs();
  const order: string[] = [];
  const idle = idleJobs.whenIdle(async (signal) => {
    order.push('idle begins');
    if (order.length > 1) return 'done';
    await new Promise((stopped) => signal.addEventListener('abort', stopped));
    throw stoppedError();
  });
  await turn();
  expect(order).toEqual(['idle begins']);
  await idleJobs.next(() => Promise.resolve(order.push('job')), never);
  expect(await idle).toBe('done');
  expect(order).toEqual(['idle begins', 'job', 'idle begins']);
});

it('one that fails does not hold up the rest', async () => {
  const idleJobs = makeIdleJobs();
  const fails = idleJobs.next(() => Promise.reject(new Error('no')), never);
  const idles = idleJobs.whenIdle(() => Promise.reject(new Error('no')));
  await expect(fails).rejects.toThrow('no');
  await expect(idles).rejects.toThrow('no');
  expect(await idleJobs.next(() => Promise.resolve(1), never)).toBe(1);
});

it('one that is stopped while it waits never begins', async () => {
  const idleJobs = makeIdleJobs();
  const stop = new AbortController();
  const { job, end } = gate();
  const first = idleJobs.next(job, never);
  const second = idleJobs.next(() => Promise.reject(new Error('began')), stop.signal);
  stop.abort();
  await expect(second).rejects.toMatchObject({ code: 'run.stopped' });
  end();
  await first;
});
