import type { Predictor } from '../contract/adapter.ts';
import type { Usage } from '../contract/usage.ts';
import type { WriterArtifact } from '../contract/writer.ts';
import type { OnnxWriter } from '../transformers/onnx-writer.ts';
import { promptsOf } from './prompts.ts';

/**
 * Opens a language model: it continues each row's prompt, one row after another; pieces are reported as they come. The weights are loaded with the
 * first prompt.
 * @throws AppError `model.bad-onnx` from writing
 */
export function openWriter({ files, weights, positions, template, rule }: WriterArtifact): Predictor {
  let opened: Promise<OnnxWriter> | undefined;
  let told: { usage?: Usage; asked?: string[] } = {};

  const open = async () => {
    const { openOnnxWriter } = await import('../transformers/onnx-writer.ts');
    return openOnnxWriter(files, positions, weights);
  };

  return {
    space: 'raw',
    outputs: 1,
    predict: () => Promise.reject(new TypeError('a language model writes')),
    async write(features, run) {
      const prompts = promptsOf(template, features);
      const texts: string[] = [];
      const waits: number[] = [];
      const tokens = { in: 0, out: 0, estimated: false };
      for (const [row, prompt] of prompts.entries()) {
        await run.breathe();
        opened ??= open();
        const writer = await opened;
        const asked = run.now();
        let first = true;
        const onPiece = (text: string) => {
          if (first) waits.push(run.now() - asked);
          run.report({ type: 'token', text, row, first });
          first = false;
        };
        const written = await writer.write(prompt, { ...rule, seed: rule.seed + row }, onPiece, run.signal);
        texts.push(written.text);
        tokens.in += written.tokensIn;
        tokens.out += written.tokensOut;
        run.report({ type: 'progress', stage: 'postprocess', done: row + 1, total: prompts.length, unit: 'rows' });
      }
      waits.sort((a, b) => a - b);
      const wait = waits.length > 0 ? { timeToFirstToken: waits[waits.length >> 1] } : {};
      told = { usage: { tokens, ...wait }, asked: prompts };
      return texts;
    },
    told: () => ({ notices: [], ...told }),
    dispose() {
      void opened?.then((writer) => writer.dispose());
      opened = undefined;
    },
  };
}
