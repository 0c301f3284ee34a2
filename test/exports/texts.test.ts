import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import { toJavaScript, toPython } from '../../src/exports/code/code.ts';
import { toScoring } from '../../src/exports/scoring.ts';
import { findPython } from '../programs.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { predictRows, makeProof } from './models.ts';

const folder = mkdtempSync(join(tmpdir(), 'intab-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const python = findPython('numpy');

/** What cuts words in unusual ways. */
const odd = [
  '今天天气真好，我们去公园！',
  'ひらがなとカタカナと漢字',
  'ภาษาไทยไม่มีช่องว่าง',
  'שלום עולם, מה שלומך?',
  'مرحبا بالعالم العربي',
  'ខ្មែរ မြန်မာ ລາວ',
  '👩‍👩‍👧‍👦 👍🏽 ❤️ 🇨🇳 ©®™ 1️⃣',
  "don't l’été rock'n'roll o'漢 'quoted'",
  'ＡＢＣ１２３ ﬁne ½ ² ΌΔΟΣ ΟΔΥΣΣΕΎΣ İSTANBUL ẞ',
  'a\tb\nc\u00a0d\u3000e\u2028f\u0085g\u001ch \ufeff',
  'cafe\u0301 e\u0301\u0302 \u0301 \u200d \ufe0f',
  '"); import os # </script> ${1} %s \\u0041 \\',
  'snake_case 3.14 1,000 50% #tag @name a-b_c --- ...',
];

/** Rows of odd texts, words and code points of everywhere. */
function table() {
  const random = randomFrom(11);
  const blocks = [
    0x20, 0xa0, 0x370, 0x400, 0x5d0, 0x620, 0x900, 0xe00, 0x1780, 0x2000, 0x2190, 0x3040, 0x4e00, 0xac00, 0xff00,
    0x1f300, 0x1f600, 0x20000,
  ];
  const words = ['good', 'Bad', 'THE', 'film', 'It’s', "isn't", '好', '不', '👍', '👎🏿', 'ok'];
  return Array.from({ length: 260 }, (_, i) => {
    const parts = Array.from({ length: 3 + random.integer(6) }, () => words[random.integer(words.length - 1)]);
    const signs = Array.from({ length: 6 }, () => blocks[random.integer(blocks.length - 1)] + random.integer(90));
    const text = `${parts.join(' ')} ${odd[i % odd.length]} ${String.fromCodePoint(...signs)}`;
    const tags = [...(parts.includes('good') ? ['fine'] : []), ...(parts.includes('film') ? ['film'] : [])];
    return {
      text,
      pair: parts.includes('good') || parts.includes('👍') ? 'yes' : 'no',
      kind: `k${i % 3}`,
      tags: tags.join(';'),
    };
  });
}

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const rows = table();
const csv = ['text,pair,kind,tags', ...rows.map((row) => Object.values(row).map(quote).join())].join('\n');
const asked = [
  ...rows.map(({ text }) => ({ text })),
  { text: '' },
  { text: 'nothing-of-this' },
  { text: null },
  { text: '  Good  FILM\t' },
];

describe.each([
  ['pair', {}],
  ['kind', { ngram_max: 2, sublinear_tf: true }],
  ['kind', { method: 'nbsvm' }],
  ['pair', { method: 'nbsvm', analyzer: 'char_wb', ngram_max: 4 }],
  ['pair', { analyzer: 'char', ngram_max: 3, lowercase: false }],
  ['kind', { analyzer: 'word+char_wb', token_pattern: '\\S+' }],
  ['pair', { token_pattern: '\\w\\w+', lowercase: false }],
  ['tags', { multi_label: true }],
] as const)('text_classifier of %s %o', (target, modelParams) => {
  const trained = trainCsv(
    { 'a.csv': csv },
    {
      modelType: 'text_classifier',
      target,
      factorParams: [{ name: 'text', missing: 'drop' }],
      modelParams,
    },
  );

  it('predicts the same as JavaScript', async () => {
    const { bundle } = await trained;
    const path = join(mkdtempSync(join(folder, 'js-')), 'predict.mjs');
    writeFileSync(path, toJavaScript(toScoring(bundle), await makeProof(bundle)));
    const code = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as {
      predict(row: object): unknown;
      scores(row: object): number[] | null;
    };
    const expected = await predictRows(bundle, asked);
    expect(asked.map(code.predict)).toEqual(expected.predictions);
    expect(expected.predictions.filter((value) => value === null).length).toBe(2);
    expectShares(asked.map(code.scores), expected);
    const { stdout } = spawnSync(process.execPath, [path, '--verify'], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('agrees on 100 rows');
  });

  it.skipIf(!python)('predicts the same as Python (needs Python with numpy)', async () => {
    const { bundle } = await trained;
    writeFileSync(join(folder, 'predict.py'), toPython(toScoring(bundle), await makeProof(bundle)));
    writeFileSync(join(folder, 'rows.json'), JSON.stringify(asked));
    const script = `
import json, predict
rows = json.load(open("rows.json"))
answers, lacking = predict.scores(rows)
print(json.dumps([predict.predict(rows), [None if gap else list(row) for row, gap in zip(answers, lacking)]]))`;
    const { stdout, stderr } = spawnSync(python ?? '', ['-B', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    expect(stderr).toBe('');
    const [predictions, shares] = JSON.parse(stdout) as [unknown[], (number[] | null)[]];
    const expected = await predictRows(bundle, asked);
    expect(predictions).toEqual(expected.predictions);
    expectShares(shares, expected);
    const verified = spawnSync(python ?? '', ['-B', 'predict.py', '--verify'], { cwd: folder, encoding: 'utf8' });
    expect(verified.stdout.trim()).toBe('agrees on 100 rows');
  });
});

/** Probabilities agree to 1e-12 only where every token does. */
function expectShares(
  found: (number[] | null)[],
  { predictions, probabilities = [] }: Awaited<ReturnType<typeof predictRows>>,
) {
  let worst = 0;
  probabilities.forEach((shares, row) => {
    if (predictions[row] === null) return expect(found[row]).toBe(null);
    shares.forEach((share, k) => (worst = Math.max(worst, Math.abs(share - (found[row]?.[k] ?? NaN)))));
  });
  expect(worst).toBeLessThan(1e-12);
}
