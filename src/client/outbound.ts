import address from '../worker/outbound.worker.ts?worker&url';
import { AppError } from '../base/errors.ts';
import { fetchFile, fileNameOf } from '../base/fetch-file.ts';
import { wrap } from '../base/wire.ts';
import type { OutboundApi } from '../contract/worker-api.ts';
import { startOutside } from './start.ts';
import { callOn, type CallOptions } from './table-worker.ts';

/** What the person is asked before something leaves the tab or comes from elsewhere. */
export interface Question {
  purpose: 'dataset';
  host: string;
  file: string;
}

/** One request to another origin. */
export interface Sent {
  /** Milliseconds since the epoch. */
  at: number;
  purpose: Question['purpose'];
  host: string;
}

type Ask = (question: Question) => Promise<boolean>;

let ask: Ask | undefined;
let outbound: OutboundApi | undefined;
let sent: readonly Sent[] = [];
const listeners = new Set<(sent: readonly Sent[]) => void>();

/** Sets how the page asks for a yes; without it a foreign address is refused. */
export function onAsk(how: Ask | undefined): void {
  ask = how;
}

/** Hears of every request to another origin that this page made, beginning with those so far. */
export function subscribeSent(listener: (sent: readonly Sent[]) => void): () => void {
  listeners.add(listener);
  listener(sent);
  return () => void listeners.delete(listener);
}

/**
 * Fetches a dataset: from this page's own origin at once, from another only after a yes, by the outbound worker.
 * @throws AppError `read.bad-url`, `read.unreachable`, `read.refused`, `privacy.foreign-url`, `privacy.refused`, `run.stopped`
 */
export async function fetchDataset(
  given: string,
  agree: boolean | undefined,
  options: CallOptions = {},
): Promise<File> {
  if (!URL.canParse(given, location.href)) throw new AppError('read.bad-url', { url: given });
  const url = new URL(given, location.href);
  if (!/^https?:$/.test(url.protocol)) throw new AppError('read.bad-url', { url: `${url.protocol}…` });
  const file = fileNameOf(url);
  if (url.origin === location.origin) {
    const signal = options.signal ?? new AbortController().signal;
    return new File([await fetchFile(url, signal)], file);
  }
  await agreed({ purpose: 'dataset', host: url.host, file }, agree);
  count({ at: Date.now(), purpose: 'dataset', host: url.host });
  outbound ??= wrap<OutboundApi>(startOutside(address, 'intab-outbound'));
  const api = outbound;
  return new File([await callOn((port) => api.dataset(url.href, port), options)], file);
}

async function agreed(question: Question, agree: boolean | undefined): Promise<void> {
  if (agree === true) return;
  const { host } = question;
  if (agree === false || !ask) throw new AppError('privacy.foreign-url', { host });
  if (!(await ask(question))) throw new AppError('privacy.refused', { host });
}

function count(request: Sent): void {
  sent = [...sent, request];
  listeners.forEach((listener) => listener(sent));
}
