import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/errors.ts';
import { askForRun, askOverPort, serveRun, type RunPort } from '../../src/base/port.ts';
import type { RunEvent } from '../../src/base/run.ts';
import { quietRun } from '../run.ts';

const now = () => Date.now();
const epoch = (number: number): RunEvent => ({ type: 'epoch', epoch: number, loss: 1 / number });
const progress = (done: number, total: number): RunEvent => ({
  type: 'progress',
  stage: 'read',
  done,
  total,
  unit: 'rows',
});

/** A call that only a stop ends: resolves `started` once it runs. */
function endless() {
  let start = () => {};
  const started = new Promise<void>((resolve) => (start = resolve));
  const action = async (port: RunPort): Promise<never> => {
    const run = serveRun(port, now);
    start();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve));
      await run.yield();
    }
  };
  return { action, started };
}

describe('a call over a port', () => {
  it('gives the answer, and every event before it', async () => {
    const events: RunEvent[] = [];
    const answer = await askOverPort(
      (port) => {
        const run = serveRun(port, now);
        for (let i = 1; i <= 100; i++) run.report(epoch(i));
        return Promise.resolve('done');
      },
      { onEvent: (event) => events.push(event) },
    );
    expect(answer).toBe('done');
    expect(events).toEqual(Array.from({ length: 100 }, (_, i) => epoch(i + 1)));
  });

  it('gives the events before an error too', async () => {
    const events: RunEvent[] = [];
    const failing = askOverPort(
      (port) => {
        serveRun(port, now).report(epoch(1));
        return Promise.reject(new AppError('predict.no-rows', {}));
      },
      { onEvent: (event) => events.push(event) },
    );
    await expect(failing).rejects.toMatchObject({ code: 'predict.no-rows' });
    expect(events).toEqual([epoch(1)]);
  });

  it('settles although nobody answers its last question', async () => {
    const lost = askOverPort(() => Promise.reject(new AppError('run.crashed', { detail: 'gone' })), {
      onEvent: () => {},
    });
    await expect(lost).rejects.toMatchObject({ code: 'run.crashed' });
  });

  it('carries a stop to the other side', async () => {
    const stop = new AbortController();
    const { action, started } = endless();
    const call = askOverPort(action, { signal: stop.signal });
    void started.then(() => stop.abort());
    await expect(call).rejects.toMatchObject({ code: 'run.stopped', name: 'AbortError' });
  });

  it('does not begin when it is stopped already', async () => {
    let started = false;
    const call = askOverPort(() => Promise.resolve((started = true)), { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'run.stopped' });
    expect(started).toBe(false);
  });

  it('is abandoned where it does not stop within the grace', async () => {
    const stop = new AbortController();
    let abandoned = 0;
    const call = askOverPort(() => new Promise<never>(() => {}), {
      signal: stop.signal,
      graceMs: 5,
      onAbandon: () => (abandoned += 1),
    });
    expect(abandoned).toBe(0);
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'run.stopped', name: 'AbortError' });
    expect(abandoned).toBe(1);
  });

  it('is not abandoned where it stops by itself', async () => {
    const stop = new AbortController();
    let abandoned = false;
    const { action, started } = endless();
    const call = askOverPort(action, { signal: stop.signal, graceMs: 60_000, onAbandon: () => (abandoned = true) });
    void started.then(() => stop.abort());
    await expect(call).rejects.toMatchObject({ code: 'run.stopped' });
    expect(abandoned).toBe(false);
  });
});

describe('a call on behalf of a run', () => {
  it('gives the run its events and stops with it', async () => {
    const stop = new AbortController();
    const run = quietRun(stop.signal);
    const { action, started } = endless();
    const call = askForRun(run, (port) => {
      port.postMessage(epoch(1));
      return action(port);
    });
    void started.then(() => stop.abort());
    await expect(call).rejects.toMatchObject({ code: 'run.stopped' });
    expect(run.events).toEqual([epoch(1)]);
  });
});

describe('a run that serves a port', () => {
  it('reports progress at most every 100 ms, and always its end', async () => {
    const events: RunEvent[] = [];
    let clock = 1000;
    await askOverPort(
      (port) => {
        const run = serveRun(port, () => clock);
        for (let done = 1; done <= 300; done++) {
          clock += 1;
          run.report(progress(done, 300));
        }
        return Promise.resolve();
      },
      { onEvent: (event) => events.push(event) },
    );
    expect(events).toEqual([1, 101, 201, 300].map((done) => progress(done, 300)));
  });
});
