import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/base/random.ts';
import { readFile } from '../../../src/tables/read/read-file.ts';
import { splitRows } from '../../../src/tables/rows/split-rows.ts';
import { quietRun } from '../../run.ts';
import { hasShared, sharedPath } from '../../shared-data.ts';
import { measureAccuracy, fitTexts } from './texts.ts';

const classes = ['negative', 'positive'];

async function sentences() {
  const blob = new Blob([readFileSync(sharedPath('data/sentence-polarity.csv'))]);
  const kinds = { text: 'text', label: 'text' } as const;
  const { table } = await readFile({ id: 'a', name: 'a.csv', blob }, { kinds }, quietRun());
  const [texts, labels] = table.columns.map((column) => (column.kind === 'text' ? column.values.map(String) : []));
  return { texts: texts!, codes: labels!.map((name) => classes.indexOf(name)) };
}

const pick = <T>(values: readonly T[], rows: Int32Array) => Array.from(rows, (row) => values[row]!);

describe.skipIf(!hasShared)('sentence polarity (needs ../shared)', () => {
  it.each([{ token_pattern: '\\S+', C: 10 }, {}])(
    'with %o is as good as scikit-learn',
    { timeout: 60_000 },
    async (given) => {
      const { texts, codes } = await sentences();
      const { train, test } = splitRows(texts.length, { testSize: 0.2, seed: 42, stratify: false });
      const { artifact } = await fitTexts(pick(texts, train), pick(codes, train), classes, given);
      // scikit-learn: 0.7759 with the first options, over 112,144 terms.
      expect(await measureAccuracy(artifact, pick(texts, test), pick(codes, test))).toBeGreaterThanOrEqual(0.7755);
      if ('C' in given) expect(artifact.terms.length).toBe(112_144);
    },
  );

  it('by NBSVM over ten stratified folds, of which two', { timeout: 60_000 }, async () => {
    const { texts, codes } = await sentences();
    const random = randomFrom(42);
    const fold = new Int32Array(texts.length);
    for (const code of [0, 1]) {
      const own = Int32Array.from(codes.keys()).filter((row) => codes[row] === code);
      random.permutation(own.length).forEach((index, i) => (fold[own[index]!] = i % 10));
    }
    const rows = Int32Array.from(codes.keys());
    let right = 0;
    for (const f of [0, 1]) {
      const [train, test] = [rows.filter((row) => fold[row] !== f), rows.filter((row) => fold[row] === f)];
      const given = { method: 'nbsvm', token_pattern: '\\S+' };
      const { artifact } = await fitTexts(pick(texts, train), pick(codes, train), classes, given);
      right += (await measureAccuracy(artifact, pick(texts, test), pick(codes, test))) / 2;
    }
    // All ten give 0.796.
    expect(right).toBeGreaterThanOrEqual(0.784);
  });
});
