import { describe, expect, it } from 'vitest';
import { ln } from '../../../src/models/ln.ts';
import { openNgram } from '../../../src/models/ngram/ngram-predictor.ts';
import { classWords } from '../../../src/models/ngram/ngram-class-words.ts';
import { eachWord } from '../../../src/models/ngram/text-units.ts';
import type { NgramArtifact } from '../../../src/contract/model/ngram-artifact.ts';
import { answersFor, toFeatures } from '../../adapters/text-classifier/texts.ts';

const model: NgramArtifact = {
  form: 'ngram',
  views: [{ analyzer: 'word', words: 'auto', min: 1, max: 2, terms: 4 }],
  lowercase: true,
  weighting: 'presence',
  sublinear: false,
  terms: ['good', 'not good', '好', 'bad'],
  idf: new Float64Array(0),
  coefficients: Float64Array.of(1, -3, 2, -1),
  intercepts: Float64Array.of(0.5),
  classes: ['no', 'yes'],
  link: 'softmax',
};
const sigmoid = (score: number) => 1 / (1 + Math.exp(-score));

describe('words', () => {
  it.each([
    ['auto', "It’s GOOD, isn't it_? 好看！42", ['It’s', 'GOOD', ',', "isn't", 'it_', '?', '好', '看', '！', '42']],
    ['auto', 'a👩‍👩‍👧b👍🏽❤️', ['a', '👩‍👩‍👧', 'b', '👍🏽', '❤️']],
    ['auto', 'ภาษา สวัสดี', ['ภ', 'า', 'ษ', 'า', 'ส', 'วั', 'ส', 'ดี']],
    ['auto', 'שָׁלוֹם, naïve café', ['שָׁלוֹם', ',', 'naïve', 'café']],
    ['spaces', " isn't  好看!\n", ["isn't", '好看!']],
    ['words', "a isn't 好 好看", ['isn', '好看']],
  ] as const)('by %s of %s', (rule, text, expected) => {
    const found: string[] = [];
    eachWord(text, rule, (word, from, to) => {
      expect(text.slice(from, to)).toBe(word);
      found.push(word);
    });
    expect(found).toEqual(expected);
  });
});

describe('logOf', () => {
  it('is the logarithm within an ulp or two', () => {
    for (const whole of [1, 2, 3, 10, 99, 1000, 4097, 100_000, 12_345_678]) {
      expect(Math.abs(ln(whole) - Math.log(whole))).toBeLessThanOrEqual(4.5e-16 * Math.log(whole));
    }
  });
});

describe('a model of n-grams', () => {
  it('adds up the terms of a text', async () => {
    const answers = await answersFor(model, ['Good!', 'not good, BAD', '好好', '']);
    [1.5, 0.5 + 1 - 3 - 1, 2.5, 0.5].forEach((score, row) => expect(answers[row]![1]).toBeCloseTo(sigmoid(score), 14));
  });

  it('weighs by count and idf where it is asked to', async () => {
    const weighed: NgramArtifact = { ...model, weighting: 'tfidf', sublinear: true, idf: Float64Array.of(1, 2, 1, 3) };
    const [[, share]] = (await answersFor(weighed, ['good good bad'])) as [[number, number]];
    const [a, b] = [1 + Math.log(2), 3];
    expect(share).toBeCloseTo(sigmoid(0.5 + (a - b) / Math.hypot(a, b)), 14);
  });

  it('has classes that know of each other, or not', async () => {
    const three = {
      ...model,
      coefficients: new Float64Array(12),
      intercepts: Float64Array.of(1, 0, -1),
      classes: ['a', 'b', 'c'],
    };
    const each = [sigmoid(1), sigmoid(0), sigmoid(-1)];
    const sum = each.reduce((total, share) => total + share);
    const [labels] = await answersFor({ ...three, link: 'labels' }, ['x']);
    const [rest] = await answersFor({ ...three, link: 'one-vs-rest' }, ['x']);
    each.forEach((share, c) => {
      expect(labels![c]).toBeCloseTo(share, 14);
      expect(rest![c]).toBeCloseTo(share / sum, 14);
    });
  });

  it('says what each word speaks for, where it stands', () => {
    const text = 'Not good, 好的 bad';
    const attributions = openNgram(model).explain?.(toFeatures([text]), 0);
    expect(attributions?.map(({ from, to, weights }) => [text.slice(from, to), ...weights])).toEqual([
      ['Not', 1.5, -1.5],
      ['good', 0.5, -0.5],
      ['好', -2, 2],
      ['bad', 1, -1],
    ]);
  });

  it('tells the strongest terms for and against each class', () => {
    expect(classWords(model, 2)).toEqual({
      no: {
        for: [
          ['not good', 3],
          ['bad', 1],
        ],
        against: [
          ['好', -2],
          ['good', -1],
        ],
      },
      yes: {
        for: [
          ['好', 2],
          ['good', 1],
        ],
        against: [
          ['not good', -3],
          ['bad', -1],
        ],
      },
    });
  });

  it('refuses parts that do not fit', () => {
    expect(() => openNgram({ ...model, coefficients: new Float64Array(3) })).toThrow(
      expect.objectContaining({ code: 'model.bad-size' }) as Error,
    );
  });
});
