import type { Adapter } from '../../contract/model/adapter.ts';
import { remoteModels } from '../../contract/workers/model-api.ts';
import type { huggingfaceText } from './meta.ts';

/** Text classifiers of Hugging Face: used as they are, or trained. Done in the worker for transformers where there is one. */
export const adapter: Adapter<typeof huggingfaceText> = {
  async fit(samples, options, run) {
    const models = remoteModels(samples.host);
    if (models) return models.fit('huggingface_text', samples, options, run);
    return (await import('./fit.ts')).fitText(samples, options, run);
  },
};
