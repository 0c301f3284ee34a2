import type { Random } from '../../base/random.ts';
import type { Corpus } from '../../models/causal-lm/corpus.ts';

/** Gives a window from any place, drawn by chance. */
export function drawWindow({ tokens }: Corpus, length: number, random: Random): Int32Array {
  const longest = Math.min(length + 1, tokens.length);
  const from = random.integer(tokens.length - longest);
  return tokens.subarray(from, from + longest);
}
