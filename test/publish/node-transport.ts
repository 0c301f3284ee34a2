import type { Exchange, Transport } from '../../src/publish/exchange.ts';

/** A line as the outbound worker's, over Node's own `fetch`; waits are kept in `waits` and take no time. */
export function nodeTransport(clock: () => number = Date.now): Transport & { waits: number[]; sent: number[] } {
  const exchange: Exchange = async ({ method, url, headers, body }, onSent) => {
    try {
      const response = await fetch(url, { method, headers, body, redirect: 'manual' });
      if (body instanceof Blob) onSent(body.size);
      return { status: response.status, etag: response.headers.get('etag'), text: await response.text(), sent: 'all' };
    } catch {
      return { status: 0, etag: null, text: '', sent: 'some' };
    }
  };
  const waits: number[] = [];
  const sent: number[] = [];
  return {
    exchange,
    now: clock,
    wait: (ms) => Promise.resolve(void waits.push(ms)),
    origin: 'https://page.test',
    onSent: (bytes) => void sent.push(bytes),
    arrived: new Map(),
    waits,
    sent,
  };
}
