import { describe, expect, it } from 'vitest';
import { predictTable, toPredictions } from '../../../src/prediction/predict.ts';
import { toRowTable } from '../../../src/prediction/row-table.ts';
import { readBundleFile, toBundleFile } from '../../../src/storage/bundle-file.ts';
import { fromNgramFiles, toNgramFiles } from '../../../src/models/ngram/ngram-file.ts';
import type { NgramArtifact } from '../../../src/contract/model/ngram-artifact.ts';
import { trainCsv } from '../../pipeline/train-csv.ts';
import { quietRun } from '../../run.ts';

const phrasesText = ['nice 好 day', 'bad 坏 night', 'so so \ud83d'];
const rows = Array.from({ length: 30 }, (_, i) => `${phrasesText[i % 3]} ${i},${['good', 'bad', 'so'][i % 3]}`);
const trained = (modelParams: object) =>
  trainCsv(
    { 'a.csv': ['text,label', ...rows].join('\n') },
    { modelType: 'text_classifier', target: 'label', modelParams },
  );

describe('a bundle of text classification', () => {
  it.each([{}, { method: 'nbsvm', analyzer: 'word+char_wb' }])(
    'with %o predicts the same to the last digit, with the same words',
    async (modelParams) => {
      const { bundle, result } = await trained(modelParams);
      const back = await readBundleFile(await toBundleFile(bundle));
      expect([back.id, back.artifact]).toEqual([bundle.id, bundle.artifact]);
      const answers = await Promise.all(
        [bundle, back].map(async (each) => {
          const table = toRowTable([{ text: 'a bad day 好' }], each);
          return toPredictions(await predictTable(each, table, quietRun()));
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[0]!.words?.length).toBeGreaterThan(2);
      expect(Object.keys(result.words ?? {})).toEqual(['bad', 'good', 'so']);
    },
  );

  it('refuses files that do not fit', async () => {
    const { bundle } = await trained({});
    const { json, numbers } = toNgramFiles(bundle.artifact as NgramArtifact);
    const content = JSON.parse(json) as { terms: string[]; views: { min: number; terms: number }[] };
    const notFinite = numbers.slice();
    new DataView(notFinite.buffer).setFloat64(8, NaN, true);
    const bad = (given: object, bytes = numbers) => {
      const read = () => fromNgramFiles({ ...content, ...given }, bytes);
      return expect(read);
    };
    const failure = expect.objectContaining({ code: 'model.bad-content' }) as Error;
    bad({ terms: content.terms.slice(1) }).toThrow(failure);
    bad({ classes: ['a', 'b'] }).toThrow(failure);
    bad({ link: 'eval' }).toThrow(failure);
    bad({ scores: 1e9 }).toThrow(failure);
    bad({ views: [{ ...content.views[0], max: 0 }] }).toThrow(failure);
    bad({}, numbers.slice(8)).toThrow(failure);
    bad({}, notFinite).toThrow(failure);
    bad({ more: 1 }).toThrow(failure);
    bad({}).not.toThrow();
  });
});
