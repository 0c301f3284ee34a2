import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { choose, csvFile, giveFiles, isKept, isLearning, openApp, readMetric, results, trainToEnd } from './page.ts';
import { serveFolder } from './static-server.ts';

/** Rows of y = 3 a - 2 b + 5 (c = high) + 10 with a little known noise; the two halves have their columns in different orders. */
function rows(from: number, to: number) {
  return Array.from({ length: to - from }, (_, at) => {
    const i = from + at;
    const a = (i * 37) % 101;
    const b = (i * 53) % 89;
    const level = i % 3 === 0 ? 'high' : 'low';
    return { a, b, level, y: 3 * a - 2 * b + (level === 'high' ? 5 : 0) + 10 + ((i * 7) % 5) / 10 };
  });
}

const first = csvFile(
  'first.csv',
  `a,b,level,y\n${rows(0, 120)
    .map((r) => `${r.a},${r.b},${r.level},${r.y}`)
    .join('\n')}\n`,
);
const second = csvFile(
  'second.csv',
  `y;level;b;a\n${rows(120, 240)
    .map((r) => `${r.y};${r.level};${r.b};${r.a}`)
    .join('\n')}\n1;low;2;\n`,
);

test('two files in different orders become a model that works offline tomorrow', async ({ browser }) => {
  const server = await serveFolder('/deep/down/');
  const context = await browser.newContext();
  const page = await context.newPage();
  await openApp(page, server.address);
  await giveFiles(page, [first, second]);
  await choose(page, 'y', 'Linear regression');
  await trainToEnd(page);
  expect(await readMetric(page, 'R²')).toBeGreaterThan(0.99);
  await expect(results(page)).toContainText('MAE');

  // Another kind of model from the same data, then both stand side by side.
  await choose(page, 'y', 'DNN');
  await trainToEnd(page);
  const models = await page.evaluate(() => window.intab.models.list());
  expect(models.map((model) => model.modelType)).toEqual(['linear_regression', 'dnn']);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save model file' }).click(),
  ]);
  const bundle = readFileSync(await download.path());
  expect(download.suggestedFilename()).toMatch(/\.intab$/);

  const row = [{ a: 10, b: 20, level: 'high' }];
  const [before, ofDnn] = await page.evaluate(
    ({ ids, data }) => Promise.all(ids.map((model) => window.intab.predict({ model, data }))),
    { ids: models.map(({ id }) => id), data: row },
  );

  // Tomorrow: the host is gone, the network too.
  await isKept(page);
  await page.close();
  await server.stop();
  const again = await context.newPage();
  await again.goto(`${server.address}?lang=en`);
  const after = await again.evaluate(({ id, data }) => window.intab.predict({ model: id, data }), {
    id: models[0]!.id,
    data: row,
  });
  expect(after.predictions).toEqual(before?.predictions);
  await giveFiles(again, [first]);
  await choose(again, 'y', 'Linear regression');
  await trainToEnd(again);
  await context.close();

  // A colleague's browser, with nothing but the file.
  const other = await serveFolder('/elsewhere/');
  const colleague = await (await browser.newContext()).newPage();
  await openApp(colleague, other.address);
  await colleague
    .getByLabel('Open model file')
    .setInputFiles({ name: 'model.intab', mimeType: 'application/vnd.intab', buffer: bundle });
  await expect.poll(() => colleague.evaluate(() => window.intab.models.list().then((list) => list.length))).toBe(1);
  const theirs = await colleague.evaluate(async (data) => {
    const [model] = await window.intab.models.list();
    return window.intab.predict({ model: model!.id, data });
  }, row);
  const dnn = await colleague.evaluate(async () => (await window.intab.models.list())[0]!.modelType);
  expect(dnn).toBe('dnn');
  expect(theirs.predictions).toEqual(ofDnn?.predictions);
  await colleague.context().close();
  await other.stop();
});

test('a run stops at once and the next one trains', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [first]);
  await choose(page, 'y', 'DNN');
  const run = page.evaluate(async () => {
    const stop = new AbortController();
    Object.assign(window, { stopRun: () => stop.abort() });
    const lines = ['a,y', ...Array.from({ length: 20000 }, (_, i) => `${i % 97},${(i * 3) % 97}`)];
    const file = new File([lines.join('\n')], 'long.csv');
    try {
      await window.intab.trainPipeline({
        datasetFiles: [file],
        target: 'y',
        modelType: 'dnn',
        modelParams: { max_iter: 1_000_000, n_iter_no_change: 1_000_000 },
        signal: stop.signal,
      });
      return 'finished';
    } catch (error) {
      const { name, code } = error as { name: string; code: string };
      return { name, code };
    }
  });
  await isLearning(page);
  await page.evaluate(() => (window as unknown as { stopRun(): void }).stopRun());
  expect(await run).toEqual({ name: 'AbortError', code: 'run.stopped' });
  await trainToEnd(page);
});
