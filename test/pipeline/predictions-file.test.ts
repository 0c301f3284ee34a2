import { describe, expect, it } from 'vitest';
import { read, utils } from 'sheetjs-ce';
import { predictTable } from '../../src/prediction/predict.ts';
import {
  firstRows,
  readRows,
  sheetOfFile,
  sheetOfRows,
  writePredictions,
  toWorkbook,
  type PredictionsSheet,
} from '../../src/prediction/predictions-file.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { quietRun } from '../run.ts';
import { trainCsv } from './train-csv.ts';

const lines = Array.from(
  { length: 60 },
  (_, i) => `${i % 20},${'ab'[i % 2]},${2 * (i % 20) + (i % 2)},${'no yes'.split(' ')[i % 2]}`,
);
const csv = ['size,city,price,sold', ...lines].join('\n');
const factorParams = [{ name: 'size' }, { name: 'city' }];
const regression = trainCsv({ 'a.csv': csv }, { modelType: 'linear_regression', target: 'price', factorParams });
const classes = trainCsv({ 'a.csv': csv }, { modelType: 'logistic_regression', target: 'sold', factorParams });

/** A sheet of rows that are there. */
const makeSheet = (header: string[], rows: (string | number | null)[][]): PredictionsSheet => ({
  header,
  rows: rows.length,
  cells: (row) => rows[row] ?? [],
});

async function predictFile(text: string): Promise<PredictionsSheet> {
  const { bundle } = await regression;
  const source = { id: 'n', name: 'new.csv', blob: new Blob([text]) };
  const table = await readRows(source, bundle, quietRun());
  const answers = await predictTable(bundle, table, quietRun());
  const names = table.columns.map(({ name }) => name);
  return sheetOfFile(source, names, answers, quietRun());
}

describe('predictions as they are written', () => {
  it('stand behind the cells of the file as they are in it', async () => {
    const { header, rows, cells } = await predictFile('id,size,city\n007,1.50,a\nNA,,b\n');
    expect([header, rows]).toEqual([['id', 'size', 'city', 'prediction'], 2]);
    expect(cells(0).slice(0, 3)).toEqual(['007', '1.50', 'a']);
    expect(cells(0)[3]).toBeCloseTo(3, 9);
    expect(cells(1)).toEqual(['NA', null, 'b', null]);
  });

  it('stand behind the values of row objects, in the order of the model', async () => {
    const { bundle } = await classes;
    const rows = [
      { city: 'b', size: 4, other: 1 },
      { size: null, city: 'a' },
    ];
    const answers = await predictTable(bundle, toRowTable(rows, bundle), quietRun());
    const { header, cells } = sheetOfRows(rows, bundle, answers);
    expect(header).toEqual(['size', 'city', 'prediction', 'probability_no', 'probability_yes']);
    expect(cells(0).slice(0, 3)).toEqual([4, 'b', 'yes']);
    expect(Number(cells(0)[3]) + Number(cells(0)[4])).toBeCloseTo(1, 12);
    expect(cells(1)).toEqual([null, 'a', null, null, null]);
  });

  it('are shown as the first hundred rows in text', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => [`a "${i}"`, i / 2, null]);
    const first = firstRows(makeSheet(['a', 'prediction', 'b'], rows));
    expect(first).toHaveLength(101);
    expect(first.slice(0, 2)).toEqual([
      ['a', 'prediction', 'b'],
      ['a "0"', '0', ''],
    ]);
    expect(first[100]).toEqual(['a "99"', '49.5', '']);
    expect(firstRows(makeSheet(['a'], [['x']]))).toEqual([['a'], ['x']]);
  });

  it('keep formulas as text in a CSV', async () => {
    const file = await writePredictions(makeSheet(['a', 'prediction'], [['=1+1', -3]]), quietRun());
    expect(await file.text()).toBe('a,prediction\n"\'=1+1",-3\n');
  });
});

describe('predictions as a workbook', () => {
  it('keep numbers as numbers and everything else as it is written', async () => {
    const rows = [
      ['007', '=1+1', 1.5],
      ['12345678901234567890', 'NA', -2e-7],
      ['1.50', 'a, "b"', null],
      ['1.5', '', 'no'],
    ];
    const book = await toWorkbook(makeSheet(['id', 'note', 'prediction'], rows), quietRun());
    const { Sheets } = read(await book.arrayBuffer());
    expect(utils.sheet_to_json(Sheets.Predictions!, { header: 1, blankrows: true })).toEqual([
      ['id', 'note', 'prediction'],
      ['007', '=1+1', 1.5],
      ['12345678901234567890', 'NA', -2e-7],
      ['1.50', 'a, "b"'],
      [1.5, undefined, 'no'],
    ]);
  });

  it('are refused where a sheet cannot hold them', async () => {
    const tall = { ...makeSheet(['a'], []), rows: 1_048_576 };
    await expect(toWorkbook(tall, quietRun())).rejects.toMatchObject({
      code: 'export.too-many-rows',
      params: { rows: 1_048_576, most: 1_048_576 },
    });
  });
});
