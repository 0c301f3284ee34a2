/** A tokenizer that was learned from texts. */
export interface LearnedTokenizer {
  /** How many tokens there are. */
  readonly size: number;
  /** The token that ends a text, and stands before the first one. */
  readonly endId: number;
  /** A token that is never to be written, where there is one: it stands for letters that are not known. */
  readonly unknownId?: number;
  /** Gives the ids of a text. */
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
