import address from '../../worker/model.worker.ts?worker&url';
import type { ModelWorkerPorts } from '../../contract/workers/model-api.ts';
import type { HostPort } from '../../contract/workers/host-api.ts';
import { startConfinedWorker } from './start.ts';

/** A worker for transformers, started for one call. */
export interface ModelWorker {
  /** Where it answers as `ModelApi`. */
  api: MessagePort;
  /** Resolves with the reason when it crashes. */
  gone: Promise<string>;
  /** Ends it, with all its memory. */
  end(): void;
}

/** Starts a worker for transformers, which inherits the page's policy: it reads what was downloaded, and reaches no other origin. */
export function startModelWorker(host: HostPort): ModelWorker {
  const worker = startConfinedWorker(address, 'intab-models');
  const { port1, port2 } = new MessageChannel();
  const gone = new Promise<string>((resolve) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      resolve(event.message || 'the worker for transformers could not be loaded');
    });
  });
  worker.postMessage({ api: port2, host } satisfies ModelWorkerPorts, [port2, host]);
  return { api: port1, gone, end: () => worker.terminate() };
}
