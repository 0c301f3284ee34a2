import { describe, expect, it } from 'vitest';
import reference from '../../reference/texts.json' with { type: 'json' };
import { answersFor, fitTexts } from './texts.ts';

const { texts, codes, classes } = reference;
const options = {
  words: { token_pattern: '\\S+' },
  'default words': { token_pattern: '\\w\\w+', ngram_max: 1, sublinear_tf: false },
  char: { analyzer: 'char', ngram_min: 2, ngram_max: 4 },
  char_wb: { analyzer: 'char_wb', ngram_min: 3, ngram_max: 6, min_df: 2, max_df: 0.6, sublinear_tf: false },
  case: { token_pattern: '\\S+', lowercase: false, ngram_min: 2, ngram_max: 3, min_df: 2, sublinear_tf: false },
} as const;

/** The training rows, or the others, of the first `count` classes. */
function part(training: boolean, count: number) {
  const rows = [...texts.keys()].filter((row) => row < reference.train === training && codes[row]! < count);
  return { texts: rows.map((row) => texts[row]!), codes: rows.map((row) => codes[row]!) };
}

const cases = Object.keys(options).flatMap((way) =>
  (['two', 'three'] as const).flatMap((kind) =>
    ([null, 'balanced'] as const).map((weight) => [way as keyof typeof options, kind, weight] as const),
  ),
);

describe('text_classifier equals scikit-learn', () => {
  it.each(cases)('%s, %s classes, class_weight %s', async (way, kind, weight) => {
    const { idf, fits } = reference.ways[way];
    const expected = fits[`${kind} ${weight ?? 'None'}`];
    const count = kind === 'two' ? 2 : 3;
    const [train, test] = [part(true, count), part(false, count)];
    const given = { ...options[way], C: 3, tol: 1e-10, class_weight: weight };
    const { artifact } = await fitTexts(train.texts, train.codes, classes.slice(0, count), given);
    expect(artifact.terms.length).toBe(expected.terms);
    const indexByTerm = new Map(artifact.terms.map((term, t) => [term, t]));
    if (kind === 'three') {
      for (const [term, value] of Object.entries(idf))
        expect(artifact.idf[indexByTerm.get(term)!]).toBeCloseTo(value, 13);
    }
    const scores = artifact.intercepts.length;
    for (const [term, values] of Object.entries(expected.coefficients)) {
      const at = indexByTerm.get(term)! * scores;
      values.forEach((value, s) => expect(artifact.coefficients[at + s], term).toBeCloseTo(value, 6));
    }
    const answers = await answersFor(artifact, test.texts);
    expected.probabilities.forEach((shares, row) =>
      shares.forEach((share, c) => expect(answers[row]![c]).toBeCloseTo(share, 7)),
    );
    const loss = test.codes.reduce((sum, code, row) => sum - Math.log(answers[row]![code]!) / test.codes.length, 0);
    expect(loss).toBeCloseTo(expected.log_loss, 8);
  });

  it('NBSVM, as made of its parts', async () => {
    const [train, test] = [part(true, 2), part(false, 2)];
    const given = { method: 'nbsvm', token_pattern: '\\S+', tol: 1e-10 };
    const { artifact } = await fitTexts(train.texts, train.codes, classes.slice(0, 2), given);
    expect(artifact.intercepts[0]).toBeCloseTo(reference.nbsvm.intercept, 8);
    const answers = await answersFor(artifact, test.texts);
    reference.nbsvm.probabilities.forEach((share, row) => expect(answers[row]![1]).toBeCloseTo(share, 8));
  });
});
