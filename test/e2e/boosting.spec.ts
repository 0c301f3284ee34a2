import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import type { ClassificationMetrics, RegressionMetrics } from '../../src/contract/result/metrics.ts';
import { choose, csvFile, giveFiles, isLearning, openApp, readMetric, results, trainToEnd } from './page.ts';

/** Rows that no straight line describes, with missing cells that mean something and a category. */
const lines = Array.from({ length: 1200 }, (_, i) => {
  const a = (i * 37) % 101;
  const city = ['Oslo', 'Bergen', 'Moss'][(i * 7) % 3]!;
  const gone = i % 11 === 0;
  const y = (gone ? 30 : a > 50 ? 40 : 10) + ({ Oslo: 5, Bergen: -5, Moss: 0 }[city] ?? 0) + (i % 5) / 10;
  return `${gone ? '' : a},${city},${y},${y > 30 ? 'high' : y > 12 ? 'middle' : 'low'}`;
});
const table = csvFile('steps.csv', `a,city,y,size\n${lines.join('\n')}\n`);

test('gradient boosting learns in the page, explains itself, and its file predicts the same elsewhere', async ({
  page,
  browser,
}) => {
  await openApp(page);
  await giveFiles(page, [csvFile('steps.csv', table.buffer.toString().replace(/,[^,]*$/gm, ''))]);
  await choose(page, 'y', 'Gradient boosting');
  await trainToEnd(page);
  expect(await readMetric(page, 'R²')).toBeGreaterThan(0.99);
  await expect(results(page)).toContainText('MAE');

  await expect(results(page).getByText('The first tree')).toBeVisible();
  await expect(results(page)).toContainText(/city is (Oslo|Bergen|Moss)\?/);
  await expect(
    results(page).getByRole('img', { name: /^Loss by boosting round: after 100 boosting rounds/ }),
  ).toBeVisible();
  await expect(results(page).getByRole('heading', { name: 'What moves the answers' })).toBeVisible();

  await page.getByRole('button', { name: 'Predict', exact: true }).click();
  await expect(page.getByText('Why this answer')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save model file' }).click(),
  ]);
  const rows = [
    { a: 10, city: 'Oslo' },
    { a: 90.5, city: 'Bergen' },
    { a: 51, city: 'nowhere' },
  ];
  const before = await page.evaluate(async (data) => {
    const [model] = await window.intab.models.list();
    return window.intab.predict({ model: model!.id, data });
  }, rows);
  expect(before.predictions[0]).toBeCloseTo(15.2, 0);

  const context = await browser.newContext();
  const other = await context.newPage();
  await openApp(other);
  await other
    .getByLabel('Open model file')
    .setInputFiles({ name: 'm.intab', mimeType: 'application/vnd.intab', buffer: readFileSync(await download.path()) });
  await expect.poll(() => other.evaluate(() => window.intab.models.list().then((list) => list.length))).toBe(1);
  const after = await other.evaluate(async (data) => {
    const [model] = await window.intab.models.list();
    return window.intab.predict({ model: model!.id, data });
  }, rows);
  expect(after.predictions).toEqual(before.predictions);
  await context.close();
});

test('it takes missing cells as they are, stops at once, and lets the page breathe', async ({ page }) => {
  await openApp(page);
  const seen = await page.evaluate(async (text) => {
    const { intab } = window;
    await intab.ready;
    const given = {
      datasetFiles: [new File([text], 'steps.csv')],
      modelType: 'gradient_boosting',
      factorParams: [{ name: 'a', missing: 'keep' }, { name: 'city' }],
    };
    const size = await intab.trainPipeline({ ...given, target: 'size' });
    const kept = await intab.trainPipeline({ ...given, target: 'y' });
    const { predictions } = await intab.predict({ model: kept.modelId, data: [{ a: null, city: 'Moss' }] });

    const stop = new AbortController();
    const long = { ...given, target: 'y', modelParams: { max_iter: 100_000 }, signal: stop.signal };
    const stopped = intab.trainPipeline(long).then(
      () => 'finished',
      ({ name, code }: { name: string; code: string }) => ({ name, code }),
    );
    Object.assign(window, { stopRun: () => stop.abort(), stopped });
    return { size, kept, predictions };
  }, table.buffer.toString());
  await isLearning(page);
  const stopped = await page.evaluate(() => {
    const held = window as unknown as { stopRun(): void; stopped: Promise<unknown> };
    held.stopRun();
    return held.stopped;
  });
  expect((seen.kept.metrics as RegressionMetrics).r2).toBeGreaterThan(0.99);
  expect((seen.size.metrics as ClassificationMetrics).accuracy).toBeGreaterThan(0.97);
  expect(seen.kept.rows.dropped).toEqual({});
  expect(seen.predictions[0]).toBeGreaterThan(30);
  expect(stopped).toEqual({ name: 'AbortError', code: 'run.stopped' });
});
