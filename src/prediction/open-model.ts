import { preprocessed } from '../adapters/hooks.ts';
import type { AdapterHooks } from '../contract/model/adapter.ts';
import type { HostServices } from '../contract/model/jobs.ts';
import { openArtifact } from '../models/families.ts';
import type { Artifact } from '../contract/model/artifact.ts';
import type { Features } from '../contract/model/features.ts';
import type { Predictor } from '../contract/model/predictor.ts';

/** Opens a model with its adapter's own steps around it. `hookState`: what `fitAdapter` gave, kept in the recipe. */
export async function openModel(
  hooks: AdapterHooks,
  artifact: Artifact,
  hookState: unknown,
  host?: HostServices,
): Promise<Predictor> {
  const predictor = await openArtifact(artifact, { host });
  const { preprocess, postprocess } = hooks;
  const before = (features: Features) => (preprocess ? preprocessed(preprocess, features, hookState) : features);
  return {
    ...predictor,
    // What a step of its own changes is no longer the sum of what the features add.
    ...(preprocess || postprocess ? { shap: undefined } : {}),
    async predict(features, run) {
      const { outputs, ...remarks } = await predictor.predict(before(features), run);
      const changed = postprocess ? postprocess.call(hooks, outputs, features.rows, hookState) : outputs;
      return { outputs: changed, ...remarks };
    },
  };
}
