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
      return (await import('./linear/linear-predictor.ts')).openLinear(artifact);
    case 'mlp':
      return (await import('./mlp/mlp-predictor.ts')).openMlp(artifact);
    case 'chat':
      return (await import('./chat/chat-predictor.ts')).openChat(artifact, outside);
    case 'trees':
      return (await import('./trees/trees-predictor.ts')).openTrees(artifact);
    case 'transformer':
      return (
        modelsOf(outside)?.open(artifact) ??
        (await import('./transformer/transformer-predictor.ts')).openTransformer(artifact)
      );
    case 'writer':
      return (
        modelsOf(outside)?.open(artifact) ?? (await import('./causal-lm/causal-lm-predictor.ts')).openWriter(artifact)
      );
    case 'ngram':
      return (await import('./ngram/ngram-predictor.ts')).openNgram(artifact);
  }
}
