import type { Bigrams } from '../../contract/model/causal-lm-artifact.ts';

/**
 * Total cost, in nats, of predicting each token of a text but the first from the one before it, by Witten and Bell's smoothing
 * (IEEE Trans. Information Theory 37, 1991): p(b | a) = (n(ab) + t(a) p(b)) / (n(a) + t(a)), where t(a) is how many different tokens follow a, and
 * p(b) is smoothed likewise towards 1 / vocabulary.
 */
export function bigramCost({ vocabulary, pairs, counts, unigrams }: Bigrams, text: Int32Array): number {
  const total = unigrams.reduce((sum, count) => sum + count, 0);
  const kinds = unigrams.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  let cost = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    const [a, b] = [text[i], text[i + 1]];
    const single = total > 0 ? (unigrams[b] + kinds / vocabulary) / (total + kinds) : 1 / vocabulary;
    const from = lowerBound(pairs, a * vocabulary);
    const to = lowerBound(pairs, (a + 1) * vocabulary);
    let after = 0;
    for (let k = from; k < to; k++) after += counts[k];
    const at = lowerBound(pairs, a * vocabulary + b);
    const both = pairs[at] === a * vocabulary + b ? counts[at] : 0;
    const followers = to - from;
    cost -= Math.log(after > 0 ? (both + followers * single) / (after + followers) : single);
  }
  return cost;
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
