import { afterEnd, endToken, special, type LearnedTokenizer } from './learned.ts';

const unknownToken = '<|unknown|>';

/**
 * Learns the letters of texts (code points), the most frequent ones first, until there are `size` tokens, those for an unknown letter and for the
 * end of a text among them.
 */
export function learnCharacters(texts: readonly string[], size: number): LearnedTokenizer {
  const counts = new Map<string, number>();
  for (const text of texts) for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const letters = [...counts]
    .sort(([a, many], [b, more]) => more - many || compare(a, b))
    .slice(0, Math.max(1, size - 2))
    .map(([letter]) => letter)
    .sort(compare);
  const ids = new Map(letters.map((letter, id) => [letter, id]));
  const unknownId = letters.length;
  const endId = unknownId + 1;
  return {
    size: endId + 1,
    endId,
    unknownId,
    encode: (text) => Array.from(text, (letter) => ids.get(letter) ?? unknownId),
    content: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [special(unknownToken, unknownId), special(endToken, endId)],
      normalizer: null,
      pre_tokenizer: null,
      post_processor: afterEnd(endId),
      decoder: { type: 'Fuse' },
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: unknownToken,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        vocab: Object.fromEntries([...letters, unknownToken, endToken].map((name, id) => [name, id])),
        merges: [],
      },
    },
  };
}

function compare(a: string, b: string): number {
  return (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);
}
