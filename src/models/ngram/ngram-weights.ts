import type { NgramArtifact } from '../../contract/model/ngram-artifact.ts';
import { makeGrams, type Grams } from './grams.ts';
import { ln } from '../ln.ts';

/** The known terms of one row's texts, in order of first appearance; arrays in step. */
export interface TermWeights {
  terms: number[];
  /** How often each stands there. */
  counts: number[];
  /** What each weighs. */
  weights: number[];
}

/** The terms of a model, found in texts. */
export interface KnownTerms {
  grams: Grams;
  /** Gives the term of a gram, or -1. */
  findTerm(node: number): number;
  /** Weighs the terms of a row; `cells` are its texts, one a factor. */
  weigh(cells: readonly string[]): TermWeights;
}

/** Makes the terms of a model known. */
export function openTerms({ views, lowercase, terms, weighting, sublinear, idf }: NgramArtifact): KnownTerms {
  const grams = makeGrams(views, lowercase);
  const nodes = new Int32Array(terms.length);
  let at = 0;
  views.forEach(({ terms: count }, v) => {
    for (const end = at + count; at < end; at++) nodes[at] = grams.add(terms[at], v);
  });
  const termAt = new Int32Array(grams.tree.size).fill(-1);
  nodes.forEach((node, term) => (termAt[node] = term));
  /** Where a term stands in the row that was weighed last; it is there only if the list agrees. */
  const termOfNode = new Int32Array(terms.length);

  return {
    grams,
    findTerm: (node) => termAt[node],
    weigh(cells) {
      const row: TermWeights = { terms: [], counts: [], weights: [] };
      const visit = (node: number) => {
        const term = termAt[node];
        if (term < 0) return;
        if (row.terms[termOfNode[term]] === term) {
          row.counts[termOfNode[term]]++;
          return;
        }
        termOfNode[term] = row.terms.length;
        row.terms.push(term);
        row.counts.push(1);
      };
      for (const text of cells) grams.read(text, false, visit);
      row.weights = weighting === 'presence' ? row.counts.map(() => 1) : tfIdf(row);
      return row;
    },
  };

  function tfIdf({ terms: found, counts }: TermWeights): number[] {
    let square = 0;
    const weights = counts.map((count, k) => {
      const weight = (sublinear ? 1 + ln(count) : count) * idf[found[k]];
      square += weight * weight;
      return weight;
    });
    const length = Math.sqrt(square);
    return length > 0 ? weights.map((weight) => weight / length) : weights;
  }
}
