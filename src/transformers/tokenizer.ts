import { Tokenizer } from '@huggingface/tokenizers';
import { AppError } from '../base/errors.ts';

/** Turns texts into the numbers that a model knows. */
export interface TextTokenizer {
  /** Gives the ids of a text, special tokens included; of one that is too long the body is cut, as Python's tokenizers do. */
  encode(text: string, maxLength: number): Int32Array<ArrayBuffer>;
  /** Gives the ids of a text alone, without special tokens. */
  encodePlain(text: string): number[];
  /** Gives the text of ids, special tokens left out. */
  decode(ids: readonly number[]): string;
  /** The id that fills up short texts of a batch. */
  readonly padId: number;
}

/** Maximum UTF-16 units of a text that are tokenized: more than any model takes, and it would cost seconds. */
const maxText = 1_000_000;

/**
 * Opens a tokenizer from the content of `tokenizer.json` and `tokenizer_config.json`.
 * @throws AppError `model.bad-content` when it is not one
 */
export function openTokenizer(tokenizer: unknown, config: unknown, padId: number): TextTokenizer {
  const opened = open(tokenizer, config);
  // An empty text shows the special tokens around a text.
  const frame = ids(opened, '', true);
  const around = ids(opened, 'a', true);
  const inside = ids(opened, 'a', false);
  const before = around.findIndex((_, at) => inside.every((id, i) => around[at + i] === id));
  const [head, tail] = before < 0 ? [frame, []] : [around.slice(0, before), around.slice(before + inside.length)];
  return {
    padId,
    encodePlain: (text) => ids(opened, text.slice(0, maxText), false),
    decode: (given) => (given.length === 0 ? '' : opened.decode([...given], { skip_special_tokens: true })),
    encode(text, maxLength) {
      const body = ids(opened, text.slice(0, maxText), false);
      const budget = Math.max(0, maxLength - head.length - tail.length);
      return Int32Array.from([...head, ...body.slice(0, budget), ...tail]);
    },
  };
}

function open(tokenizer: unknown, config: unknown): Tokenizer {
  try {
    return new Tokenizer(tokenizer as object, (config ?? {}) as object);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AppError('model.bad-content', { member: 'tokenizer.json', problem }, error);
  }
}

function ids(tokenizer: Tokenizer, text: string, special: boolean): number[] {
  return tokenizer.encode(text, { add_special_tokens: special }).ids;
}

/**
 * Makes the content of `tokenizer.json` for a BERT-like folder that holds only `vocab.txt`, one word piece a line.
 * @throws AppError `model.bad-content` when [UNK], [CLS] or [SEP] is missing
 */
export function tokenizerFromVocabulary(vocabulary: string, config: { do_lower_case?: boolean }): object {
  const words = vocabulary.split(/\r?\n/);
  if (words.at(-1) === '') words.pop();
  const vocab = Object.fromEntries(words.map((word, id) => [word, id]));
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].filter((word) => Object.hasOwn(vocab, word));
  for (const needed of ['[UNK]', '[CLS]', '[SEP]']) {
    if (!special.includes(needed)) {
      throw new AppError('model.bad-content', { member: 'vocab.txt', problem: `${needed} is missing` });
    }
  }
  const lowercase = config.do_lower_case ?? true;
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content) => ({
      id: vocab[content],
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: Object.fromEntries(['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [vocab[id]], tokens: [id] }])),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  };
}
