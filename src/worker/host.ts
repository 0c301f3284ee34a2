import { askForRun } from '../base/port.ts';
import { wrap } from '../base/wire.ts';
import type { Models } from '../contract/workers/model-api.ts';
import type { Outside } from '../contract/model/jobs.ts';
import type { OutsideApi, OutsidePort } from '../contract/workers/host-api.ts';
import { toModels } from './remote-models.ts';

/**
 * Makes what a run may ask of the page: each ask has a port of its own, by which progress comes back and a stop goes out. `far`: with the
 * worker for transformers, which that worker itself does not ask for.
 */
export function toOutside(port: OutsidePort, far = true): Outside & { models?: Models } {
  const api = wrap<OutsideApi>(port);
  return {
    download: (job, run) => askForRun(run, (ask) => api.download(job, ask)),
    chat: (job, run) => askForRun(run, (ask) => api.chat(job, ask)),
    ...(far ? { models: toModels(api) } : {}),
  };
}
