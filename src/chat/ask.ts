import { createParser } from 'eventsource-parser';
import { AppError, stoppedError } from '../base/errors.ts';
import type { ChatAnswer } from '../contract/model/jobs.ts';
import { errorIn, Failure, toFailure, shortened } from './failure.ts';
import { readReplyPart, type ReplyPart } from './reply.ts';
import { makeRedactor } from './redact.ts';
import { unreachable } from './unreachable.ts';

/** One request. */
export interface Request {
  url: URL;
  model: string;
  /** What is sent, but for `stream`. */
  body: Readonly<Record<string, unknown>>;
  /** '' = none. */
  key: string;
  /** Milliseconds without a byte after which the request is abandoned. */
  idle: number;
  signal: AbortSignal;
  now(): number;
  /** The page's own origin, for advice. */
  origin: string;
  /** Hears the answer as it comes. */
  onText(text: string): void;
}

/**
 * Asks once and reads the answer as it streams. The key is in one header, and is taken out of all that comes back. Stopping closes the socket.
 * @throws Failure says why, and what to do next; AppError `run.stopped`
 */
export async function ask(request: Request): Promise<ChatAnswer> {
  const { url, signal, idle } = request;
  const patience = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => patience.abort(), idle);
  };
  const both = AbortSignal.any([signal, patience.signal]);
  try {
    alive();
    const start = request.now();
    const response = await send(request, both);
    alive();
    return await readAnswer(response, request, start, alive);
  } catch (error) {
    if (signal.aborted) throw stoppedError();
    if (patience.signal.aborted) {
      throw new Failure(new AppError('chat.timeout', { host: url.host, seconds: idle / 1000 }), 'retry');
    }
    if (error instanceof Failure) throw error;
    throw new Failure(new AppError('chat.cut', { host: url.host }, error), 'retry');
  } finally {
    clearTimeout(timer);
  }
}

async function send({ url, model, body, key, now, origin }: Request, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      body: JSON.stringify({ ...body, stream: true }),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Failure(unreachable(url, origin), 'retry');
  }
  if (response.ok) return response;
  throw await toFailure(response, url, model, key !== '', makeRedactor(key), now());
}

async function readAnswer(response: Response, request: Request, start: number, alive: () => void): Promise<ChatAnswer> {
  const { url, key, onText, now } = request;
  const { host } = url;
  const redactor = makeRedactor(key);
  const shown = redactor.stream();
  const whole: ChatAnswer = { text: '', tokensIn: null, tokensOut: null, finish: null, firstTokenMs: null };
  const take = (part: ReplyPart) => {
    if (part.error !== undefined) throw midway(part.error, host, redactor.message.bind(redactor));
    if (part.text !== '') whole.firstTokenMs ??= now() - start;
    whole.text += part.text;
    whole.finish = part.finish ?? whole.finish;
    whole.tokensIn = part.tokensIn ?? whole.tokensIn;
    whole.tokensOut = part.tokensOut ?? whole.tokensOut;
    const text = shown.push(part.text);
    if (text !== '') onText(text);
  };
  const strange = (strangeText: string) =>
    new Failure(
      new AppError('chat.bad-stream', { host, sample: shortened(redactor.message(strangeText)).slice(0, 80) }),
      'retry',
    );

  if (/text\/event-stream/i.test(response.headers.get('content-type') ?? '')) {
    const isWhole = await readStream(response, alive, (data) => {
      const part = readReplyPart(data);
      if (!part) throw strange(data);
      take(part);
    });
    if (!isWhole && whole.finish === null) throw new Failure(new AppError('chat.cut', { host }), 'retry');
  } else {
    const body = await response.text();
    if (/^\s*</.test(body)) throw new Failure(new AppError('chat.web-page', { host }), 'stop');
    const part = readReplyPart(body);
    if (!part) throw strange(body);
    take(part);
  }
  const rest = shown.flush();
  if (rest !== '') onText(rest);
  return { ...whole, text: redactor.text(whole.text) };
}

/** Reads server-sent events and gives whether the stream said that it was whole. */
async function readStream(response: Response, alive: () => void, onData: (data: string) => void): Promise<boolean> {
  let isWhole = false;
  let problem: unknown;
  const parser = createParser({
    onEvent({ data }) {
      if (problem !== undefined || isWhole) return;
      if (data.trim() === '[DONE]') isWhole = true;
      else {
        try {
          onData(data);
        } catch (error) {
          problem = error;
        }
      }
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let part = await reader?.read(); part && !part.done && !isWhole; part = await reader?.read()) {
      alive();
      parser.feed(part.value);
      if (problem !== undefined) throw problem instanceof Error ? problem : new Error(String(problem));
    }
    // The empty line after the last event may be missing.
    if (!isWhole) parser.feed('\n\n');
    if (problem !== undefined) throw problem instanceof Error ? problem : new Error(String(problem));
    return isWhole;
  } finally {
    reader?.cancel().catch(() => {});
  }
}

/** An error that came in the middle of an answer. */
function midway(error: unknown, host: string, redact: (text: string) => string): Failure {
  const { message, code } = errorIn({ error });
  const detail = shortened(redact(message));
  if (/quota|balance|billing/i.test(`${code} ${message}`))
    return new Failure(new AppError('chat.quota', { host, detail }), 'stop');
  return new Failure(new AppError('chat.server-error', { host, status: code || 'error', detail }), 'retry');
}
