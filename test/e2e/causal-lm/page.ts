import { startConfinedWorker } from '../../../src/client/workers/start.ts';
import type { Answer, Question } from './causal-lm.worker.ts';
import address from './causal-lm.worker.ts?worker&url';

/** Writes in a worker that is bound by the page's policy, as the product's are; each question has a worker of its own. */
function ask(question: Question): Promise<Answer> {
  const worker = startConfinedWorker(address, 'writer');
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(question, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      worker.terminate();
      resolve(data);
    };
  });
}

Object.assign(globalThis, { ask });
