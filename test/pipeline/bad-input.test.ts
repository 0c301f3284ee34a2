import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/errors.ts';
import { formatMessage } from '../../src/base/messages.ts';
import { trainCsv } from './train-csv.ts';
import { loadLocale } from '../../src/locales/load.ts';

await loadLocale('zh');

const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i)).join('\n');
const good = `a,b,target\n${rows(30, (i) => `${i},${i % 7},${3 * i}`)}\n`;
const linear = { modelType: 'linear_regression' };
const logistic = { modelType: 'logistic_regression' };
const picture = new Blob([Uint8Array.from({ length: 3000 }, (_, i) => (i % 9 === 0 ? 0 : (i * 7919) % 256))]);
const cutBook = new Blob([Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3])]);

const cases: [string, string | RegExp, string | Blob, Record<string, unknown>][] = [
  ['an empty file', 'read.empty', '', linear],
  ['a header and no row', 'read.header-only', 'a,b,target\n', linear],
  ['a picture renamed to .csv', /^read\./, picture, linear],
  ['a cut workbook', /^read\./, cutBook, linear],
  ['an unfinished quote', /^read\./, `a,target\n1,2\n"3,4\n${rows(50, (i) => `${i},${i}`)}`, linear],
  ['no target', 'fields.no-target', 'a,b\n1,2\n3,4\n5,6\n', linear],
  [
    'the target as a factor',
    'fields.target-is-factor',
    good,
    { ...linear, factorParams: [{ name: 'a' }, { name: 'target' }] },
  ],
  ['a column that is not there', 'fields.unknown-column', good, { ...linear, factorParams: [{ name: 'c' }] }],
  ['rules that drop every row', 'clean.no-rows', good, { ...linear, factorParams: [{ name: 'a', min: 1000 }] }],
  ['one training row', 'split.too-few', good, { ...linear, factorParams: [{ name: 'a', max: 1 }] }],
  [
    'a factor without a cell',
    'fields.empty-factor',
    `a,b,target\n${rows(20, (i) => `,${i},${i}`)}`,
    { ...linear, factorParams: [{ name: 'a' }, { name: 'b' }] },
  ],
  ['one class', 'train.one-class', `a,target\n${rows(20, (i) => `${i},x`)}`, logistic],
  [
    'text where a number is needed',
    'fields.target-not-number',
    `a,target\n${rows(20, (i) => `${i},${'xy'[i % 2]}`)}`,
    linear,
  ],
  ['an unknown parameter', 'request.unknown-key', good, { ...linear, modelParams: { apha: 1 } }],
  ['an unknown model', 'request.unknown-model', good, { modelType: 'magic' }],
  [
    'a hidden layer of no unit',
    'request.bad-value',
    good,
    { modelType: 'dnn', modelParams: { hidden_layer_sizes: [0] } },
  ],
  [
    'a learning rate of 1e9',
    'train.not-finite',
    good,
    { modelType: 'dnn', modelParams: { solver: 'sgd', learning_rate_init: 1e9, activation: 'identity' } },
  ],
  [
    'a word where a number is needed, in every row',
    'fields.none-readable',
    `a,target\n${rows(20, (i) => `x${i},${i}`)}`,
    { ...linear, factorParams: [{ name: 'a', type: 'number' }] },
  ],
  ['a share of test rows above 1', 'request.bad-value', good, { ...linear, split: { testSize: 1.5 } }],
  ['a minimum above the maximum', /./, good, { ...linear, factorParams: [{ name: 'a', min: 5, max: 1 }] }],
  ['an option of another kind', 'request.bad-value', good, { ...linear, modelParams: { alpha: 'much' } }],
  ['a file that is not text in the encoding said', /^read\./, picture, { ...linear, read: { encoding: 'utf-99' } }],
  ['an unknown step of the control', 'request.unknown-key', good, { ...linear, control: { preproces: false } }],
];

describe('bad input gives a code, a sentence and a hint in both languages', () => {
  it.each(cases)('%s', async (_, code, text, request) => {
    const error = await trainCsv({ 'a.csv': text }, request).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    const known = error as AppError;
    expect(known.code).toMatch(code);
    for (const lang of ['en', 'zh'] as const) {
      const { message, hint } = formatMessage(known.code, known.params, lang);
      expect(message).not.toMatch(/[{}]|undefined|^$/);
      expect(hint).not.toMatch(/[{}]|undefined|^$/);
    }
  });

  it('10,000 columns, one without a name and some with odd ones, are learned from', async () => {
    const names = Array.from({ length: 10_000 }, (_, j) => ['', '__proto__', 'constructor', '</script>'][j] ?? `c${j}`);
    const cells = (i: number) => names.map((_, j) => (i * 7919 + j * 104_729) % 1013).join(',');
    const text = `${names.join(',')},target\n${rows(12, (i) => `${cells(i)},${i}`)}\n`;
    const { result, bundle } = await trainCsv({ 'a.csv': text }, linear);
    expect(result.rows).toMatchObject({ read: 12, kept: 12 });
    expect(bundle.factors.map(({ name }) => name)).toEqual(expect.arrayContaining(names.slice(1, 5)));
  });

  it('rows of different width are read, and told of', async () => {
    const text = `a,b,target\n${rows(30, (i) => (i === 9 ? `${i},1,${i},7` : i === 4 ? `${i},1` : `${i},${i % 7},${3 * i}`))}\n`;
    const { result } = await trainCsv({ 'a.csv': text }, linear);
    const codes = result.notices.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['read.short-rows', 'read.long-rows']));
  });

  it('a file that lacks a column of the first is named with the column', async () => {
    const files = { 'one.csv': good, 'two.csv': 'a,target\n1,2\n' };
    await expect(trainCsv(files, linear)).rejects.toMatchObject({
      code: 'merge.missing-column',
      params: { file: 'two.csv', column: 'b' },
    });
    const { result } = await trainCsv(files, { ...linear, merge: { missingColumn: 'leave-out' } });
    expect(result.rows.read).toBe(31);
  });
});
