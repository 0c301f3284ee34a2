import type { Adapter } from '../../contract/model/adapter.ts';
import { remoteModels } from '../../contract/workers/model-api.ts';
import type { llm } from './meta.ts';

/** Language models that write in the tab. Done in the worker for transformers where there is one. */
export const adapter: Adapter<typeof llm> = {
  async fit(samples, options, run) {
    const models = remoteModels(samples.host);
    if (models) return models.fit('llm', samples, options, run);
    return (await import('./fit.ts')).fitCausalLm(samples, options, run);
  },
};
