import { throwIfStopped, type Run } from '../base/run.ts';
import { transfer, wrap } from '../base/wire.ts';
import type { Outside } from '../contract/outside.ts';
import type { OutsideApi, OutsidePort, PortMessage, RunPort } from '../contract/worker-api.ts';

/** Makes what a run may ask of the page: each ask has a port of its own, by which progress comes back and a stop goes out. */
export function toOutside(port: OutsidePort): Outside {
  const api = wrap<OutsideApi>(port);
  return {
    download: (job, run) => onPort(run, (ask) => api.download(job, ask)),
    chat: (job, run) => onPort(run, (ask) => api.chat(job, ask)),
  };
}

async function onPort<T>(run: Run, ask: (port: RunPort) => Promise<T>): Promise<T> {
  throwIfStopped(run);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<Parameters<Run['report']>[0]>) => run.report(data);
  const stop = () => port1.postMessage('stop' satisfies PortMessage);
  run.signal.addEventListener('abort', stop, { once: true });
  try {
    return await ask(transfer(port2, [port2]));
  } finally {
    run.signal.removeEventListener('abort', stop);
    port1.close();
  }
}
