/** A tokenizer that was learned from texts. */
export interface LearnedTokenizer {
  /** How many tokens there are. */
  readonly size: number;
  /** The token that ends a text, and stands before the first one. */
  readonly endId: number;
  /** A token that is never to be written, where there is one: it stands for letters that are not known. */
  readonly unknownId?: number;
  /** Gives the ids of a text alone; `content` puts the end token before it, as the model learned it. */
  encode(text: string): readonly number[];
  /** What `tokenizer.json` holds, as Hugging Face's tokenizers read it. */
  readonly content: object;
}

/** What ends a text. */
export const endToken = '<|endoftext|>';

/** Describes a token that is no text. */
export function special(content: string, id: number): object {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}

/** Puts the end token before every text, in the words of `tokenizer.json`. */
export function afterEnd(endId: number): object {
  const end = { SpecialToken: { id: endToken, type_id: 0 } };
  const text = (id: string) => ({ Sequence: { id, type_id: 0 } });
  return {
    type: 'TemplateProcessing',
    single: [end, text('A')],
    pair: [end, text('A'), text('B')],
    special_tokens: { [endToken]: { id: endToken, ids: [endId], tokens: [endToken] } },
  };
}
