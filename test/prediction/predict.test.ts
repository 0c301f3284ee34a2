import { describe, expect, it } from 'vitest';
import type { Bundle } from '../../src/contract/model/bundle.ts';
import type { ClassificationMetrics } from '../../src/contract/result/metrics.ts';
import { predictTable, toPredictions } from '../../src/prediction/predict.ts';
import { readRows, sheetOfFile, writePredictions } from '../../src/prediction/predictions-file.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { quietRun } from '../run.ts';
import { trainCsv } from '../pipeline/train-csv.ts';

const lines = Array.from({ length: 60 }, (_, i) => {
  const [size, city, member] = [i % 20, ['Oslo', 'Rome', '北京'][i % 3], i % 2 === 0 ? 'yes' : 'no'];
  return [size, city, member, 2 * size + 10 * (i % 3) + (i % 2), ['small', 'large'][Number(size > 9)]].join();
});
const csv = ['size,city,member,price,class', ...lines].join('\n');
const factorParams = [{ name: 'size' }, { name: 'city' }, { name: 'member' }];
const regression = trainCsv({ 'a.csv': csv }, { modelType: 'linear_regression', target: 'price', factorParams });
const classification = trainCsv({ 'a.csv': csv }, { modelType: 'logistic_regression', target: 'class', factorParams });

async function predictRows(bundle: Bundle, rows: Record<string, unknown>[]) {
  return toPredictions(await predictTable(bundle, toRowTable(rows, bundle), quietRun()));
}

async function predictFile(bundle: Bundle, text: string) {
  const source = { id: 'n', name: 'new.csv', blob: new Blob([text]) };
  const table = await readRows(source, bundle, quietRun());
  const answers = await predictTable(bundle, table, quietRun());
  const names = table.columns.map(({ name }) => name);
  const file = await writePredictions(await sheetOfFile(source, names, answers, quietRun()), quietRun());
  return {
    predictions: toPredictions(answers),
    lines: (await file.text())
      .replace(/^\ufeff/, '')
      .trim()
      .split('\n'),
  };
}

const near = (values: (number | string | null)[]) => values.map((value) => Math.round(Number(value) * 1e6) / 1e6);

describe('row objects', () => {
  it('are predicted whatever the order of their keys; booleans find their words', async () => {
    const { bundle } = await regression;
    const rows = [
      { city: 'Rome', member: 'no', size: 4, colour: 'red' },
      { size: '4', member: false, city: 'Rome' },
      { size: 4, member: true, city: '北京' },
    ];
    expect(near((await predictRows(bundle, rows)).predictions)).toEqual([19, 19, 28]);
  });

  it('without an answer give null and a notice', async () => {
    const { bundle } = await regression;
    const { predictions, notices } = await predictRows(bundle, [
      { size: null, city: 'Rome', member: 'no' },
      { size: 4, city: 'Rome', member: 'no' },
      { size: 'NA', city: 'Rome', member: 'no' },
    ]);
    expect(predictions.map((value) => value === null)).toEqual([true, false, true]);
    expect(notices.map(({ code }) => code)).toContain('predict.incomplete');
  });

  it('with unseen categories are predicted and named', async () => {
    const { bundle } = await regression;
    const { predictions, notices } = await predictRows(bundle, [{ size: 4, city: 'Lima', member: 'no' }]);
    expect(predictions[0]).toEqual(expect.any(Number));
    expect(notices[0]).toMatchObject({ code: 'preprocess.unseen', params: { column: 'city', values: 'Lima' } });
  });

  it('without a column that the model needs are refused by its name', async () => {
    const { bundle } = await regression;
    await expect(predictRows(bundle, [{ size: 4 }])).rejects.toMatchObject({
      code: 'predict.missing-column',
      params: { column: 'city, member' },
    });
    await expect(predictRows(bundle, [])).rejects.toMatchObject({ code: 'predict.no-rows' });
  });

  it('of a classifier have a class and probabilities', async () => {
    const { bundle } = await classification;
    const { predictions, labels, probabilities } = await predictRows(bundle, [
      { size: 1, city: 'Rome', member: 'no' },
      { size: 19, city: 'Rome', member: 'no' },
    ]);
    expect(predictions).toEqual(['small', 'large']);
    expect(labels).toEqual(['large', 'small']);
    expect(near((probabilities ?? []).map((row) => row[0] + row[1]))).toEqual([1, 1]);
  });
});

describe('a file', () => {
  it('may have its columns in any order, more of them, and no target', async () => {
    const { bundle } = await regression;
    const { predictions, lines } = await predictFile(bundle, 'note,member,city,size\n=A1+1,no,Rome,04\nb,yes,北京,\n');
    expect(near(predictions.predictions.slice(0, 1))).toEqual([19]);
    expect(predictions.metrics).toBeUndefined();
    expect(lines[0]).toBe('note,member,city,size,prediction');
    expect(lines[1]).toMatch(/^'=A1\+1,no,Rome,04,1\d(\.\d+)?$|^"'=A1\+1",no,Rome,04,1\d(\.\d+)?$/);
    expect(lines[2]).toBe('b,yes,北京,,');
  });

  it('with the target is measured; rows without it are left out', async () => {
    const { bundle } = await classification;
    const text =
      'size,city,member,class\n1,Rome,no,small\n19,Oslo,yes,large\n18,Oslo,yes,small\n2,Rome,no,\n2,Rome,no,medium\n';
    const { predictions, lines } = await predictFile(bundle, text);
    const { accuracy, confusion } = predictions.metrics as ClassificationMetrics;
    expect(accuracy).toBe(0.5);
    expect(confusion.labels).toEqual(['large', 'small', 'medium']);
    expect(predictions.notices).toContainEqual(
      expect.objectContaining({ code: 'predict.unmeasured', params: { rows: 1, column: 'class' } }),
    );
    expect(lines[0]).toBe('size,city,member,class,prediction,probability_large,probability_small');
  });

  it('gives the same predictions as the run on its own test rows', async () => {
    const { bundle, result } = await regression;
    const text = ['size,city,member', ...result.testRows.map((row) => lines[row].split(',').slice(0, 3).join())].join(
      '\n',
    );
    expect((await predictFile(bundle, text)).predictions.predictions).toEqual(result.predictions);
  });
});

describe('dates whose year stands last', () => {
  const day = (i: number) => new Date(Date.UTC(2025, 0, 1 + i));
  const dateText = (date: Date) => `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`;
  const days = Array.from({ length: 90 }, (_, i) => `${dateText(day(i))},${2 * i + 1}`);
  const trained = trainCsv(
    { 'a.csv': ['when,y', ...days].join('\n') },
    { modelType: 'linear_regression', target: 'y', factorParams: [{ name: 'when' }] },
  );
  const answer = 2 * 33 + 1;

  it('are read as in training by a file or rows that do not show the order', async () => {
    const { bundle } = await trained;
    expect(bundle.factors[0]).toMatchObject({ name: 'when', kind: 'date', dayOrder: 'dmy' });
    expect(near((await predictFile(bundle, 'when\n3/2/2025\n')).predictions.predictions)).toEqual([answer]);
    expect(near((await predictRows(bundle, [{ when: '3/2/2025' }])).predictions)).toEqual([answer]);
    const rows = [{ when: '2025-02-03' }, { when: ' 3.2.2025 ' }, { when: null }];
    expect((await predictRows(bundle, rows)).predictions.map((each) => each && Math.round(Number(each)))).toEqual([
      answer,
      answer,
      null,
    ]);
  });

  it('are read as a request says', async () => {
    const few = Array.from({ length: 24 }, (_, i) => `${(i % 12) + 1}/${(i % 11) + 1}/2025,${i}`);
    const request = { modelType: 'linear_regression', target: 'y', factorParams: [{ name: 'when', from: ['day'] }] };
    const csv = ['day,y', ...few].join('\n');
    const order = async (read: object) =>
      (await trainCsv({ 'a.csv': csv }, { ...request, read })).bundle.factors[0]?.dayOrder;
    expect(await order({})).toBe('mdy');
    expect(await order({ dayOrder: { when: 'dmy' } })).toBe('dmy');
    expect(await order({ day_order: { day: 'dmy' } })).toBe('dmy');
    await expect(order({ dayOrder: { when: 'ymd' } })).rejects.toMatchObject({ code: 'request.bad-value' });
  });
});
