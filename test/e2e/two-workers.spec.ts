import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { isKept } from './page.ts';

// From the second visit on the service worker isolates the page: memory can be shared, and two workers train one network.

const rows = Array.from({ length: 300 }, (_, i) => `${i % 17},${(i * 7) % 23},${(i % 17) * 2 - ((i * 7) % 23)}\n`);
const csv = `a,b,target\n${rows.join('')}`;

/** Trains a small network, and gives what came out. */
function train(page: Page, engine: string) {
  return page.evaluate(
    async ([text, wanted]) => {
      const result = await window.intab.trainPipeline({
        datasetFiles: [new File([text], 'a.csv')],
        modelType: 'dnn',
        modelParams: { hidden_layer_sizes: [24, 13], batch_size: 50, max_iter: 5 },
        engine: wanted,
      });
      return { engine: result.engine, predictions: result.predictions };
    },
    [csv, engine] as const,
  );
}

test.beforeEach(async ({ page }) => {
  await page.goto('./?lang=en');
  await isKept(page);
  await page.reload();
});

test('two workers train one network, digit for digit the same each time', async ({ page }) => {
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const first = await train(page, 'simd-2');
  expect(first.engine.name).toBe('simd-2');
  expect(first.predictions.length).toBe(60);
  expect(await train(page, 'simd-2')).toMatchObject({ predictions: first.predictions });
  const alone = await train(page, 'simd');
  first.predictions.forEach((each, i) =>
    expect(Math.abs(Number(each) - Number(alone.predictions[i]))).toBeLessThan(1e-3),
  );
});

test('the choice of an engine outlives the page', async ({ page }) => {
  const first = await train(page, 'auto');
  await page.reload();
  // The reason holds measured times: the same only where nothing was measured again.
  expect((await train(page, 'auto')).engine).toEqual(first.engine);
});
