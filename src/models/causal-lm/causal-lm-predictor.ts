import type { Run } from '../../base/run.ts';
import type { Predictor } from '../../contract/model/predictor.ts';
import type { Usage } from '../../contract/result/usage.ts';
import type { CausalLm, CausalLmArtifact, GenerationOptions } from '../../contract/model/causal-lm-artifact.ts';
import { fillPrompts } from '../prompts.ts';

/**
 * Opens a language model: it continues each row's prompt, one row after another; pieces are reported as they come. The weights are loaded with the
 * first prompt. One that learned here can be evaluated.
 * @throws AppError `model.bad-onnx`, `model.bad-safetensors`, `model.bad-size` from writing
 */
export function openCausalLm(artifact: CausalLmArtifact): Predictor {
  const { weights, template, rule } = artifact;
  let opened: Promise<CausalLm> | undefined;

  async function open(): Promise<CausalLm> {
    if (weights === 'safetensors') return (await import('./generate.ts')).openDecoderLm(artifact);
    const { openOnnxLm } = await import('../../transformers/onnx-causal-lm.ts');
    return openOnnxLm(artifact.files, artifact.positions, weights);
  }

  return {
    space: 'raw',
    outputs: 1,
    predict: () => Promise.reject(new TypeError('a language model writes')),
    async generate(features, run) {
      const prompts = fillPrompts(template, features);
      return { ...(await answer(prompts, (row) => ({ ...rule, seed: rule.seed + row }), run)), prompts };
    },
    ...(weights === 'safetensors'
      ? {
          async evaluate(features, bigrams, run) {
            const { evaluateDecoder } = await import('./evaluate-lm.ts');
            const evaluation = await evaluateDecoder(artifact, fillPrompts(template, features), bigrams, run);
            const max = Math.min(rule.maxTokens, maxEvaluatedTokens);
            const { texts, usage } = await answer(
              evaluation.prompts,
              (row) => ({ ...rule, maxTokens: max, seed: rule.seed + row }),
              run,
            );
            return { ...evaluation, generated: texts, usage };
          },
        }
      : {}),
    dispose() {
      void opened?.then((causalLm) => causalLm.dispose());
      opened = undefined;
    },
  };

  async function answer(
    prompts: readonly string[],
    rowOptions: (row: number) => GenerationOptions,
    run: Run,
  ): Promise<{ texts: string[]; usage: Usage }> {
    const texts: string[] = [];
    const waits: number[] = [];
    const tokens = { in: 0, out: 0, estimated: false };
    for (const [row, prompt] of prompts.entries()) {
      await run.yield();
      opened ??= open();
      const causalLm = await opened;
      const asked = run.now();
      let first = true;
      const onText = (text: string) => {
        if (first) waits.push(run.now() - asked);
        run.report({ type: 'token', text, row, first });
        first = false;
      };
      const generated = await causalLm.write(prompt, rowOptions(row), onText, run);
      texts.push(generated.text);
      tokens.in += generated.tokensIn;
      tokens.out += generated.tokensOut;
      run.report({ type: 'progress', stage: 'postprocess', done: row + 1, total: prompts.length, unit: 'rows' });
    }
    waits.sort((a, b) => a - b);
    const wait = waits.length > 0 ? { timeToFirstToken: waits[waits.length >> 1] } : {};
    return { texts, usage: { tokens, ...wait } };
  }
}

/** A continuation that is only to be looked at need not be longer. */
const maxEvaluatedTokens = 64;
