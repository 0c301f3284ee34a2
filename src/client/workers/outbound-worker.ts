import address from '../../worker/outbound.worker.ts?worker&url';
import type { RunPort } from '../../base/port.ts';
import { transfer } from '../../base/wire.ts';
import type { OutboundApi, Sent } from '../../contract/workers/outbound-api.ts';
import { startNetworkWorker } from './start.ts';
import type { CallOptions } from './table-worker.ts';
import { makeWorkerClient } from './worker-client.ts';

let sent: readonly Sent[] = [];
const listeners = new Set<(sent: readonly Sent[]) => void>();

/** Calls the listener with every request to another origin that this page made, beginning with those so far; gives the way to stop. */
export function subscribeSent(listener: (sent: readonly Sent[]) => void): () => void {
  listeners.add(listener);
  listener(sent);
  return () => void listeners.delete(listener);
}

// Pure: builds that never ask drop it.
const outbound = /* @__PURE__ */ makeWorkerClient<OutboundApi>(() => startNetworkWorker(address, 'intab-outbound'), {
  onStart(api) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Sent>) => {
      sent = [...sent, data];
      listeners.forEach((listener) => listener(sent));
    };
    void api.notify(transfer(port2, [port2])).catch(() => {});
  },
});

/** Asks the outbound worker; the question ends with the worker, should it be lost: offline it may not even load. @throws AppError `run.crashed` */
export function askOutbound<T>(question: (api: OutboundApi) => Promise<T>): Promise<T> {
  return outbound.ask(question);
}

/** Makes a call to the outbound worker with events and stopping; it ends with the worker. @throws AppError `run.crashed`, `run.stopped` */
export function callOutbound<T>(
  action: (api: OutboundApi, port: RunPort) => Promise<T>,
  options: CallOptions = {},
): Promise<T> {
  return outbound.call(action, options);
}
