import { AppError } from '../base/errors.ts';
import { phrase } from '../base/messages.ts';
import type { HalfMessage } from './mlp-half.worker.ts';

/** The second worker of a training. */
export interface SecondWorker {
  /** Gives it something to do, and resolves once that is done. The one before must have been. */
  ask(message: HalfMessage): Promise<void>;
  end(): void;
}

/** Most milliseconds that the second worker may take to start. */
const patience = 10_000;

/** Says whether two workers can share a memory here: the page is cross-origin isolated. */
export function canShare(): boolean {
  return typeof Worker === 'function' && typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated;
}

/**
 * Starts the second worker from a `blob:` that imports it, so that it inherits the policy of the page and has no network.
 * @throws AppError `train.no-engine` where it does not start
 */
export async function startSecondWorker(engine: string): Promise<SecondWorker> {
  const { default: address } = await import('./mlp-half.worker.ts?worker&url');
  const source = `import ${JSON.stringify(new URL(address, import.meta.url).href)};`;
  const blob = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(blob, { type: 'module', name: 'intab-half' });
  const answer = () =>
    new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = (event) => {
        event.preventDefault();
        reject(
          new AppError('train.no-engine', { engine, detail: event.message || phrase('engine.no-second-worker', {}) }),
        );
      };
    });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new AppError('train.no-engine', { engine, detail: phrase('engine.no-second-worker', {}) });
    timer = setTimeout(() => reject(error), patience);
  });
  try {
    await Promise.race([answer(), late]);
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    URL.revokeObjectURL(blob);
  }
  return {
    ask(message) {
      const answered = answer();
      worker.postMessage(message);
      return answered;
    },
    end: () => worker.terminate(),
  };
}
