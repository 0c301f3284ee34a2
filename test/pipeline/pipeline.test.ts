import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/errors.ts';
import { readRequest } from '../../src/contract/request/request.ts';
import type { LinearEquation } from '../../src/contract/result/explanation.ts';
import { runPipeline } from '../../src/pipeline/pipeline.ts';
import { makeReader } from '../../src/pipeline/reader.ts';
import { quietRun } from '../run.ts';
import reference from '../reference/pipeline.json' with { type: 'json' };
import { drawnCsv } from './tables.ts';
import { trainCsv } from './train-csv.ts';
import type { ClassificationMetrics, RegressionMetrics } from '../../src/contract/result/metrics.ts';

const drawn = { 'drawn.csv': drawnCsv(reference.rows, reference.seed) };
const split = { testSize: 0.25, seed: 5 };
const factorParams = [{ name: 'a' }, { name: 'b' }, { name: 'city' }];
const relative = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

describe('a run gives the numbers of pandas and scikit-learn', () => {
  it('regresses', async () => {
    const { result } = await trainCsv(drawn, { modelType: 'linear_regression', target: 'y', factorParams, split });
    expect(result.rows).toMatchObject(reference.counts);
    expect(result.testRows).toEqual(reference.linear.test_rows);
    for (const [name, value] of Object.entries(reference.linear.metrics)) {
      expect(relative((result.metrics as unknown as Record<string, number>)[name]!, value), name).toBeLessThan(1e-9);
    }
    for (const [name, value] of Object.entries(reference.linear.baseline)) {
      expect(relative((result.baseline as unknown as Record<string, number>)[name]!, value), name).toBeLessThan(1e-9);
    }
    reference.linear.predictions.forEach((value, i) => {
      expect(relative(Number(result.predictions[i]), value)).toBeLessThan(1e-9);
    });
  });

  it('classifies', async () => {
    const { result } = await trainCsv(drawn, { modelType: 'logistic_regression', target: 'kind', factorParams, split });
    const { classes, confusion, logLoss, baseline_log_loss, ...shares } = reference.logistic;
    const metrics = result.metrics as ClassificationMetrics;
    expect(metrics.confusion).toEqual({ labels: classes, matrix: confusion });
    expect(relative(metrics.logLoss, logLoss)).toBeLessThan(1e-6);
    expect(relative((result.baseline as ClassificationMetrics).logLoss, baseline_log_loss)).toBeLessThan(1e-12);
    for (const [name, value] of Object.entries(shares)) {
      expect(metrics[name as keyof typeof shares], name).toBeCloseTo(value, 12);
    }
  });
});

describe('a date target', () => {
  const days = ['2026-01-05', '2026-02-03', '2026-03-09'];
  const text = 'x,z,day\n' + Array.from({ length: 240 }, (_, i) => `${i % 3},${i % 80},${days[i % 3]}\n`).join('');

  it.each(['logistic_regression', 'gradient_boosting', 'dnn'])('is classified by %s', async (modelType) => {
    const { result } = await trainCsv({ 'a.csv': text }, { modelType, target: 'day' });
    expect(result.task).toBe('classification');
    expect((result.metrics as ClassificationMetrics).confusion.labels).toEqual(days);
    expect((result.metrics as ClassificationMetrics).accuracy).toBeGreaterThan(0.9);
    expect(result.actual.every((day) => days.includes(String(day)))).toBe(true);
    expect(result.predictions.every((day) => days.includes(String(day)))).toBe(true);
  });

  it('is refused by a model that only regresses, and where a regression is asked for', async () => {
    const refused = { code: 'fields.target-not-number', params: { column: 'day', kind: 'date', example: days[0] } };
    const train = (request: object) => trainCsv({ 'a.csv': text }, { target: 'day', ...request });
    await expect(train({ modelType: 'linear_regression' })).rejects.toMatchObject(refused);
    await expect(train({ modelType: 'dnn', task: 'regression' })).rejects.toMatchObject(refused);
  });
});

describe('a result', () => {
  const text =
    'x,colour,target\n' + Array.from({ length: 40 }, (_, i) => `${i},${'rgb'[i % 3]},${2 * i + (i % 3)}\n`).join('');

  it('is plain JSON and holds what the contract names', async () => {
    const { result } = await trainCsv({ 'a.csv': text }, { modelType: 'linear_regression' });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(result).toMatchObject({
      modelType: 'linear_regression',
      task: 'regression',
      target: 'target',
      rows: { read: 40, duplicates: 0, dropped: {}, kept: 40, train: 32, test: 8 },
      control: { normalize: { run: true, decidedBy: 'adapter' }, postprocess: { run: false, decidedBy: 'adapter' } },
      units: 'target',
      evaluatedOn: 'test',
    });
    expect(Object.keys(result.timings)).toEqual(
      'read merge clean split preprocess engine train evaluate save'.split(' '),
    );
    expect(result.log.map(({ stage }) => stage)).toEqual(
      'read merge clean split preprocess train train evaluate save'.split(' '),
    );
    const { coefficients } = result.equation as LinearEquation;
    expect(Object.keys(coefficients)).toEqual(['x', 'colour=b', 'colour=g', 'colour=r']);
    expect(coefficients.x).toBeCloseTo(2, 12);
  });

  it('is judged on the training rows where there are no test rows, and says so', async () => {
    const { result } = await trainCsv({ 'a.csv': text }, { modelType: 'linear_regression', split: { testSize: 0 } });
    expect(result.evaluatedOn).toBe('train');
    expect(result.testRows).toEqual([]);
    expect(result.rows).toMatchObject({ train: 40, test: 0 });
    expect(result.metrics).toMatchObject({ r2: 1 });
  });

  it('stays in training units without postprocess', async () => {
    const request = { modelType: 'logistic_regression', target: 'colour', control: { postprocess: false } };
    const { result } = await trainCsv({ 'a.csv': text }, request);
    expect(result.units).toBe('scaled');
    expect(result.control.postprocess).toEqual({ run: false, decidedBy: 'user' });
    expect([...new Set(result.actual)].sort()).toEqual([0, 1, 2]);
    expect((result.metrics as ClassificationMetrics).confusion.labels).toEqual(['0', '1', '2']);
  });

  it('counts dropped rows by reason, and the ledger has each of them', async () => {
    const rows = ['x,target', '1,1', 'none?,2', '3,3', '3,3', ',4', '99,5', '6,', '7,7', '8,8', '9,9'];
    const request = { modelType: 'linear_regression', factorParams: [{ name: 'x', type: 'number', max: 50 }] };
    const { result, ledger } = await trainCsv({ 'a.csv': rows.join('\n') }, request);
    expect(result.rows).toMatchObject({
      read: 10,
      duplicates: 1,
      dropped: { 'clean.unparsable': 1, 'clean.missing': 1, 'clean.above-max': 1, 'clean.no-target': 1 },
      kept: 5,
    });
    const lines = (await ledger().text()).trim().split('\n');
    expect(lines[0]).toBe('file,row,column,value,reason');
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 4).join())).toEqual([
      'a.csv,5,,',
      'a.csv,3,x,none?',
      'a.csv,6,x,',
      'a.csv,7,x,99',
      'a.csv,8,target,',
    ]);
  });

  it('keeps strange column names apart', async () => {
    const names = ['__proto__', 'constructor', '</script>', 'toString'];
    const rows = Array.from({ length: 30 }, (_, i) => [i, i * i, i % 7, (i * 5) % 11, 3 * i + 2 * (i % 7)].join());
    const { result, bundle } = await trainCsv(
      { 'a.csv': [[...names, 'target'].join(), ...rows].join('\n') },
      { modelType: 'linear_regression' },
    );
    const { coefficients } = result.equation as LinearEquation;
    expect(Object.keys(coefficients)).toEqual(names);
    expect(coefficients['</script>']).toBeCloseTo(2, 9);
    expect(bundle.factors.map(({ name }) => name)).toEqual(names);
    expect((structuredClone(result).equation as LinearEquation).coefficients).toEqual(coefficients);
  });
});

describe('a run', () => {
  const text = 'a,target\n' + Array.from({ length: 20 }, (_, i) => `${i},${i}\n`).join('');

  it('reads nothing again that it has read with the same choices', async () => {
    const reader = makeReader();
    let reads = 0;
    const blob = new Blob([text]);
    const counted = Object.assign(blob, {
      slice: (...range: [number?, number?]) => ((reads += 1), Blob.prototype.slice.apply(blob, range)),
      stream: () => ((reads += 1), Blob.prototype.stream.apply(blob)),
      arrayBuffer: () => ((reads += 1), Blob.prototype.arrayBuffer.apply(blob)),
      text: () => ((reads += 1), Blob.prototype.text.apply(blob)),
    });
    const { plan } = readRequest({
      datasetFiles: [blob],
      modelType: 'linear_regression',
    });
    const run = quietRun();
    const source = { id: 'a', name: 'a.csv', blob: counted };
    const library = { save: () => Promise.resolve(), hold() {} };
    await runPipeline({ plan, sources: [source] }, { reader, library }, run);
    expect(reads).toBeGreaterThan(0);
    const before = reads;
    const chosen = { ...plan, fields: [{ name: 'a', kind: 'number' as const }] };
    await runPipeline({ plan: chosen, sources: [source] }, { reader, library }, run);
    expect(reads).toBe(before);
    const other = { ...plan, fields: [{ name: 'a', kind: 'category' as const }] };
    await runPipeline({ plan: other, sources: [source] }, { reader, library }, run);
    expect(reads).toBeGreaterThan(before);
  });

  it('stops', async () => {
    const stop = new AbortController();
    stop.abort();
    const stopped = trainCsv({ 'a.csv': text }, { modelType: 'linear_regression' }, { signal: stop.signal });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError', code: 'run.stopped' });
  });

  it.each([
    [{ modelType: 'linear_regression', target: 'b' }, 'fields.unknown-column'],
    [{ modelType: 'linear_regression', factorParams: [{ name: 'target' }] }, 'fields.target-is-factor'],
    [{ modelType: 'linear_regression', factorParams: [{ name: 'a', min: 99 }] }, 'clean.no-rows'],
    [{ modelType: 'linear_regression', factorParams: [{ name: 'a', max: 0 }] }, 'split.too-few'],
    [{ modelType: 'linear_regression', modelParams: { alpa: 1 } }, 'request.unknown-key'],
    [{ modelType: 'dnn', modelParams: { hidden_layer_sizes: [0] } }, 'request.bad-value'],
    [{ modelType: 'linear' }, 'request.unknown-model'],
  ])('refuses %j', async (request, code) => {
    await expect(trainCsv({ 'a.csv': text }, request)).rejects.toMatchObject({ code });
  });

  it('keeps the loss of every epoch, in the result and in the bundle', async () => {
    const { result, bundle } = await trainCsv(drawn, {
      modelType: 'dnn',
      modelParams: { hidden_layer_sizes: [4], max_iter: 5, early_stopping: true },
      target: 'y',
      factorParams,
      split,
    });
    expect(result.history?.loss).toHaveLength(5);
    expect(result.history?.validation).toHaveLength(5);
    expect(bundle.report.history).toEqual(result.history);
  });

  it('is not lost when the browser cannot save it', async () => {
    const held: string[] = [];
    const library = {
      save: ({ name }: { name: string }) => Promise.reject(new AppError('model.storage-full', { name })),
      hold: ({ id }: { id: string }) => void held.push(id),
    };
    const { plan } = readRequest({ datasetFiles: [new Blob()], modelType: 'linear_regression' });
    const sources = [{ id: 'a', name: 'a.csv', blob: new Blob([text]) }];
    const { result } = await runPipeline({ plan, sources }, { reader: makeReader(), library }, quietRun());
    expect(held).toEqual([result.modelId]);
    expect(result.notices.map(({ code }) => code)).toEqual(['model.storage-full']);
  });
});

describe('what is computed afterwards', () => {
  it('gives intervals around the metrics and finds the factors that matter', async () => {
    const { result, diagnostics } = await trainCsv(drawn, {
      modelType: 'linear_regression',
      target: 'y',
      factorParams,
      split,
    });
    const { intervals, importance, figures } = await diagnostics(quietRun());
    const metrics = result.metrics as RegressionMetrics;
    expect(intervals.r2[0]).toBeLessThan(metrics.r2);
    expect(intervals.r2[1]).toBeGreaterThan(metrics.r2);
    expect(importance.map(({ factor }) => factor)).toEqual(['a', 'b', 'city']);
    for (const { mean, std } of importance) expect(mean).toBeGreaterThan(std);
    const { rows, bins, grid } = figures!.errors!;
    const { test } = result.rows;
    expect(rows).toBe(test);
    expect(bins.counts.reduce((sum, count) => sum + count, bins.below + bins.above)).toBe(test);
    expect(grid.filled.reduce((sum, [, count]) => sum + count, figures?.errors?.outside ?? 0)).toBe(test);
    expect(await diagnostics(quietRun())).toEqual({ intervals, importance, figures });
  });

  it('keeps the ROC curves of the classes, from corner to corner', async () => {
    const request = { modelType: 'logistic_regression', target: 'kind', factorParams, split };
    const { result, diagnostics } = await trainCsv(drawn, request);
    const { figures } = await diagnostics(quietRun());
    const curves = figures?.curves ?? [];
    expect(curves.map(({ name }) => name)).toEqual(['high', 'low', 'middle']);
    const mean = curves.reduce((sum, { area }) => sum + area, 0) / curves.length;
    expect(mean).toBeCloseTo((result.metrics as ClassificationMetrics).rocAuc ?? NaN, 12);
    for (const { points } of curves) {
      expect(points.at(0)).toMatchObject({ found: 0, alarms: 0 });
      expect(points.at(-1)).toMatchObject({ found: 1, alarms: 1 });
    }
  });
});
