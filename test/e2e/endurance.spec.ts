import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';

const csv = `a,b,target\n${Array.from({ length: 300 }, (_, i) => `${i},${(i * 7) % 13},${3 * i}\n`).join('')}`;
const endless = { hidden_layer_sizes: [300, 300], max_iter: 100_000, n_iter_no_change: 100_000 };

test.beforeEach(async ({ page }) => {
  await page.goto('./?lang=en');
  await page.evaluate(() => window.intab.ready);
});

/** Starts a run and does not wait for it; gives how it ends. */
function start(page: Page, request: Record<string, unknown>): Promise<{ code?: string; hint?: string }> {
  return page.evaluate(
    async ([text, given]) => {
      const datasetFiles = [new File([text], 'a.csv')];
      return window.intab.trainPipeline({ datasetFiles, ...given }).then(
        () => ({}),
        ({ code, hint }: Error & { code: string; hint: string }) => ({ code, hint }),
      );
    },
    [csv, request] as const,
  );
}

const names = (page: Page) => page.evaluate(async () => (await window.intab.models.list()).map(({ name }) => name));

test('what waited in the queue goes on after a reload', async ({ page }) => {
  void start(page, { modelType: 'dnn', modelParams: endless, name: 'endless' }).catch(() => {});
  void start(page, { modelType: 'linear_regression', name: 'waiting' }).catch(() => {});
  await page.waitForTimeout(1000);
  expect(await names(page)).toEqual([]);
  await page.reload();
  await expect.poll(() => names(page), { timeout: 15_000 }).toEqual(['waiting']);
});

test('a worker that crashes is started again, and the call says so', async ({ page }) => {
  const ended = start(page, { modelType: 'dnn', modelParams: endless });
  await page.waitForTimeout(1000);
  const [worker] = page.workers().filter((each) => each.url().startsWith('blob:'));
  await worker.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('made to fail');
      }),
  );
  const { code, hint } = await ended;
  expect(code).toBe('run.crashed');
  expect(hint).toContain('Try again');
  expect(await start(page, { modelType: 'linear_regression', name: 'after' })).toEqual({});
  expect(await names(page)).toEqual(['after']);
});

test('a model for which there is no room is held, told of and not lost', async ({ page, baseURL }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL ?? '').origin, quotaSize: 20_000 });
  const seen = await page.evaluate(async (text) => {
    const { intab } = window;
    const datasetFiles = [new File([text], 'a.csv')];
    const modelParams = { hidden_layer_sizes: [300, 300], max_iter: 1 };
    const { modelId, notices } = await intab.trainPipeline({ datasetFiles, modelType: 'dnn', modelParams });
    const file = await intab.models.exportFile(modelId);
    const { predictions } = await intab.predict({ model: modelId, data: [{ a: 1, b: 2 }] });
    const listed = (await intab.models.list()).map(({ id }) => id === modelId);
    return { codes: notices.map(({ code }) => code), bytes: file.size, predictions, listed };
  }, csv);
  expect(seen.codes).toContain('model.storage-full');
  expect(seen.bytes).toBeGreaterThan(300 * 300 * 4);
  expect(seen.predictions[0]).toEqual(expect.any(Number));
  expect(seen.listed).toEqual([true]);
});

test('pages of rows are answered while a model trains', async ({ page }) => {
  const stop = page.evaluate(
    async ([text, modelParams]) => {
      const { intab } = window;
      const stopping = new AbortController();
      const datasetFiles = [new File([text], 'a.csv')];
      const signal = stopping.signal;
      const run = intab.trainPipeline({ datasetFiles, modelType: 'dnn', modelParams, signal }).catch(() => 'stopped');
      await new Promise((resolve) => setTimeout(resolve, 800));
      const waits: number[] = [];
      for (let i = 0; i < 20; i++) {
        const from = performance.now();
        await intab.models.list();
        waits.push(performance.now() - from);
      }
      stopping.abort();
      await run;
      return Math.max(...waits);
    },
    [csv, endless] as const,
  );
  expect(await stop).toBeLessThan(500);
});

test('a worker that answers no more is ended by a stop, and the next call starts another', async ({ page }) => {
  const [worker] = page.workers().filter((each) => each.url().startsWith('blob:'));
  await worker.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  );
  const seen = await page.evaluate(async (text) => {
    const { intab } = window;
    const stopping = new AbortController();
    const request = { datasetFiles: [new File([text], 'a.csv')], modelType: 'linear_regression' };
    const stopped = intab.trainPipeline({ ...request, signal: stopping.signal }).catch(({ name }: Error) => name);
    await new Promise((resolve) => setTimeout(resolve, 300));
    stopping.abort();
    const from = performance.now();
    const name = await stopped;
    const ms = performance.now() - from;
    const { metrics } = await intab.trainPipeline(request);
    return { name, ms, metrics };
  }, csv);
  expect(seen.name).toBe('AbortError');
  expect(seen.ms).toBeLessThan(4500);
  expect(seen.metrics).toMatchObject({ r2: 1 });
});
