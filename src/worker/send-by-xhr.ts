import { stoppedError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { Answer, Exchange, Transport } from '../publish/exchange.ts';

/** Milliseconds without progress after which a connection is abandoned. */
const stallMs = 90_000;
/** Maximum characters of an answer that are read. */
const maxText = 65_536;

/** Parts that arrived, for as long as the tab lives. */
const arrived = new Map<string, string>();

/** Makes the transport that sends a file; `onRequest` gets every request. Only XMLHttpRequest reports the progress of a body. */
export function toTransport(run: Run, origin: string, total: number, onRequest: (url: URL) => void): Transport {
  return {
    exchange: exchangeBy(run, onRequest),
    now: () => run.now(),
    wait: (ms) => wait(ms, run.signal),
    origin,
    onSent: (done) => run.report({ type: 'progress', stage: 'save', done, total, unit: 'bytes' }),
    arrived,
  };
}

function exchangeBy({ signal }: Run, onRequest: (url: URL) => void): Exchange {
  return ({ method, url, headers, body }, onSent) =>
    new Promise<Answer>((resolve, reject) => {
      if (signal.aborted && method !== 'DELETE') return reject(stoppedError());
      const request = new XMLHttpRequest();
      let sent: Answer['sent'] = 'nothing';
      let timer = setTimeout(() => request.abort(), stallMs);
      const alive = () => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), stallMs);
      };
      const stop = () => request.abort();
      const over = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      };
      const broken = () => {
        over();
        if (signal.aborted && method !== 'DELETE') reject(stoppedError());
        else resolve({ status: 0, etag: null, text: '', sent });
      };
      request.upload.onprogress = ({ loaded, total }) => {
        alive();
        if (loaded > 0) sent = loaded < total ? 'some' : 'all';
        onSent(loaded);
      };
      request.onprogress = alive;
      request.onload = () => {
        over();
        const { status, responseText } = request;
        const etag = request.getAllResponseHeaders().includes('etag:') ? request.getResponseHeader('etag') : null;
        resolve({ status, etag, text: responseText.slice(0, maxText), sent: 'all' });
      };
      request.onerror = request.onabort = broken;
      if (method !== 'DELETE') signal.addEventListener('abort', stop, { once: true });
      request.open(method, url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      onRequest(new URL(url));
      request.send(body);
    });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(stoppedError());
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
