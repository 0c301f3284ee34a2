import { AppError } from '../base/errors.ts';
import type { ModelFile } from '../contract/model/transformer-artifact.ts';
import { readConfig, type ModelConfig } from './config.ts';
import { openTokenizer, tokenizerFromVocabulary, type TextTokenizer } from './tokenizer.ts';

/** Where the weights of a folder stand, by what computes them. */
export const weightsPath = { onnx: 'onnx/model.onnx', safetensors: 'model.safetensors' } as const;

/** A model's folder, opened but for its weights. */
export interface Folder {
  config: ModelConfig;
  tokenizer: TextTokenizer;
  /** Most tokens of a text that the model takes, special ones included. */
  longest: number;
  /** What Python needs to read the folder: configuration and tokenizer, made whole where a file was missing. */
  small: readonly ModelFile[];
}

/** The small files of a folder that are kept with a model. */
const kept = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', 'vocab.txt'];

/**
 * Opens the configuration and the tokenizer of a model's folder.
 * @throws AppError `model.missing-file`, `model.bad-content`
 */
export function openFolder(model: string, files: readonly ModelFile[]): Folder {
  const find = (path: string) => files.find((file) => file.path === path);
  const configFile = find('config.json');
  if (!configFile) throw new AppError('model.missing-file', { model, file: 'config.json' });
  const config = readConfig(readJsonFile(configFile));
  const tokenizerConfig = (parseJsonFile(find('tokenizer_config.json')) ?? {}) as {
    do_lower_case?: boolean;
    model_max_length?: unknown;
  };
  const tokenizerFile = find('tokenizer.json') ?? fromVocabulary(find('vocab.txt'), tokenizerConfig);
  if (!tokenizerFile) throw new AppError('model.missing-file', { model, file: 'tokenizer.json' });
  const tokenizer = openTokenizer(readJsonFile(tokenizerFile), tokenizerConfig, config.pad_token_id ?? 0);
  const { model_max_length: maxLength } = tokenizerConfig;
  const small = files.filter(({ path }) => kept.includes(path) && path !== tokenizerFile.path);
  return {
    config,
    tokenizer,
    longest: Math.min(maxPositions(config), typeof maxLength === 'number' && maxLength >= 1 ? maxLength : Infinity),
    small: [...small, tokenizerFile],
  };
}

/** RoBERTa's relatives count positions from behind the padding's id. */
function maxPositions({ model_type: type, max_position_embeddings: positions = 512, pad_token_id: pad }: ModelConfig) {
  return /roberta|camembert|xlm/.test(type) ? positions - (pad ?? 1) - 1 : positions;
}

function fromVocabulary(file: ModelFile | undefined, config: { do_lower_case?: boolean }): ModelFile | undefined {
  if (!file) return undefined;
  const content = tokenizerFromVocabulary(fileText(file), config);
  return { path: 'tokenizer.json', bytes: new TextEncoder().encode(JSON.stringify(content)) };
}

function parseJsonFile(file: ModelFile | undefined): unknown {
  return file && readJsonFile(file);
}

/** Reads a JSON file that a folder must have. @throws AppError `model.missing-file`, `model.bad-content` */
export function readFolderJson(files: readonly ModelFile[], path: string, model: string): unknown {
  const file = files.find((each) => each.path === path);
  if (!file) throw new AppError('model.missing-file', { model, file: path });
  return readJsonFile(file);
}

/** Reads a JSON file of a folder. @throws AppError `model.bad-content` */
function readJsonFile(file: ModelFile): unknown {
  try {
    return JSON.parse(fileText(file));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AppError('model.bad-content', { member: file.path, problem }, error);
  }
}

function fileText({ bytes }: ModelFile): string {
  return new TextDecoder().decode(bytes);
}
