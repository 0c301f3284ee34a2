import { adapter } from '../../../src/adapters/text-classifier/adapter.ts';
import { textClassifier } from '../../../src/adapters/text-classifier/meta.ts';
import type { Samples } from '../../../src/contract/model/adapter.ts';
import type { NgramArtifact } from '../../../src/contract/model/ngram-artifact.ts';
import { readOptions } from '../../../src/contract/request/options.ts';
import { openNgram } from '../../../src/models/ngram/ngram-predictor.ts';
import { quietRun } from '../../run.ts';
import type { Features } from '../../../src/contract/model/features.ts';

/** Gives texts as the features of one factor. */
export function toFeatures(texts: readonly string[]): Features {
  return {
    rows: texts.length,
    names: [],
    scale: [],
    levels: [],
    block: (_from, _to, _space, into = new Float64Array(0)) => into,
    texts: { names: ['text'], cells: (from, to) => [texts.slice(from, to)] },
  };
}

/** Fits the adapter on texts of one factor. */
export async function fitTexts(texts: readonly string[], codes: readonly number[], classes: string[], given: object) {
  const samples: Samples = {
    features: toFeatures(texts),
    target: Float64Array.from(codes),
    classes,
    task: 'classification',
    seed: 0,
  };
  const options = readOptions(textClassifier.options, given as Record<string, unknown>, 'text_classifier');
  const run = quietRun();
  const fitted = await adapter.fit(samples, options, run);
  return { ...fitted, artifact: fitted.artifact as NgramArtifact, run };
}

/** Gives the probabilities of texts, one row each. */
export async function answersFor(artifact: NgramArtifact, texts: readonly string[]): Promise<number[][]> {
  const { outputs } = await openNgram(artifact).predict(toFeatures(texts), quietRun());
  const width = artifact.classes.length;
  return texts.map((_, row) => Array.from(outputs.subarray(row * width, (row + 1) * width)));
}

/** The share of texts whose likeliest class is the right one. */
export async function measureAccuracy(artifact: NgramArtifact, texts: readonly string[], codes: readonly number[]) {
  const answers = await answersFor(artifact, texts);
  return answers.filter((shares, row) => shares.indexOf(Math.max(...shares)) === codes[row]).length / texts.length;
}
