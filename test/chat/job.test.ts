import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatAnswers } from '../../src/contract/model/jobs.ts';
import { quietRun } from '../run.ts';
import { startChatServer, type ChatServer } from '../servers/chat-server.ts';
import { asker, makeJob, key, memory } from './ask.ts';

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.asked.length = 0;
  Object.assign(server.seen, { most: 0, closed: 0 });
});

const at = (manner: string) => `${server.address}/${manner}`;
const texts = ({ rows }: ChatAnswers) => rows.map((row) => ('failed' in row ? row.failed.code : row.text));
const prompts = (count: number) => Array.from({ length: count }, (_, row) => `row ${row}`);
const failure = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) as unknown }) as Error;

describe('a chat job', () => {
  it('gives answers in the order of the rows, several at once, read from pieces that cut characters', async () => {
    const run = quietRun();
    const answers = await asker().ask(makeJob(at('echo'), prompts(20)), run);
    expect(texts(answers)).toEqual(prompts(20).map((prompt) => `Echo 世界🌍: ${prompt}`));
    expect(answers).toMatchObject({ asked: 20, dropped: [] });
    expect(answers.rows[0]).toMatchObject({ finish: 'stop', tokensIn: 5, tokensOut: 16 });
    expect(server.seen.max).toBe(3);
    const streamed = run.events.flatMap((event) => (event.type === 'token' && event.row === 7 ? [event.text] : []));
    expect(streamed.join('')).toBe('Echo 世界🌍: row 7');
    const progress = run.events.flatMap((event) => (event.type === 'progress' ? [event.done] : []));
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(20);
  });

  it('sends the key in one header, and only the headers and settings that are wanted', async () => {
    await asker().ask(
      makeJob(at('echo'), ['hi'], { system: 'Be brief.', settings: { temperature: 0.5, max_tokens: 9 } }),
    );
    expect(server.asked[0]).toMatchObject({
      key,
      body: { model: 'small', temperature: 0.5, max_tokens: 9, stream: true },
    });
    expect(server.asked[0]!.body.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'hi' },
    ]);
    expect(JSON.stringify(server.asked[0]!.body)).not.toContain(key);
  });

  it('asks equal questions once where chance has no part, else each', async () => {
    const same = ['a', 'b', 'a', 'a'];
    const answers = await asker().ask(makeJob(at('echo'), same));
    expect(texts(answers)).toEqual(same.map((prompt) => `Echo 世界🌍: ${prompt}`));
    expect(server.asked).toHaveLength(2);
    await asker().ask(makeJob(at('echo'), same, { settings: { temperature: 1 } }));
    expect(server.asked).toHaveLength(6);
  });

  it('does not pay twice: kept answers are taken unless everything is to be asked anew', async () => {
    const store = memory();
    const job = makeJob(at('echo'), prompts(5));
    await asker({ store }).ask(job);
    const again = await asker({ store }).ask(job);
    expect(again.asked).toBe(0);
    expect(texts(again)).toHaveLength(5);
    expect(server.asked).toHaveLength(5);
    await asker({ store }).ask({ ...job, reuse: false });
    expect(server.asked).toHaveLength(10);
    expect(JSON.stringify([...store.kept])).not.toContain(key);
    expect([...store.kept.keys()].every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });

  it('keeps what was answered before a server died, and goes on from there', async () => {
    const store = memory();
    const job = makeJob(at('echo'), prompts(30), { concurrency: 1, tries: 2 });
    const run = quietRun();
    const { report } = run;
    run.report = (event) => {
      report(event);
      if (event.type === 'progress' && event.done === 10) server.die(true);
    };
    await expect(asker({ store }).ask(job, run)).rejects.toThrow(failure('chat.unreachable'));
    server.die(false);
    const before = server.asked.length;
    const answers = await asker({ store }).ask(job);
    expect(texts(answers)).toEqual(prompts(30).map((prompt) => `Echo 世界🌍: ${prompt}`));
    expect(server.asked.length - before).toBe(20);
  });

  it('stops at once and closes its sockets', async () => {
    const stop = new AbortController();
    const store = memory();
    const run = quietRun(stop.signal);
    const started = new Set<number>();
    // The server never ends these answers: the job ends because it is stopped, or not at all.
    run.report = (event) => {
      if (event.type === 'token' && started.add(event.row ?? -1).size === 3) stop.abort();
    };
    await expect(asker({ store }).ask(makeJob(at('hang'), prompts(9), { timeout: 600 }), run)).rejects.toMatchObject({
      code: 'run.stopped',
      name: 'AbortError',
    });
    await expect.poll(() => server.seen.closed).toBe(3);
    expect(server.asked).toHaveLength(3);
    expect(store.kept.size).toBe(0);
  });

  it('leaves out a setting that the model does not take', async () => {
    const job = makeJob(at('picky'), prompts(3), { concurrency: 1, settings: { temperature: 0, max_tokens: 50 } });
    const answers = await asker().ask(job);
    expect(texts(answers)[2]).toBe('Echo 世界🌍: row 2');
    expect(answers.dropped).toEqual(['temperature', 'max_tokens']);
    expect(server.asked.at(-1)!.body).toMatchObject({ max_completion_tokens: 50 });
    expect(server.asked).toHaveLength(5);
  });

  it('reads an answer that does not stream', async () => {
    const { rows } = await asker().ask(makeJob(at('whole'), ['hi']));
    expect(rows[0]).toMatchObject({ text: 'Echo: hi', finish: 'length', tokensIn: 3, tokensOut: 4 });
  });
});

describe('a server that fails', () => {
  it.each(['rate', 'rate-hidden', 'flaky', 'cut', 'midway'])('for a while (%s) is asked again', async (manner) => {
    const { ask, sent } = asker();
    expect(texts(await ask(makeJob(at(manner), prompts(4))))).toEqual(
      prompts(4).map((prompt) => `Echo 世界🌍: ${prompt}`),
    );
    expect(sent.length).toBe(server.asked.length);
    expect(sent.length).toBeGreaterThan(4);
  });

  it('waits as long as Retry-After says, all rows together', async () => {
    const other = await startChatServer();
    const run = quietRun();
    const { ask, sent } = asker();
    await ask(makeJob(`${other.address}/rate`, prompts(4), { concurrency: 2 }), run);
    await other.stop();
    expect(sent.slice(0, 2)).toEqual([0, 0]);
    expect(sent.length).toBeGreaterThanOrEqual(6);
    expect(Math.min(...sent.slice(2))).toBeGreaterThanOrEqual(1000);
    expect(run.events.some((event) => event.type === 'log' && event.code === 'chat.waiting')).toBe(true);
  });

  it.each([
    ['rate-forever', 'chat.rate-limit', { tries: 4, detail: 'slow down' }],
    ['quota', 'chat.quota', {}],
    ['no-credit', 'chat.quota', { detail: 'Insufficient Balance' }],
    ['forbidden', 'chat.forbidden', { detail: 'Country not supported' }],
    ['key', 'chat.bad-key', {}],
    ['model', 'chat.unknown-model', { model: 'small' }],
    ['nothing', 'chat.not-found', { path: '/nothing/v1/chat/completions' }],
    ['html', 'chat.web-page', {}],
    ['html-404', 'chat.web-page', {}],
  ])('for good (%s) ends the job with %s', async (manner, code, params) => {
    const { ask } = asker();
    await expect(ask(makeJob(at(manner), prompts(8)))).rejects.toThrow(failure(code, params));
    expect(server.asked.length).toBeLessThanOrEqual(12);
  });

  it.each([
    ['broken', 'chat.server-error'],
    ['cut-forever', 'chat.cut'],
    ['malformed', 'chat.bad-stream'],
    ['unended', 'chat.cut'],
    ['empty', 'chat.empty'],
  ])('at every row (%s) loses few rows, and ends the job after five', async (manner, code) => {
    const two = await asker().ask(makeJob(at(manner), prompts(2), { tries: 2 }));
    expect(texts(two)).toEqual([code, code]);
    await expect(asker().ask(makeJob(at(manner), prompts(20), { tries: 1 }))).rejects.toThrow(failure(code));
  });

  it('at one row loses that row', async () => {
    const answers = await asker().ask(makeJob(at('filter'), ['a', 'secret', 'c']));
    expect(texts(answers)).toEqual(['Echo 世界🌍: a', 'chat.bad-request', 'Echo 世界🌍: c']);
  });

  it('by silence is given up', async () => {
    const { rows } = await asker().ask(makeJob(at('hang'), ['a'], { timeout: 1, tries: 1 }));
    expect(rows[0]).toMatchObject({ failed: { code: 'chat.timeout', params: { seconds: 1 } } });
    await expect.poll(() => server.seen.closed).toBe(1);
  });

  it('by not being there is tried twice, and says what to do', async () => {
    const dead = await startChatServer();
    await dead.stop();
    const { ask, sent } = asker();
    await expect(ask(makeJob(`${dead.address}/echo`, prompts(3), { concurrency: 1 }))).rejects.toThrow(
      failure('chat.unreachable', { origin: 'http://localhost:4173' }),
    );
    expect(sent).toHaveLength(2);
  });

  it('is not asked with a key that no header takes', async () => {
    for (const odd of ['sk 1', '密钥', 'sk-1\n']) {
      await expect(asker({ key: odd }).ask(makeJob(at('echo'), ['a']))).rejects.toThrow(failure('chat.odd-key'));
    }
    expect(server.asked).toEqual([]);
  });

  it('because nobody gave a key says so', async () => {
    await expect(asker({ key: '' }).ask(makeJob(at('key'), ['a']))).rejects.toThrow(failure('chat.no-key'));
    expect(server.asked[0]!.key).toBe('');
  });
});

describe('the key', () => {
  it('is in no error, though the server sends it back', async () => {
    const error: unknown = await asker()
      .ask(makeJob(at('key'), ['a']))
      .catch((thrown: unknown) => thrown);
    const everything = JSON.stringify(error) + String(error) + (error instanceof Error ? error.stack : '');
    expect(everything).toContain('•••');
    expect(everything).not.toContain(key);
    expect(everything).not.toContain(key.slice(8));
  });

  it('is in no answer and no event, though the model says it piece by piece', async () => {
    const run = quietRun();
    const answers = await asker().ask(makeJob(at('echo-key'), ['a']), run);
    expect(texts(answers)).toEqual(['Your key is •••, keep it']);
    expect(JSON.stringify(run.events)).not.toContain(key.slice(0, 12));
  });
});
