import { describe, expect, it } from 'vitest';
import { AppError, stoppedError } from '../../../src/base/errors.ts';
import { makeQueue, type Queue, type QueueNeeds } from '../../../src/client/runs/queue.ts';
import type { CallOptions } from '../../../src/client/workers/table-worker.ts';
import type { Source } from '../../../src/contract/data/reading.ts';
import type { TrainRequest } from '../../../src/contract/request/plan.ts';
import type { TrainResult } from '../../../src/contract/result/result.ts';
import type { RunStore, StoredRun } from '../../../src/storage/runs.ts';

const file = (name: string, text = 'a,b\n1,2\n') => new File([text], name);
const request = (name: string, ...files: File[]) =>
  ({
    plan: { name, modelType: 'linear_regression', modelParams: {} },
    sources: (files.length ? files : [file('a.csv')]).map((blob, at): Source => ({
      id: `s${at}`,
      name: blob.name,
      blob,
    })),
  }) as unknown as TrainRequest;
const result = (modelId: string) => ({ modelId, notices: [] }) as unknown as TrainResult;

/** Trains when told to, and stops when its signal says so. */
function trainer() {
  const calls: { name: string; finish(): void; fail(error: Error): void; onEvent: CallOptions['onEvent'] }[] = [];
  const train: QueueNeeds['train'] = ({ plan }, { signal, onEvent }) =>
    new Promise((resolve, reject) => {
      const name = plan.name ?? '';
      signal?.addEventListener('abort', () => reject(stoppedError()));
      calls.push({ name, finish: () => resolve(result(name)), fail: reject, onEvent: onEvent });
    });
  return { calls, train };
}

function memory(): RunStore & { kept: Map<string, StoredRun> } {
  const kept = new Map<string, StoredRun>();
  return {
    kept,
    load: async () => [...kept.values()],
    put: async (run) => void kept.set(run.id, structuredClone(run)),
    remove: async (id) => void kept.delete(id),
  };
}

function setUp(store = memory(), owner = 'tab', open: string[] = []) {
  const { calls, train } = trainer();
  let time = 0;
  const now = () => (time += 1);
  const isOpen = async (tab: string) => open.includes(tab);
  return { calls, store, queue: makeQueue({ train, store, owner, isOpen, now, withoutSecrets: (plan) => plan }) };
}

const states = (queue: Queue) => queue.runs().map(({ plan, status }) => `${plan.name} ${status}`);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('queue', () => {
  it('runs one at a time, in order', async () => {
    const { queue, calls } = setUp();
    const first = queue.add(request('first'));
    queue.add(request('second'));
    expect(states(queue)).toEqual(['first running', 'second waiting']);
    calls[0].finish();
    expect(await first.done).toMatchObject({ modelId: 'first' });
    await settle();
    expect(states(queue)).toEqual(['first done', 'second running']);
  });

  it('stops the one that goes on and goes on with the next', async () => {
    const { queue } = setUp();
    const first = queue.add(request('first'));
    queue.add(request('second'));
    queue.stop(first.id);
    expect(queue.runs()[0].stopping).toBe(true);
    await expect(first.done).rejects.toMatchObject({ name: 'AbortError', code: 'run.stopped' });
    await settle();
    expect(states(queue)).toEqual(['first stopped', 'second running']);
  });

  it('stops and removes one that waits without running it', async () => {
    const { queue, calls } = setUp();
    queue.add(request('first'));
    const second = queue.add(request('second'));
    const third = queue.add(request('third'));
    queue.stop(second.id);
    await queue.remove(third.id);
    await expect(second.done).rejects.toMatchObject({ code: 'run.stopped' });
    await expect(third.done).rejects.toMatchObject({ code: 'run.stopped' });
    calls[0].finish();
    await settle();
    expect(states(queue)).toEqual(['first done', 'second stopped']);
    expect(calls.map(({ name }) => name)).toEqual(['first']);
  });

  it('keeps the code of a failure and goes on', async () => {
    const { queue, calls } = setUp();
    queue.add(request('first'));
    queue.add(request('second'));
    calls[0].fail(new AppError('fields.unknown-column', { column: 'x', columns: 'a, b' }));
    await settle();
    expect(states(queue)).toEqual(['first failed', 'second running']);
    expect(queue.runs()[0].error).toEqual({ code: 'fields.unknown-column', params: { column: 'x', columns: 'a, b' } });
  });

  it('stops by the signal of the caller and passes events on', async () => {
    const { queue, calls } = setUp();
    const stop = new AbortController();
    const events: unknown[] = [];
    queue.listen((_, event) => events.push(event));
    const { done } = queue.add(request('first'), { signal: stop.signal, onEvent: (event) => events.push(event) });
    calls[0].onEvent?.({ type: 'epoch', epoch: 1, loss: 2 });
    stop.abort();
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
    expect(events).toEqual([
      { type: 'epoch', epoch: 1, loss: 2 },
      { type: 'epoch', epoch: 1, loss: 2 },
    ]);
  });

  it('tells of every change with new objects', () => {
    const { queue } = setUp();
    const seen: string[][] = [];
    const leave = queue.subscribe((runs) => seen.push(runs.map(({ status }) => status)));
    queue.add(request('first'));
    leave();
    queue.add(request('second'));
    expect(seen).toEqual([['waiting'], ['running']]);
  });
});

describe('a queue after a reload', () => {
  it('goes on with what waited and calls the one that went on interrupted', async () => {
    const before = setUp();
    before.queue.add(request('first'));
    before.queue.add(request('second'));
    await settle();
    const { queue, calls } = setUp(before.store, 'tab after');
    await queue.restore();
    expect(states(queue)).toEqual(['first interrupted', 'second running']);
    calls[0].finish();
    await settle();
    void queue.again(queue.runs()[0].id);
    expect(states(queue)).toEqual(['first running', 'second done']);
  });

  it('keeps the numbers of runs that are over, and none of their files', async () => {
    const before = setUp();
    before.queue.add(request('first'));
    before.calls[0].finish();
    await settle();
    expect([...before.store.kept.values()][0].files).toEqual([{ name: 'a.csv', bytes: 8 }]);
    const { queue } = setUp(before.store, 'tab after');
    await queue.restore();
    expect(queue.runs()[0]).toMatchObject({ status: 'done', report: { modelId: 'first' } });
  });

  it('does not bring back what was removed while it went on', async () => {
    const before = setUp();
    const { id, done } = before.queue.add(request('first'));
    await settle();
    await before.queue.remove(id);
    await expect(done).rejects.toMatchObject({ code: 'run.stopped' });
    await settle();
    expect(before.store.kept.size).toBe(0);
  });

  it('leaves the runs of a tab that is still open alone', async () => {
    const before = setUp();
    before.queue.add(request('first'));
    await settle();
    const { queue } = setUp(before.store, 'other tab', ['tab']);
    await queue.restore();
    expect(states(queue)).toEqual([]);
  });

  it('asks for files that were too large to keep', async () => {
    const before = setUp();
    before.queue.add(request('first'));
    before.queue.add(request('large', file('large.csv', 'x'.repeat(65 * 2 ** 20))));
    await settle();
    const { queue, calls } = setUp(before.store, 'tab after');
    await queue.restore();
    const [, large] = queue.runs();
    expect(large).toMatchObject({ status: 'waiting', needsFiles: true });
    await expect(queue.again(large.id)).rejects.toMatchObject({ code: 'run.needs-files' });
    void queue.again(large.id, [file('large.csv')]);
    expect(calls.map(({ name }) => name)).toEqual(['large']);
  });

  it('goes on without a storage that works', async () => {
    const broken = memory();
    broken.put = () => Promise.reject(new Error('full'));
    broken.load = () => Promise.reject(new Error('closed'));
    const { queue, calls } = setUp(broken);
    await queue.restore();
    const { done } = queue.add(request('first'));
    calls[0].finish();
    expect(await done).toMatchObject({ modelId: 'first' });
  });
});
