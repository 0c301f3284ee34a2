import {
  AutoModelForCausalLM,
  AutoTokenizer,
  InterruptableStoppingCriteria,
  random,
  Tensor,
  TextStreamer,
} from '@huggingface/transformers';
import { AppError, stoppedError } from '../base/errors.ts';
import type { ModelFile } from '../contract/model/transformer-artifact.ts';
import type { WeightType, CausalLm } from '../contract/model/causal-lm-artifact.ts';
import { serveFolder } from './serve-folder.ts';
import { topPOnly } from './top-p.ts';

/**
 * Opens the ONNX form of a causal language model. `positions`: most tokens of prompt and continuation together. A failed run spoils the worker for
 * every later one: end it.
 * @throws AppError `model.bad-onnx`
 */
export async function openOnnxLm(
  files: readonly ModelFile[],
  positions: number,
  dtype: Exclude<WeightType, 'safetensors'> = 'fp32',
): Promise<CausalLm> {
  const name = serveFolder(files);
  const template = files.find(({ path }) => path === 'chat_template.jinja');
  const [model, tokenizer] = await Promise.all([
    AutoModelForCausalLM.from_pretrained(name, { dtype, device: 'wasm', local_files_only: true }),
    AutoTokenizer.from_pretrained(name, { local_files_only: true }),
  ]).catch((error: unknown) => {
    throw badOnnx(error);
  });
  const chatTemplate: unknown = template ? new TextDecoder().decode(template.bytes) : tokenizer.chat_template;

  function encode(prompt: string, chat: boolean): number[] {
    if (!chat || typeof chatTemplate !== 'string') return tokenizer.encode(prompt);
    const templated = tokenizer.apply_chat_template([{ role: 'user', content: prompt }], {
      chat_template: chatTemplate,
      tokenize: false,
      add_generation_prompt: true,
    });
    return tokenizer.encode(templated, { add_special_tokens: false });
  }

  return {
    async write(prompt, { maxTokens, temperature, topP, seed, chat }, onText, { signal }) {
      // A prompt that is too long keeps its end; one position is left for an answer.
      const ids = encode(prompt, chat).slice(1 - positions);
      const stopping = new InterruptableStoppingCriteria();
      const stop = () => stopping.interrupt();
      if (signal.aborted) throw stoppedError();
      signal.addEventListener('abort', stop, { once: true });
      const chunks: string[] = [];
      const streamer = new TextStreamer(tokenizer, {
        skip_prompt: true,
        skip_special_tokens: true,
        callback_function(chunk) {
          chunks.push(chunk);
          onText(chunk);
        },
      });
      random.seed(seed);
      try {
        const output = (await model.generate({
          inputs: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
          attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
          max_new_tokens: Math.min(maxTokens, positions - ids.length),
          ...(temperature > 0 ? { do_sample: true, temperature, top_k: 0 } : { do_sample: false }),
          logits_processor: topPOnly(topP),
          streamer,
          stopping_criteria: [stopping],
        } as Parameters<typeof model.generate>[0])) as Tensor;
        if (signal.aborted) throw stoppedError();
        return { text: chunks.join(''), tokensIn: ids.length, tokensOut: (output.dims.at(-1) ?? 0) - ids.length };
      } catch (error) {
        if (signal.aborted) throw stoppedError();
        throw badOnnx(error);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    async dispose() {
      await model.dispose();
    },
  };
}

function badOnnx(error: unknown): AppError {
  const problem = error instanceof Error ? error.message : String(error);
  return new AppError('model.bad-onnx', { problem: problem.slice(0, 300) }, error);
}
