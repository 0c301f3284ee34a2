import { expect, test } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import type { RegressionMetrics } from '../../src/contract/result/metrics.ts';

const csv = `a,city,target\n${Array.from({ length: 200 }, (_, i) => `${i},${'xyz'[i % 3]},${3 * i + (i % 3)}\n`).join('')}`;

declare global {
  interface Window {
    given: string;
  }
}

test.beforeEach(async ({ page }) => {
  await page.goto('./?lang=en');
  await page.evaluate((text) => (window.given = text), csv);
});

test('trains, predicts, keeps and hands over a model', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const { intab } = window;
    await intab.ready;
    const lines: { at: string; stage: string; message: string }[] = [];
    const result = await intab.trainPipeline({
      dataset_files: [new File([window.given], 'a.csv')],
      model_type: 'linear_regression',
      loggerInstance: (line: (typeof lines)[number]) => lines.push(line),
      name: 'from the console',
    });
    const { modelId } = result;
    const rows = [
      { city: 'y', a: 10 },
      { a: null, city: 'x' },
    ];
    const before = await intab.predict({ model: modelId, data: rows });
    const file = await intab.models.exportFile(modelId);
    const fromFile = await intab.predict({ model: file, data: rows });
    const ofCsv = await intab.predict({ model: modelId, data: new File(['city,target,a\ny,31,10\n'], 'new.csv') });
    const again = await intab.models.importFile(file);
    await intab.models.rename(modelId, 'renamed');
    const named = (await intab.models.list()).map(({ name }) => name);
    await intab.models.remove(modelId);
    const left = await intab.models.list();
    const back = await intab.models.importFile(file);
    const after = await intab.predict({ model: back, data: rows });
    return {
      version: intab.version,
      contract: intab.contract,
      adapters: (await intab.adapters()).map(({ id }) => id),
      plain: JSON.stringify(result) === JSON.stringify(structuredClone(result)),
      metrics: result.metrics as RegressionMetrics,
      lines,
      log: result.log.length,
      before,
      fromFile,
      ofCsv,
      after,
      same: [again === modelId, back === modelId],
      named,
      left,
      fileName: file.name,
    };
  });
  expect(seen.contract).toBe(2);
  expect(seen.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(seen.adapters).toEqual(expect.arrayContaining(['linear_regression', 'logistic_regression', 'dnn']));
  expect(seen.plain).toBe(true);
  expect(seen.metrics.r2).toBeGreaterThan(0.999999);
  expect(seen.lines.length).toBe(seen.log);
  expect(seen.lines[0]).toMatchObject({ stage: 'read' });
  expect(seen.lines[0].at).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(seen.before.predictions[0]).toBeCloseTo(31, 9);
  expect(seen.before.predictions[1]).toBeNull();
  expect(seen.before.notices.map(({ code }) => code)).toEqual(['predict.incomplete']);
  expect(seen.fromFile).toEqual(seen.before);
  expect(seen.after).toEqual(seen.before);
  expect(seen.ofCsv.predictions[0]).toBe(seen.before.predictions[0]);
  expect(seen.same).toEqual([true, true]);
  expect(seen.named).toEqual(['renamed']);
  expect(seen.left).toEqual([]);
  expect(seen.fileName).toBe('from the console.intab');
});

test('gives intervals and importance after the result', async ({ page }) => {
  const id = await page.evaluate(async () => {
    const { intab } = window;
    const file = new File([window.given], 'a.csv');
    return (await intab.trainPipeline({ datasetFiles: [file], modelType: 'linear_regression' })).modelId;
  });
  await expect(async () => {
    const report = await page.evaluate(async (model) => (await window.intab.models.get(model)).report, id);
    expect(report.importance?.map(({ factor }) => factor)).toEqual(['a', 'city']);
    expect(Object.keys(report.intervals ?? {})).toContain('r2');
  }).toPass();
});

test('rejects with code, message, hint and params', async ({ page }) => {
  const errors = await page.evaluate(async () => {
    const { intab } = window;
    const file = new File([window.given], 'a.csv');
    const caught = async (work: () => Promise<unknown>) => {
      try {
        await work();
        return null;
      } catch (error) {
        const { name, code, message, hint, params } = error as Error & { code: string; hint: string; params: object };
        return { isError: error instanceof Error, name, code, message, hint, params };
      }
    };
    const stop = new AbortController();
    stop.abort();
    const train = (change: object) =>
      intab.trainPipeline({ datasetFiles: [file], modelType: 'linear_regression', ...change });
    return {
      target: await caught(() => train({ target: 'price' })),
      key: await caught(() => train({ modle: 1 })),
      model: await caught(() => train({ modelType: 'oracle' })),
      stopped: await caught(() => train({ signal: stop.signal })),
      foreign: await caught(() => train({ datasetFiles: ['https://example.com/a.csv'], agree: false })),
      missing: await caught(() => train({ datasetFiles: ['./samples/no-such-file.csv'] })),
      publish: await caught(() => intab.publish({ model: 'x', url: 'https://example.com' })),
      unknown: await caught(() => intab.models.get('nothing')),
      cut: await caught(() => intab.models.importFile(new Blob(['PK nothing']))),
    };
  });
  const codes = Object.fromEntries(Object.entries(errors).map(([name, error]) => [name, error?.code]));
  expect(codes).toEqual({
    target: 'fields.unknown-column',
    key: 'request.unknown-key',
    model: 'request.unknown-model',
    stopped: 'run.stopped',
    foreign: 'privacy.foreign-url',
    missing: 'read.refused',
    publish: 'model.unknown',
    unknown: 'model.unknown',
    cut: 'model.cut',
  });
  expect(errors.stopped?.name).toBe('AbortError');
  expect(errors.target).toMatchObject({ isError: true, params: { column: 'price' } });
  expect(errors.target?.message).toContain('price');
  expect(errors.target?.hint).toContain('city');
});

test('stops an endless run and goes on', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const { intab } = window;
    await intab.ready;
    const file = new File([window.given], 'a.csv');
    const stop = new AbortController();
    const logger = ({ stage }: { stage: string }) => {
      if (stage === 'train') stop.abort();
    };
    const modelParams = { hidden_layer_sizes: [400, 400], max_iter: 1_000_000, n_iter_no_change: 1_000_000 };
    const long = { datasetFiles: [file], modelType: 'dnn', modelParams, logger, signal: stop.signal };
    const name = await intab.trainPipeline(long).then(
      () => 'done',
      (error: Error) => error.name,
    );
    const after = await intab.trainPipeline({ datasetFiles: [file], modelType: 'linear_regression' });
    return { name, r2: (after.metrics as RegressionMetrics).r2 };
  });
  expect(seen.name).toBe('AbortError');
  expect(seen.r2).toBeGreaterThan(0.999);
});

test('asks once for storage that lasts, at the first saved model', async ({ page }) => {
  await page.addInitScript(() => {
    const asked = window as unknown as { asked: number };
    asked.asked = 0;
    navigator.storage.persisted = () => Promise.resolve(false);
    navigator.storage.persist = () => Promise.resolve((asked.asked += 1) > 0);
  });
  await page.reload();
  const asked = await page.evaluate(async (text) => {
    const count = () => (window as unknown as { asked: number }).asked;
    const train = () =>
      window.intab.trainPipeline({ datasetFiles: [new File([text], 'a.csv')], modelType: 'linear_regression' });
    await window.intab.ready;
    const before = count();
    await train();
    await train();
    return [before, count()];
  }, csv);
  expect(asked).toEqual([0, 1]);
});

test('columns of any name train, are saved and predict', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const { intab } = window;
    const names = ['__proto__', 'constructor', '</script>', 'a"b'];
    const rows = Array.from({ length: 60 }, (_, i) => [i, (i * 7) % 11, i % 5, (i * 3) % 13, 2 * i + (i % 5)].join());
    const text = `__proto__,constructor,</script>,"a""b",target\n${rows.join('\n')}`;
    const datasetFiles = [new File([text], 'a.csv')];
    const { modelId, equation } = await intab.trainPipeline({ datasetFiles, modelType: 'linear_regression' });
    const data = JSON.parse(`[{"__proto__": 4, "constructor": 2, "</script>": 1, "a\\"b": 5}]`) as Record<
      string,
      unknown
    >[];
    const { predictions } = await intab.predict({ model: modelId, data });
    const file = await intab.models.exportFile(modelId);
    const fromFile = await intab.predict({ model: file, data });
    const found = equation && 'coefficients' in equation ? Object.keys(equation.coefficients) : [];
    return { names, found, predictions, fromFile: fromFile.predictions };
  });
  expect(seen.found).toEqual(seen.names);
  expect(seen.predictions[0]).toBeCloseTo(9, 9);
  expect(seen.fromFile).toEqual(seen.predictions);
});
