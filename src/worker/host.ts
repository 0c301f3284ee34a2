import { askForRun } from '../base/port.ts';
import { wrap } from '../base/wire.ts';
import type { RemoteModels } from '../contract/workers/model-api.ts';
import type { HostServices } from '../contract/model/jobs.ts';
import type { HostApi, HostPort } from '../contract/workers/host-api.ts';
import { toRemoteModels } from './remote-models.ts';

/**
 * Makes what a run may ask of the page: each ask has a port of its own, by which progress comes back and a stop goes out. `withModels`: with the
 * worker for transformers, which that worker itself does not ask for.
 */
export function toHost(port: HostPort, withModels = true): HostServices & { models?: RemoteModels } {
  const api = wrap<HostApi>(port);
  return {
    download: (job, run) => askForRun(run, (ask) => api.download(job, ask)),
    chat: (job, run) => askForRun(run, (ask) => api.chat(job, ask)),
    ...(withModels ? { models: toRemoteModels(api) } : {}),
  };
}
