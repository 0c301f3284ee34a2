import type { NgramArtifact } from '../../contract/model/ngram-artifact.ts';
import type { KnownTerms } from './ngram-weights.ts';
import { eachWord } from './text-units.ts';
import type { TokenAttribution } from '../../contract/result/explanation.ts';

/** Says what each word of a row's texts speaks for: what a term adds to the scores is shared by the places where it stands, and by the words there. */
export function attributeTokens(
  { views, coefficients, classes, intercepts }: NgramArtifact,
  { grams, findTerm, weigh }: KnownTerms,
  cells: readonly string[],
  names: readonly string[],
): TokenAttribution[] {
  const { terms, counts, weights } = weigh(cells);
  const shares = new Map(terms.map((term, k) => [term, weights[k] / counts[k]]));
  const scores = intercepts.length;
  const termCoefficient = (term: number, c: number) => {
    if (scores === classes.length) return coefficients[term * scores + c];
    return c === 1 ? coefficients[term] : -coefficients[term];
  };
  const [{ analyzer, words: rule }] = views;

  return cells.flatMap((text, f) => {
    const words: TokenAttribution[] = [];
    eachWord(text, analyzer === 'word' ? rule : 'auto', (_, from, to) => {
      words.push({ factor: names[f], from, to, weights: classes.map(() => 0) });
    });
    grams.read(text, false, (node, from, to) => {
      const term = findTerm(node);
      const share = shares.get(term);
      if (share === undefined) return;
      const first = firstEndingAfter(words, from);
      let last = first;
      while (last < words.length && words[last].from < to) last++;
      for (let w = first; w < last; w++) {
        for (let c = 0; c < classes.length; c++)
          words[w].weights[c] += (share * termCoefficient(term, c)) / (last - first);
      }
    });
    return words.filter(({ weights: all }) => all.some((weight) => weight !== 0));
  });
}

/** Finds the first word that ends after a place, by halving. */
function firstEndingAfter(words: readonly TokenAttribution[], from: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle].to > from) high = middle;
    else low = middle + 1;
  }
  return low;
}
