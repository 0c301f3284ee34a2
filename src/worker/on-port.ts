import { throwIfStopped, type Run, type RunEvent } from '../base/run.ts';
import { transfer } from '../base/wire.ts';
import type { PortMessage, RunPort } from '../contract/worker-api.ts';

/** Asks something elsewhere on behalf of a run: by a port of its own progress comes back and a stop goes out. */
export async function onPort<T>(run: Run, ask: (port: RunPort) => Promise<T>): Promise<T> {
  throwIfStopped(run);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<RunEvent>) => run.report(data);
  const stop = () => port1.postMessage('stop' satisfies PortMessage);
  run.signal.addEventListener('abort', stop, { once: true });
  try {
    return await ask(transfer(port2, [port2]));
  } finally {
    run.signal.removeEventListener('abort', stop);
    port1.close();
  }
}
