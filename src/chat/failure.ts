import { AppError } from '../base/errors.ts';
import type { Redactor } from './redact.ts';

/** What to do about a failed try: end all rows, leave this row, or try again. */
type FailureAction = 'stop' | 'skip' | 'retry';

/** A try that failed: why, and what to do next. */
export class Failure extends Error {
  readonly why: AppError;
  readonly next: FailureAction;
  /** Milliseconds that the server wants to be left alone. */
  readonly wait: number | null;
  /** The HTTP status; 0 where there was none. */
  readonly status: number;

  constructor(
    why: AppError,
    next: FailureAction,
    { wait = null, status = 0 }: { wait?: number | null; status?: number } = {},
  ) {
    super(why.message, { cause: why });
    this.name = 'Failure';
    this.why = why;
    this.next = next;
    this.wait = wait;
    this.status = status;
  }
}

/** Longer details are cut. */
const maxDetail = 300;

/** Says what an answer other than 200 means. */
export async function toFailure(
  response: Response,
  url: URL,
  model: string,
  hasKey: boolean,
  redactor: Redactor,
  now: number,
): Promise<Failure> {
  const { status, headers } = response;
  const { host, pathname: path } = url;
  const body = await response.text().catch(() => '');
  const isPage = /^\s*<(!doctype|html)/i.test(body);
  const { message, code } = isPage ? { message: '', code: '' } : errorIn(body);
  const detail = shortened(redactor.message(message)) || `HTTP ${status}`;
  const fail = (why: AppError, next: FailureAction, wait: number | null = null) =>
    new Failure(why, next, { wait, status });
  const namesModel = /model/i.test(`${code} ${message}`);

  if (status === 401) {
    return fail(
      hasKey ? new AppError('chat.bad-key', { host, detail }) : new AppError('chat.no-key', { host }),
      'stop',
    );
  }
  if (
    status === 402 ||
    /insufficient_quota|insufficient.?balance|exceeded your current quota|billing/i.test(`${code} ${message}`)
  ) {
    return fail(new AppError('chat.quota', { host, detail }), 'stop');
  }
  if (status === 403) return fail(new AppError('chat.forbidden', { host, detail }), 'stop');
  if (
    /model_not_found|model.{0,60}(not (exist|found)|unknown|invalid)|(unknown|invalid|no such) model/i.test(
      `${code} ${message}`,
    )
  ) {
    return fail(new AppError('chat.unknown-model', { host, model, detail }), 'stop');
  }
  if (status === 404 || status === 405) {
    const why = namesModel
      ? new AppError('chat.unknown-model', { host, model, detail })
      : isPage
        ? new AppError('chat.web-page', { host })
        : new AppError('chat.not-found', { host, path });
    return fail(why, 'stop');
  }
  if (status === 429) {
    return fail(new AppError('chat.rate-limit', { host, tries: 1, detail }), 'retry', retryAfter(headers, now));
  }
  if (status === 408 || status >= 500) {
    return fail(new AppError('chat.server-error', { host, status, detail }), 'retry', retryAfter(headers, now));
  }
  if (isPage) return fail(new AppError('chat.web-page', { host }), 'stop');
  return fail(new AppError('chat.bad-request', { host, detail }), 'skip');
}

/** Finds the message and the code of an error in the shapes that servers give them. */
export function errorIn(body: unknown): { message: string; code: string } {
  const content = typeof body === 'string' ? parsed(body) : body;
  if (typeof content !== 'object' || content === null) return { message: String(content ?? ''), code: '' };
  const { error = content } = content as { error?: unknown };
  if (typeof error === 'string') return { message: error, code: '' };
  const { message, detail, code, type } = (error ?? {}) as Record<string, unknown>;
  const found = [message, detail].find((each) => typeof each === 'string' && each !== '');
  return {
    message: typeof found === 'string' ? found : JSON.stringify(error),
    code: [code, type].filter((each) => typeof each === 'string').join(' '),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Makes one short line of a message. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxDetail ? `${line.slice(0, maxDetail)}…` : line;
}

/** Reads `Retry-After`: seconds, or a date; null where it is not there or may not be read. */
function retryAfter(headers: Headers, now: number): number | null {
  const header = headers.get('retry-after');
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
