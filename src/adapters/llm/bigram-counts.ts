import type { Bigrams } from '../../contract/model/causal-lm-artifact.ts';

/** Counts the pairs of a run of tokens. */
export function countBigrams(tokens: Int32Array, vocabulary: number): Bigrams {
  const all = new Float64Array(Math.max(0, tokens.length - 1));
  const unigrams = new Float64Array(vocabulary);
  for (let i = 0; i < all.length; i++) {
    all[i] = tokens[i] * vocabulary + tokens[i + 1];
    unigrams[tokens[i + 1]]++;
  }
  all.sort();
  const pairs: number[] = [];
  const counts: number[] = [];
  for (const pair of all) {
    if (pairs.at(-1) === pair) counts[counts.length - 1]++;
    else {
      pairs.push(pair);
      counts.push(1);
    }
  }
  return { vocabulary, pairs: Float64Array.from(pairs), counts: Float64Array.from(counts), unigrams };
}
