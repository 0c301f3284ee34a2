import { describe, expect, it } from 'vitest';
import { trainCsv } from '../../pipeline/train-csv.ts';
import { predictTable, toPredictions } from '../../../src/prediction/predict.ts';
import { toRowTable } from '../../../src/prediction/row-table.ts';
import { quietRun } from '../../run.ts';
import { answersFor, fitTexts } from './texts.ts';

const request = { modelType: 'text_classifier', target: 'label' };
const rows = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? `nice day ${i},yes` : `bad night ${i},no`)).join('\n');

describe('text_classifier and bad input', () => {
  it('says which columns there are where none holds texts', async () => {
    await expect(trainCsv({ 'a.csv': 'a,label\n1,x\n2,y\n3,x\n4,y\n' }, request)).rejects.toMatchObject({
      code: 'fields.no-text',
      hint: expect.stringMatching(/\S/),
    });
  });

  it('drops rows without a text, and has no answer for them', async () => {
    const { result, bundle } = await trainCsv({ 'a.csv': `text,label\n,yes\n   ,no\n${rows}\n` }, request);
    expect(result.rows.dropped).toEqual({ 'clean.missing': 2 });
    expect(result.control).toMatchObject({
      normalize: { run: false, decidedBy: 'adapter' },
      postprocess: { run: false, decidedBy: 'adapter' },
    });
    expect([result.units, new Set(result.predictions)]).toEqual(['target', new Set(['yes', 'no'])]);
    const table = toRowTable([{ text: '' }, { text: 'a nice one' }], bundle);
    expect(toPredictions(await predictTable(bundle, table, quietRun())).predictions).toEqual([null, 'yes']);
  });

  it('takes very long, empty, right-to-left, broken and emoji texts', async () => {
    const odd = [
      'word '.repeat(20_000),
      'x'.repeat(100_000),
      '好'.repeat(100_000),
      '',
      'שלום עולם',
      'مرحبا بالعالم',
      '👩‍👩‍👧‍👦 👍🏽 ❤️ 🇨🇳',
      'cut \ud83d and \udc4d \ufffd\ufffd',
      '\u0000\u0007\u200b\u202e',
      'İstanbul ﬁne ＡＢＣ',
    ];
    for (const analyzer of ['word', 'char', 'char_wb', 'word+char_wb']) {
      const { artifact } = await fitTexts(
        odd,
        odd.map((_, i) => i % 2),
        ['a', 'b'],
        { analyzer },
      );
      const answers = await answersFor(artifact, [...odd, 'never seen']);
      expect(answers.flat().every(Number.isFinite)).toBe(true);
      answers.slice(4, -1).forEach(([a, b], i) => expect(a! > b!).toBe(i % 2 === 0));
    }
  });

  it('reads a file of broken UTF-8 as some encoding, and trains on it', async () => {
    const bytes = new TextEncoder().encode(`text,label\n${rows}\n`);
    const broken = Uint8Array.from([
      ...bytes,
      0xe5,
      0xa5,
      0x20,
      0xff,
      0xc3,
      0x28,
      ...new TextEncoder().encode(',yes\n'),
    ]);
    const { result } = await trainCsv({ 'a.csv': new Blob([broken]) }, request);
    expect(result.rows).toMatchObject({ read: 21, kept: 21 });
  });

  it('says so where no term is left, or the options contradict each other', async () => {
    const fit = (given: object) => fitTexts(['one two', 'three four'], [0, 1], ['a', 'b'], given);
    await expect(fit({ min_df: 2 })).rejects.toMatchObject({ code: 'train.no-terms', params: { texts: 2, terms: 6 } });
    await expect(fit({ ngram_min: 3 })).rejects.toMatchObject({
      code: 'request.bad-value',
      params: { key: 'ngram_min', value: '3' },
    });
    await expect(fitTexts(['', ' '], [0, 1], ['a', 'b'], {})).rejects.toMatchObject({ code: 'train.no-terms' });
  });

  it('keeps the most frequent terms where only some may stay', async () => {
    const texts = ['a b b b', 'c b a', 'a b d'];
    const { artifact } = await fitTexts(texts, [0, 1, 0], ['x', 'y'], { ngram_max: 1, max_features: 2 });
    expect(artifact.terms).toEqual(['a', 'b']);
  });
});
