import { describe, expect, it } from 'vitest';
import { serveRun, type RunPort } from '../../../src/base/port.ts';
import type { RunEvent } from '../../../src/base/run.ts';
import { expose, transfer } from '../../../src/base/wire.ts';
import { makeWorkerClient } from '../../../src/client/workers/worker-client.ts';

interface Api {
  name(): Promise<string>;
  /** Reports one epoch; then only a stop ends it, or nothing where `deaf`. */
  work(deaf: boolean, port: RunPort): Promise<string>;
}

/** The part of a worker that a client uses, at the other end of a real channel; `kill` is a crash: whatever was asked gets no answer. */
class Thread extends EventTarget {
  readonly #here: MessagePort;
  readonly #there: MessagePort;
  terminated = false;

  constructor(name: string) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#here = port1;
    this.#there = port2;
    const isOver = () => this.terminated;
    port1.onmessage = ({ data, ports }) => this.dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
    expose(
      {
        name: () => Promise.resolve(name),
        async work(deaf, port) {
          const run = serveRun(port, () => Date.now());
          run.report({ type: 'epoch', epoch: 1, loss: 1 });
          for (;;) {
            await new Promise((resolve) => setTimeout(resolve, 1));
            if (isOver()) return 'terminated';
            if (!deaf) await run.yield();
          }
        },
      } satisfies Api,
      port2,
    );
  }

  postMessage(message: unknown, transferred: Transferable[]): void {
    this.#here.postMessage(message, transferred);
  }

  terminate(): void {
    this.terminated = true;
    this.#there.close();
  }

  kill(message: string): void {
    this.#there.close();
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }
}

function makeClient(graceMs?: number) {
  const threads: Thread[] = [];
  const client = makeWorkerClient<Api>(
    () => {
      const thread = new Thread(`thread ${threads.length + 1}`);
      threads.push(thread);
      return thread as unknown as Worker;
    },
    { graceMs },
  );
  return { client, threads };
}

describe('the client of a worker', () => {
  it('starts it when it is first asked, once', async () => {
    const { client, threads } = makeClient();
    expect([threads.length, client.startCount()]).toEqual([0, 0]);
    expect(await client.ask((api) => api.name())).toBe('thread 1');
    expect(await client.ask((api) => api.name())).toBe('thread 1');
    expect([threads.length, client.startCount()]).toEqual([1, 1]);
  });

  it('rejects every call that a crash leaves without an answer, and starts another for the next one', async () => {
    const { client, threads } = makeClient();
    const events: RunEvent[] = [];
    let begin = () => {};
    const started = new Promise<void>((resolve) => (begin = resolve));
    const onEvent = (event: RunEvent) => {
      events.push(event);
      begin();
    };
    const long = client.call((api, port) => api.work(false, port), { onEvent });
    const { port2 } = new MessageChannel();
    const handedOn = client.ask((api) => api.work(false, transfer(port2, [port2])));
    await started;
    const both = Promise.allSettled([long, handedOn]);
    threads[0]!.kill('out of memory');
    const crashed = { status: 'rejected', reason: { code: 'run.crashed', params: { detail: 'out of memory' } } };
    expect(await both).toMatchObject([crashed, crashed]);
    expect(events).toEqual([{ type: 'epoch', epoch: 1, loss: 1 }]);
    expect(threads[0]!.terminated).toBe(true);
    expect(await client.ask((api) => api.name())).toBe('thread 2');
    expect(client.startCount()).toBe(2);
  });

  it('names a worker that could not be loaded', async () => {
    const { client, threads } = makeClient();
    const asked = client.ask((api) => api.name());
    threads[0]!.kill('');
    await expect(asked).rejects.toMatchObject({
      code: 'run.crashed',
      params: { detail: 'the worker could not be loaded' },
    });
  });

  it('stops a call and keeps the worker that stops by itself', async () => {
    const { client, threads } = makeClient(60_000);
    const stop = new AbortController();
    const onEvent = () => stop.abort();
    const call = client.call((api, port) => api.work(false, port), { signal: stop.signal, onEvent });
    await expect(call).rejects.toMatchObject({ code: 'run.stopped', name: 'AbortError' });
    expect(await client.ask((api) => api.name())).toBe('thread 1');
    expect(threads.map(({ terminated }) => terminated)).toEqual([false]);
    threads[0]!.terminate();
  });

  it('ends a worker that does not stop within the grace: the other calls are told so', async () => {
    const { client, threads } = makeClient(5);
    const stop = new AbortController();
    const onEvent = () => stop.abort();
    const deaf = client.call((api, port) => api.work(true, port), { signal: stop.signal, onEvent });
    const other = client.call((api, port) => api.work(true, port));
    expect(await Promise.allSettled([deaf, other])).toMatchObject([
      { status: 'rejected', reason: { code: 'run.stopped', name: 'AbortError' } },
      { status: 'rejected', reason: { code: 'run.crashed', params: { detail: 'another call would not stop' } } },
    ]);
    expect(threads[0]!.terminated).toBe(true);
    expect(await client.ask((api) => api.name())).toBe('thread 2');
    threads[1]!.terminate();
  });
});
