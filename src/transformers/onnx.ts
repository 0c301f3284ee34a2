import { AutoModelForSequenceClassification, Tensor } from '@huggingface/transformers';
import { AppError } from '../base/errors.ts';
import type { ModelFile } from '../contract/model/transformer-artifact.ts';
import { serveFolder } from './serve-folder.ts';
import type { TokenRows } from '../networks/encoder-spec.ts';

/** A classifier that ONNX Runtime computes. */
export interface OnnxClassifier {
  /** Gives the logits of texts, [texts, labels]. */
  logits(texts: TokenRows): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/**
 * Opens the ONNX form of a text classifier.
 * @throws AppError `model.bad-onnx`
 */
export async function openOnnxClassifier(files: readonly ModelFile[], padId: number): Promise<OnnxClassifier> {
  const bad = (error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error);
    return new AppError('model.bad-onnx', { problem: problem.slice(0, 300) }, error);
  };
  const name = serveFolder(files);
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    dtype: 'fp32',
    device: 'wasm',
    local_files_only: true,
  }).catch((error: unknown) => {
    throw bad(error);
  });
  return {
    async logits(texts) {
      const length = texts.reduce((max, { length: each }) => Math.max(max, each), 1);
      const shape = [texts.length, length];
      const ids = new BigInt64Array(texts.length * length).fill(BigInt(padId));
      const mask = new BigInt64Array(texts.length * length);
      texts.forEach((row, i) =>
        row.forEach((id, j) => {
          ids[i * length + j] = BigInt(id);
          mask[i * length + j] = 1n;
        }),
      );
      const inputs: Record<string, Tensor> = {
        input_ids: new Tensor('int64', ids, shape),
        attention_mask: new Tensor('int64', mask, shape),
        token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
      };
      try {
        const { logits } = (await model(inputs)) as { logits: Tensor };
        return Float32Array.from(logits.data as Float32Array);
      } catch (error) {
        throw bad(error);
      }
    },
    async dispose() {
      await model.dispose();
    },
  };
}
