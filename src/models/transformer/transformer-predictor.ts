import { AppError } from '../../base/errors.ts';
import type { Predictor } from '../../contract/model/predictor.ts';
import type { TransformerArtifact } from '../../contract/model/transformer-artifact.ts';
import { isMultiLabel, outputNames, toEncoderSpec } from '../../transformers/config.ts';
import { openFolder, weightsPath } from '../../transformers/folder.ts';
import { readSafetensors } from '../../transformers/safetensors.ts';
import { weightsFor } from '../../transformers/weights.ts';
import { exp, logistic } from '../exp.ts';
import type { Features } from '../../contract/model/features.ts';
import type { TokenRows } from '../../networks/encoder-spec.ts';

/** What computes the logits of texts. */
interface Computer {
  logits(texts: TokenRows): Promise<Float32Array>;
  dispose(): void | Promise<void>;
}

/** Most tokens, padding included, that are computed at once. */
const tokensAtOnce = 4096;

/**
 * Opens a text classifier: safetensors in TF.js on wasm, ONNX in ONNX Runtime, either loaded with the first texts. Outputs a row: one probability a
 * class of the data, float64 from the logits on; several text factors are joined by a line break.
 * @throws AppError `model.missing-file`, `model.bad-content`, `model.bad-safetensors`, `model.unsupported-architecture`, `model.bad-size`
 */
export function openTransformer(artifact: TransformerArtifact): Predictor {
  const { files, classes, outputs, several = false, maxLength } = artifact;
  const { config, tokenizer } = openFolder('', files);
  const labels = outputNames(config);
  const open = opener(artifact, labels.length, tokenizer.padId);
  if (outputs.length !== classes.length) {
    throw new AppError('model.bad-size', { expected: classes.length, found: outputs.length });
  }
  const shares = sharesFor(several, isMultiLabel(config));
  let opened: Promise<Computer> | undefined;

  async function* answers(features: Features, yieldNow: () => Promise<void>) {
    const texts = joinedTexts(features, 0, features.rows);
    const rows: Int32Array[] = [];
    for (const text of texts) {
      rows.push(tokenizer.encode(text, maxLength));
      await yieldNow();
    }
    if (rows.length > 0) opened ??= open();
    for (const batch of byLength(rows)) {
      const logits = await (await opened)?.logits(Array.from(batch, (index) => rows[index]));
      if (logits) yield { batch, logits };
      await yieldNow();
    }
  }

  return {
    space: 'raw',
    outputs: classes.length,
    async predict(features, run) {
      const result = new Float64Array(features.rows * classes.length);
      for await (const { batch, logits } of answers(features, () => run.yield())) {
        batch.forEach((index, i) => {
          const own = logits.subarray(i * labels.length, (i + 1) * labels.length);
          result.set(shares(own, outputs), index * classes.length);
        });
      }
      return { outputs: result };
    },
    async generate(features, run) {
      const texts = new Array<string>(features.rows).fill('');
      for await (const { batch, logits } of answers(features, () => run.yield())) {
        batch.forEach((index, i) => {
          const own = logits.subarray(i * labels.length, (i + 1) * labels.length);
          texts[index] = isMultiLabel(config) ? labels.filter((_, l) => own[l] > 0).join(', ') : labels[best(own)];
        });
      }
      return { texts };
    },
    dispose() {
      void opened?.then((computer) => computer.dispose());
      opened = undefined;
    },
  };
}

/** Gives the texts of rows, those of several factors on lines of their own. */
export function joinedTexts({ texts }: Features, from: number, to: number): string[] {
  const cells = texts?.cells(from, to) ?? [];
  return Array.from({ length: to - from }, (_, row) => cells.map((column) => column[row]).join('\n'));
}

/** Puts texts into batches of like length, short ones first, so that little is padded. */
export function* byLength(rows: TokenRows, max = tokensAtOnce): Generator<Int32Array> {
  const order = Int32Array.from(rows, (_, i) => i).sort((a, b) => rows[a].length - rows[b].length || a - b);
  let from = 0;
  while (from < order.length) {
    let to = from + 1;
    while (to < order.length && (to + 1 - from) * rows[order[to]].length <= max) to++;
    yield order.subarray(from, to);
    from = to;
  }
}

/** Checks the weights at once, and gives the way to load what computes them. */
function opener({ files }: TransformerArtifact, labels: number, padId: number): () => Promise<Computer> {
  const onnx = files.find(({ path }) => path === weightsPath.onnx);
  if (onnx) {
    return async () => (await import('../../transformers/onnx.ts')).openOnnxClassifier(files, padId);
  }
  const file = files.find(({ path }) => path === weightsPath.safetensors);
  if (!file) throw new AppError('model.missing-file', { model: '', file: weightsPath.safetensors });
  const { spec } = toEncoderSpec(openFolder('', files).config, labels);
  const weights = weightsFor(spec, readSafetensors(file.path, file.bytes));
  return async () => (await import('../../tfjs/encoder.ts')).openEncoder('wasm', spec, weights, 'none', padId);
}

/** Gives the way from a text's logits to one probability a class. */
function sharesFor(
  several: boolean,
  multiLabel: boolean,
): (logits: Float32Array, outputs: TransformerArtifact['outputs']) => Float64Array {
  if (!several) return multiLabel ? sharesOfSets : sharesOfOne;
  if (multiLabel) return (logits, outputs) => Float64Array.from(outputs, ([label]) => logistic(logits[label]));
  return (logits, outputs) => {
    const all = sharesOfOne(
      logits,
      Array.from(logits, (_, label) => [label]),
    );
    return Float64Array.from(outputs, ([label]) => all[label]);
  };
}

/** One label is right: the softmax over those that the data's classes mean. */
function sharesOfOne(logits: Float32Array, outputs: TransformerArtifact['outputs']): Float64Array {
  const scores = Float64Array.from(outputs, ([label]) => logits[label]);
  const top = scores.reduce((max, score) => Math.max(max, score), -Infinity);
  return normalised(scores.map((score) => exp(score - top)));
}

/** Every label is right or wrong by itself: a class is a set of labels, and as likely as just these are right. */
function sharesOfSets(logits: Float32Array, outputs: TransformerArtifact['outputs']): Float64Array {
  const chances = Float64Array.from(logits, logistic);
  const likely = (set: readonly number[]) =>
    chances.reduce((product, chance, label) => product * (set.includes(label) ? chance : 1 - chance), 1);
  return normalised(Float64Array.from(outputs, likely));
}

function normalised(shares: Float64Array): Float64Array {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (total > 0 ? share / total : 1 / shares.length));
}

function best(logits: Float32Array): number {
  return logits.reduce((top, logit, label) => (logit > logits[top] ? label : top), 0);
}
