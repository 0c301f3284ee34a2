import { AppError } from '../../base/errors.ts';
import { phrase } from '../../base/messages.ts';
import { throwIfStopped, type Run } from '../../base/run.ts';
import type { Fitted, Samples } from '../../contract/model/adapter.ts';
import type { OptionsOf } from '../../contract/request/options.ts';
import { templateColumns } from '../../contract/request/template.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import type { WeightType, CausalLmArtifact, GenerationOptions } from '../../contract/model/causal-lm-artifact.ts';
import { checkCausalLm, readConfig, contextLength } from '../../transformers/config.ts';
import { downloadFolder } from '../../transformers/fetch-folder.ts';
import { readFolderJson } from '../../transformers/folder.ts';
import { readGpt2 } from '../../transformers/gpt2.ts';
import type { llm } from './meta.ts';

const smallFiles = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json?',
  'generation_config.json?',
  'special_tokens_map.json?',
  'chat_template.jinja?',
];

/** The files of a hub's folder that hold the weights; large ones have their numbers in a second file. */
const weightFiles: Record<WeightType, string> = {
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  q8: 'onnx/model_quantized.onnx',
  q4: 'onnx/model_q4.onnx',
  safetensors: 'model.safetensors',
};

/** Where this build stands: addresses of models count from there. */
const base = new URL('..', import.meta.url);

/** The options of both ways, as they were checked. */
export type LlmOptions = OptionsOf<typeof llm>;

/**
 * Trains a language model from nothing, or fetches one as it is.
 * @throws AppError as `learnCausalLm` and `fetchCausalLm`
 */
export async function fitCausalLm(samples: Samples, given: LlmOptions, run: Run): Promise<Fitted> {
  checkTemplate(given.template, samples);
  const rule: GenerationOptions = {
    maxTokens: given.max_tokens,
    temperature: given.temperature,
    topP: given.top_p,
    seed: given.random_state ?? samples.seed,
    chat: given.chat && given.train === 'none',
  };
  if (given.train === 'none') return fetchCausalLm(samples, given, rule, run);
  return (await import('./learn.ts')).learnCausalLm(samples, given.template, rule, given, run);
}

/**
 * Fetches a language model, which learns nothing: rows are answered when they are predicted.
 * @throws AppError `model.missing-file`, `model.bad-content`, `model.not-a-writer`, `chat.template-column`, `train.no-features`, `read.*` and
 * `privacy.*` of the download, `run.stopped`
 */
async function fetchCausalLm(samples: Samples, given: LlmOptions, rule: GenerationOptions, run: Run): Promise<Fitted> {
  throwIfStopped(run);
  const origin = { model: given.model_name.trim(), host: given.model_host.trim(), picked: given.model_files };
  const source = downloadFolder(origin, base, samples.host, run);
  try {
    const small = await source.fetch(smallFiles);
    const config = readConfig(readFolderJson(small, 'config.json', origin.model));
    checkCausalLm(config);
    const path = weightFiles[given.weights];
    const large = await source.fetch([path, `${path}_data?`]);
    if (given.weights === 'safetensors') readGpt2([...small, ...large]);
    run.report({ type: 'progress', stage: 'train', done: 1, total: 1, unit: 'rows' });
    const artifact: CausalLmArtifact = {
      form: 'writer',
      files: [...small, ...large],
      weights: given.weights,
      positions: contextLength(config),
      template: given.template,
      rule,
    };
    return {
      artifact,
      engine:
        given.weights === 'safetensors'
          ? usedEngine('cpu', [phrase('engine.token-by-token', {})])
          : usedEngine('wasm', [phrase('engine.as-it-is', { library: 'ONNX Runtime' })]),
    };
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('model.bad-')) await source.forget();
    throw error;
  }
}

function checkTemplate(template: string, { features }: Samples): void {
  const names = features.texts?.names ?? [];
  if (names.length === 0) throw new AppError('train.no-features', {});
  const unknown = templateColumns(template).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new AppError('chat.template-column', { column: unknown, columns: names.join(', ') });
}
