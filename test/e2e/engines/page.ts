import { startConfinedWorker } from '../../../src/client/workers/start.ts';
import address from './trainer.worker.ts?worker&url';
import type { Answer, Question } from './trainer.worker.ts';

const worker = startConfinedWorker(address, 'engines');

/** Trains in a worker that is bound by the page's policy, as the product's are. */
function ask(question: Question): Promise<Answer> {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(question, [port2]);
  return new Promise((resolve) => (port1.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data)));
}

Object.assign(globalThis, { ask });
