import type { Predictor } from '../contract/model/predictor.ts';
import { modelsOf } from '../contract/workers/model-api.ts';
import type { Outside } from '../contract/model/jobs.ts';
import type { Artifact } from '../contract/model/artifact.ts';

/**
 * Opens what was learned for predicting; each form's code comes when it is first needed.
 * @throws AppError `model.bad-size` when the parts of the artifact do not fit each other
 */
export async function openArtifact(artifact: Artifact, { outside }: { outside?: Outside } = {}): Promise<Predictor> {
  switch (artifact.form) {
    case 'linear':
      return (await import('./linear.ts')).openLinear(artifact);
    case 'mlp':
      return (await import('./mlp.ts')).openMlp(artifact);
    case 'chat':
      return (await import('./chat.ts')).openChat(artifact, outside);
    case 'trees':
      return (await import('./trees.ts')).openTrees(artifact);
    case 'transformer':
      return modelsOf(outside)?.open(artifact) ?? (await import('./transformer.ts')).openTransformer(artifact);
    case 'writer':
      return modelsOf(outside)?.open(artifact) ?? (await import('./writer.ts')).openWriter(artifact);
    case 'ngram':
      return (await import('./ngram.ts')).openNgram(artifact);
  }
}
