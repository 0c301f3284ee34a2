import address from '../../worker/outbound.worker.ts?worker&url';
import { AppError, stoppedError } from '../../base/errors.ts';
import { fetchFile, fileNameOf } from '../../base/fetch-file.ts';
import { transfer, wrap } from '../../base/wire.ts';
import type { OutboundApi, Sent } from '../../contract/workers/outbound-api.ts';
import { startOutside } from './start.ts';
import { callOn, type CallOptions } from './table-worker.ts';
import type { RunPort } from '../../base/port.ts';

/** What the person is asked before something leaves the tab or comes from elsewhere. */
export type Question =
  | { purpose: 'dataset'; host: string; file: string }
  | { purpose: 'link'; host: string; file: string }
  | { purpose: 'model'; host: string; name: string; files: number }
  | ({ purpose: 'chat' } & ChatQuestion);

/** What the person is told before rows go to a chat server. */
export interface ChatQuestion {
  host: string;
  model: string;
  columns: readonly string[];
  /** Rows to be asked, and rows whose answers are there already. */
  rows: number;
  kept: number;
  /** About so many tokens to be read, and to be written where the longest answer is set. */
  tokensIn: number;
  tokensOut: number | null;
  /** What that costs, in the currency of the prices that were given; null where none was. */
  price: number | null;
  /** Whether the system prompt goes along. */
  system: boolean;
}

/** Asks the person; a question whose signal aborts is taken back and its answer passed over. */
type Ask = (question: Question, signal: AbortSignal) => Promise<boolean>;

let ask: Ask | undefined;
let outbound: OutboundApi | undefined;
/** Rejects when the outbound worker is gone; never resolves. */
let gone: Promise<never> | undefined;
let sent: readonly Sent[] = [];
const listeners = new Set<(sent: readonly Sent[]) => void>();

/** Sets how the page asks for a yes; without it what needs one is refused. */
export function onAsk(how: Ask | undefined): void {
  ask = how;
}

/** Hears of every request to another origin that this page made, beginning with those so far. */
export function subscribeSent(listener: (sent: readonly Sent[]) => void): () => void {
  listeners.add(listener);
  listener(sent);
  return () => void listeners.delete(listener);
}

/** Gives the outbound worker, started when it is first needed. */
export function outboundWorker(): OutboundApi {
  if (outbound) return outbound;
  const worker = startOutside(address, 'intab-outbound');
  outbound = wrap<OutboundApi>(worker);
  gone = new Promise((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      outbound = undefined;
      reject(new AppError('run.crashed', { detail: event.message || 'the worker could not be loaded' }));
    });
  });
  gone.catch(() => {});
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<Sent>) => {
    sent = [...sent, data];
    listeners.forEach((listener) => listener(sent));
  };
  void outbound.tell(transfer(port2, [port2]));
  return outbound;
}

/** Makes a call that ends with the outbound worker, should that be lost: offline it may not even load. @throws AppError `run.crashed` */
export async function callOutbound<T>(
  action: (api: OutboundApi, port: RunPort) => Promise<T>,
  options: CallOptions = {},
): Promise<T> {
  const api = outboundWorker();
  return callOn((port) => Promise.race([action(api, port), gone ?? new Promise<never>(() => {})]), options);
}

/**
 * Fetches a dataset: from this page's own origin at once, from another only after a yes, by the outbound worker.
 * @throws AppError `read.bad-url`, `read.unreachable`, `read.refused`, `privacy.foreign-url`, `privacy.refused`, `run.stopped`
 */
export async function fetchDataset(given: string, options: CallOptions = {}): Promise<File> {
  if (!URL.canParse(given, location.href)) throw new AppError('read.bad-url', { url: given });
  const url = new URL(given, location.href);
  if (!/^https?:$/.test(url.protocol)) throw new AppError('read.bad-url', { url: `${url.protocol}…` });
  const file = fileNameOf(url);
  if (url.origin === location.origin) {
    const signal = options.signal ?? new AbortController().signal;
    return new File([await fetchFile(url, signal)], file);
  }
  const { host } = url;
  const said = await answerTo({ purpose: 'dataset', host, file }, options);
  if (said === 'nobody') throw new AppError('privacy.foreign-url', { host });
  if (said === 'no') throw new AppError('privacy.refused', { host });
  return new File([await callOutbound((api, port) => api.dataset(url.href, port), options)], file);
}

/**
 * Asks for a yes, where the call has none yet; `nobody` = there is nobody to ask, or the call itself said no.
 * @throws AppError `run.stopped` when the call stops while the person is being asked
 */
export async function answerTo(question: Question, { agree, signal }: CallOptions): Promise<'yes' | 'no' | 'nobody'> {
  if (agree === true) return 'yes';
  if (agree === false || !ask) return 'nobody';
  const call = signal ?? new AbortController().signal;
  const stopped = new Promise<never>((_, reject) => {
    if (call.aborted) reject(stoppedError());
    call.addEventListener('abort', () => reject(stoppedError()), { once: true });
  });
  stopped.catch(() => {});
  return (await Promise.race([ask(question, call), stopped])) ? 'yes' : 'no';
}
