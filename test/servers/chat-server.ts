import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a chat server was asked. */
export interface Asked {
  /** The first part of the path: how the server behaves. */
  manner: string;
  /** The user's message. */
  prompt: string;
  key: string;
  body: { model: string; messages: { role: string; content: string }[] } & Record<string, unknown>;
}

/** A server on loopback that speaks the chat protocol, with its faults: `<address>/<manner>/v1` is a base URL. */
export interface ChatServer {
  address: string;
  /** Every question, in order; retries too. */
  asked: Asked[];
  /** Maximum questions at the same time, and how many were abandoned by the other side. */
  seen: { max: number; closed: number };
  /** From now on every connection is broken, until false. */
  die(dead: boolean): void;
  stop(): Promise<void>;
}

type Answer = (asked: Asked, response: ServerResponse, nth: number) => Promise<void> | void;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const event = (content: unknown) => `data: ${JSON.stringify(content)}\n\n`;
const delta = (content: string, finish: string | null = null) =>
  event({ choices: [{ delta: { content }, finish_reason: finish }] });
const usage = (prompt: string, text: string) =>
  event({ choices: [], usage: { prompt_tokens: prompt.length, completion_tokens: text.length } });
const fail = (status: number, error: object, headers: Record<string, string> = {}): Answer => {
  return (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error }));
};

/** Streams a text a few bytes at a time, so that characters are cut. */
async function stream(response: ServerResponse, prompt: string, text: string, pause = 0): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const words = text.match(/\S+\s*|\s+/g) ?? [text];
  const all = Buffer.from(
    `: hello\n\n${words.map((word) => delta(word)).join('')}${delta('', 'stop')}${usage(prompt, text)}data: [DONE]\n\n`,
  );
  const step = pause > 0 ? 60 : 7;
  for (let at = 0; at < all.length && !response.destroyed; at += step) {
    response.write(all.subarray(at, at + step));
    if (pause > 0) await wait(pause);
    else if (at % 70 === 0) await wait(1);
  }
  response.end();
}

const echo: Answer = ({ prompt }, response) => stream(response, prompt, `Echo 世界🌍: ${prompt}`);
const first = (times: number, fault: Answer): Answer => {
  return (asked, response, nth) => (nth < times ? fault(asked, response, nth) : echo(asked, response, nth));
};
const cut: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const bytes = Buffer.from(delta('half a 世界'));
  response.write(bytes.subarray(0, bytes.indexOf(Buffer.from('世')) + 1));
  setTimeout(() => response.destroy(), 20);
};

/** How the server behaves, by the first part of the path. */
const manners: Record<string, Answer> = {
  echo,
  label: ({ prompt }, response) =>
    stream(
      response,
      prompt,
      /good/.test(prompt) ? ' **Positive**. ' : /bad/.test(prompt) ? 'Label: negative' : 'I cannot tell',
    ),
  slow: ({ prompt }, response) => stream(response, prompt, `${'word '.repeat(20)}${prompt}`, 30),
  rate: first(
    2,
    fail(429, { message: 'slow down' }, { 'retry-after': '1', 'access-control-expose-headers': 'retry-after' }),
  ),
  'rate-hidden': first(2, fail(429, { message: 'slow down' })),
  'rate-forever': fail(429, { message: 'slow down' }),
  flaky: first(2, fail(500, { message: 'busy' })),
  broken: fail(503, { message: 'down for today' }),
  cut: first(2, cut),
  'cut-forever': cut,
  malformed: (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end('data: {"choices":[{"delta":\n\ndata: [DONE]\n\n'),
  unended: (_, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(delta('half')),
  midway: first(1, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(delta('half') + event({ error: { message: 'the model crashed' } }));
  }),
  hang: (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(delta('a'));
  },
  html: (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello</p>'),
  'html-404': (_, response) =>
    void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not here</html>'),
  nothing: (_, response) => void response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found'),
  model: ({ body }, response, nth) =>
    fail(404, { message: `The model \`${body.model}\` does not exist`, code: 'model_not_found' })(
      {} as Asked,
      response,
      nth,
    ),
  key: ({ key }, response) =>
    void response
      .writeHead(401, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { message: `Incorrect API key provided: ${key}. Bearer ${key} is not known.` } })),
  quota: fail(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }),
  'no-credit': fail(402, { message: 'Insufficient Balance' }),
  forbidden: fail(403, { message: 'Country not supported' }),
  filter: ({ prompt }, response, nth) =>
    /secret/.test(prompt)
      ? fail(400, { message: 'held back by the content filter' })({} as Asked, response, nth)
      : echo({ prompt } as Asked, response, nth),
  'echo-key': ({ key, prompt }, response) => stream(response, prompt, `Your key is ${key.split('').join('')}, keep it`),
  picky: ({ body, prompt }, response, nth) => {
    if ('temperature' in body)
      return fail(400, { message: "Unsupported value: 'temperature' does not support 0 with this model." })(
        {} as Asked,
        response,
        nth,
      );
    if ('max_tokens' in body)
      return fail(400, { message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead." })(
        {} as Asked,
        response,
        nth,
      );
    return echo({ prompt } as Asked, response, nth);
  },
  whole: ({ prompt }, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        choices: [{ message: { content: `Echo: ${prompt}` }, finish_reason: 'length' }],
        usage: { prompt_tokens: 3, completion_tokens: 4 },
      }),
    ),
  empty: ({ prompt }, response) => stream(response, prompt, ''),
  nocors: echo,
};

/** Starts the server on a port of its own. */
export async function startChatServer(): Promise<ChatServer> {
  const asked: Asked[] = [];
  const seen = { max: 0, closed: 0 };
  const counts = new Map<string, number>();
  let active = 0;
  let dead = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (dead) return void request.socket.destroy();
    const [, manner = '', ...rest] = (request.url ?? '').split('/');
    if (manner !== 'nocors') {
      response.setHeader('access-control-allow-origin', '*');
      // As strict servers do: no other header passes.
      response.setHeader('access-control-allow-headers', 'authorization, content-type');
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    let text = '';
    for await (const part of request) text += String(part);
    const body = JSON.parse(text) as Asked['body'];
    const key = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const question = { manner, body, key, prompt: body.messages.at(-1)?.content ?? '' };
    asked.push(question);
    if (rest.join('/') !== 'v1/chat/completions') return void response.writeHead(404).end('no such path');
    const nth = counts.get(manner) ?? 0;
    counts.set(manner, nth + 1);
    active += 1;
    seen.max = Math.max(seen.max, active);
    response.on('close', () => {
      active -= 1;
      if (!response.writableEnded) seen.closed += 1;
    });
    await (manners[manner] ?? manners.nothing)(question, response, nth);
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    seen,
    die(now) {
      dead = now;
      if (now) server.closeAllConnections();
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
