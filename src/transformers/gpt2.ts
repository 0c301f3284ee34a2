import { AppError } from '../base/errors.ts';
import type { DecoderSpec, DecoderWeights } from '../networks/decoder-spec.ts';
import type { ModelFile } from '../contract/model/transformer-artifact.ts';
import { readConfig, type ModelConfig } from './config.ts';
import { readFolderJson } from './folder.ts';
import { endToken, type LearnedTokenizer } from './learned.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { openTokenizer, type TextTokenizer } from './tokenizer.ts';

/** A GPT-2 and its tokenizer, read from a folder. */
export interface Gpt2 {
  spec: DecoderSpec;
  weights: DecoderWeights;
  tokenizer: TextTokenizer;
  /** Ends a text. */
  endId: number;
  /** Tokens that are no text, the end left out: never to be written. */
  silent: readonly number[];
}

const file = 'model.safetensors';

/**
 * Reads a GPT-2 as Hugging Face lays it out: configuration, tokenizer, safetensors.
 * @throws AppError `model.missing-file`, `model.bad-content`, `model.bad-safetensors`, `model.unsupported-architecture`
 */
export function readGpt2(files: readonly ModelFile[]): Gpt2 {
  const config = readConfig(readFolderJson(files, 'config.json', ''));
  const content = readFolderJson(files, 'tokenizer.json', '') as { added_tokens?: { id: number; special?: boolean }[] };
  const found = files.find(({ path }) => path === file);
  if (!found) throw new AppError('model.missing-file', { model: '', file });
  const spec = gpt2Spec(config);
  const endId = config.eos_token_id ?? spec.vocabulary - 1;
  const special = (content.added_tokens ?? []).flatMap(({ id, special: is }) => (is ? [id] : []));
  return {
    spec,
    weights: readSafetensors(file, found.bytes),
    tokenizer: openTokenizer(content, { clean_up_tokenization_spaces: false }, endId),
    endId,
    silent: special.filter((id) => id !== endId && id < spec.vocabulary),
  };
}

/** @throws AppError `model.unsupported-architecture` */
function gpt2Spec(config: ModelConfig): DecoderSpec {
  const { model_type: type, n_embd: width, n_layer: layers, n_head: heads, n_positions: positions } = config;
  const {
    vocab_size: vocabulary,
    n_inner: inner,
    layer_norm_epsilon: epsilon = 1e-5,
    activation_function: act,
  } = config;
  const isKnown = type === 'gpt2' && (act ?? 'gelu_new') === 'gelu_new';
  if (!isKnown || !width || !layers || !heads || !positions || !vocabulary || width % heads !== 0) {
    throw new AppError('model.unsupported-architecture', {
      architecture: config.architectures?.[0] ?? type,
      known: 'GPT-2',
    });
  }
  return { vocabulary, positions, width, heads, inner: inner ?? 4 * width, layers, epsilon };
}

/** Writes a GPT-2 as a folder that Python's `from_pretrained` reads. */
export function writeGpt2(spec: DecoderSpec, weights: DecoderWeights, tokenizer: LearnedTokenizer): ModelFile[] {
  const { vocabulary, positions, width, heads, inner, layers, epsilon } = spec;
  const end = { bos_token_id: tokenizer.endId, eos_token_id: tokenizer.endId, pad_token_id: tokenizer.endId };
  const named = { bos_token: endToken, eos_token: endToken, pad_token: endToken };
  return [
    json('config.json', {
      architectures: ['GPT2LMHeadModel'],
      model_type: 'gpt2',
      vocab_size: vocabulary,
      n_positions: positions,
      n_embd: width,
      n_layer: layers,
      n_head: heads,
      n_inner: inner,
      activation_function: 'gelu_new',
      layer_norm_epsilon: epsilon,
      attn_pdrop: 0,
      embd_pdrop: 0,
      resid_pdrop: 0,
      tie_word_embeddings: true,
      torch_dtype: 'float32',
      ...end,
    }),
    json('generation_config.json', end),
    json('tokenizer.json', tokenizer.content),
    json('tokenizer_config.json', {
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: positions,
      clean_up_tokenization_spaces: false,
      ...named,
    }),
    json('special_tokens_map.json', named),
    { path: file, bytes: writeSafetensors(weights) },
  ];
}

function json(path: string, content: object): ModelFile {
  return { path, bytes: new TextEncoder().encode(JSON.stringify(content)) };
}
