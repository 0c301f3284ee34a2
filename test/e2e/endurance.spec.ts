import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { isLearning } from './page.ts';

const csv = `a,b,target\n${Array.from({ length: 300 }, (_, i) => `${i},${(i * 7) % 13},${3 * i}\n`).join('')}`;
const endless = { hidden_layer_sizes: [300, 300], max_iter: 1_000_000, n_iter_no_change: 1_000_000 };

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

/** Names and states of the runs that a reload would find. */
const maxKeptRuns = (page: Page) =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no answer from IndexedDB'));
      });
    const databases = await indexedDB.databases();
    const name = databases.find((each) => each.name?.endsWith(' runs'))?.name;
    if (name === undefined) return [];
    const database = await done(indexedDB.open(name));
    const runs = await done(database.transaction('runs').objectStore('runs').getAll());
    database.close();
    return (runs as { plan: { name: string }; status: string; addedAt: number }[])
      .sort((a, b) => a.addedAt - b.addedAt)
      .map(({ plan, status }) => `${plan.name} ${status}`);
  });

test('what waited in the queue goes on after a reload', async ({ page }) => {
  void start(page, { modelType: 'dnn', modelParams: endless, name: 'endless' }).catch(() => {});
  void start(page, { modelType: 'linear_regression', name: 'waiting' }).catch(() => {});
  // Both are kept, with their files, as soon as they stand in the queue.
  await expect.poll(() => maxKeptRuns(page)).toEqual(['endless running', 'waiting waiting']);
  expect(await names(page)).toEqual([]);
  await page.reload();
  await expect.poll(() => names(page)).toEqual(['waiting']);
});

test('a worker that crashes is started again, and the call says so', async ({ page }) => {
  const ended = start(page, { modelType: 'dnn', modelParams: endless });
  await isLearning(page);
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

test('calls are answered while a model trains', async ({ page }) => {
  const ended = page.evaluate(
    async ([text, modelParams]) => {
      const { intab } = window;
      const stopping = new AbortController();
      const datasetFiles = [new File([text], 'a.csv')];
      const signal = stopping.signal;
      const run = intab.trainPipeline({ datasetFiles, modelType: 'dnn', modelParams, signal }).catch(() => 'stopped');
      Object.assign(window, { stopRun: () => stopping.abort() });
      return run;
    },
    [csv, endless] as const,
  );
  await isLearning(page);
  for (let i = 0; i < 20; i++) expect(await names(page)).toEqual([]);
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Running');
  await page.evaluate(() => (window as unknown as { stopRun(): void }).stopRun());
  expect(await ended).toBe('stopped');
});

test('a worker that answers no more is ended by a stop, and the next call starts another', async ({ page }) => {
  const [worker] = page.workers().filter((each) => each.url().startsWith('blob:'));
  await worker.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  );
  const stopped = page.evaluate((text) => {
    const stopping = new AbortController();
    Object.assign(window, { stopRun: () => stopping.abort() });
    const datasetFiles = [new File([text], 'a.csv')];
    const request = { datasetFiles, modelType: 'linear_regression', signal: stopping.signal };
    return window.intab.trainPipeline(request).then(
      () => 'done',
      ({ name }: Error) => name,
    );
  }, csv);
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Running');
  await page.evaluate(() => (window as unknown as { stopRun(): void }).stopRun());
  expect(await stopped).toBe('AbortError');
  expect(await start(page, { modelType: 'linear_regression', name: 'after' })).toEqual({});
  expect(await names(page)).toEqual(['after']);
});
