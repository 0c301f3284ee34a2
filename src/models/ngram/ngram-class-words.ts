import type { NgramArtifact } from '../../contract/model/ngram-artifact.ts';
import type { ClassWords } from '../../contract/result/explanation.ts';

/** Gives the terms that speak most for and against each class: by their coefficients, at most `max` each way. Two classes mirror each other. */
export function classWords(artifact: NgramArtifact, max: number): Record<string, ClassWords> {
  const { classes, terms, coefficients, intercepts } = artifact;
  const scores = intercepts.length;
  const listed = Array.from(intercepts, (_, s) => {
    const weights = Float64Array.from(terms, (_, term) => coefficients[term * scores + s]);
    return { high: strongest(weights, max, 1), low: strongest(weights, max, -1) };
  });
  const named = ({ term, weight }: TermWeight): [string, number] => [terms[term], weight];
  const negated = ({ term, weight }: TermWeight): [string, number] => [terms[term], -weight];
  return Object.fromEntries(
    classes.map((name, c): [string, ClassWords] => {
      const mirrored = scores < classes.length && c === 0;
      const { high, low } = listed[mirrored ? 0 : scores === 1 ? 0 : c];
      if (mirrored) return [name, { for: low.map(negated), against: high.map(negated) }];
      return [name, { for: high.map(named), against: low.map(named) }];
    }),
  );
}

interface TermWeight {
  term: number;
  weight: number;
}

/** Finds the largest weights (or, with sign -1, the smallest) that have the sign, in one pass and a short sort. */
function strongest(weights: Float64Array, max: number, sign: 1 | -1): TermWeight[] {
  let best: TermWeight[] = [];
  let least = 0;
  weights.forEach((weight, term) => {
    if (!(weight * sign > least)) return;
    best.push({ term, weight });
    if (best.length < max * 8) return;
    best = sorted();
    least = (best.at(-1)?.weight ?? 0) * sign;
  });
  return sorted();

  function sorted(): TermWeight[] {
    return best.sort((a, b) => (b.weight - a.weight) * sign || a.term - b.term).slice(0, max);
  }
}
