import { throwIfStopped, type Run } from '../base/run.ts';
import { transfer } from '../base/wire.ts';
import type { PortMessage, RunPort } from '../base/port.ts';

/** How long the last events are waited for; a worker that is gone says nothing more. */
const lastWordsMs = 500;

/** Asks something elsewhere on behalf of a run: by a port of its own progress comes back and a stop goes out. */
export async function onPort<T>(run: Run, ask: (port: RunPort) => Promise<T>): Promise<T> {
  throwIfStopped(run);
  const { port1, port2 } = new MessageChannel();
  let ended = () => {};
  port1.onmessage = ({ data }: MessageEvent<Exclude<PortMessage, 'stop'>>) => {
    if (data === 'end') ended();
    else run.report(data);
  };
  const stop = () => port1.postMessage('stop' satisfies PortMessage);
  run.signal.addEventListener('abort', stop, { once: true });
  try {
    return await ask(transfer(port2, [port2]));
  } finally {
    run.signal.removeEventListener('abort', stop);
    // The answer may overtake the last events.
    await new Promise<void>((resolve) => {
      ended = resolve;
      setTimeout(resolve, lastWordsMs);
      port1.postMessage('end' satisfies PortMessage);
    });
    port1.close();
  }
}
