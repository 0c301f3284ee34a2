import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import type {} from '../../src/client/console.ts';
import { choose, csvFile, giveFiles, isKept, openApp, readMetric, trainToEnd } from './page.ts';
import { built, serveFolder } from './static-server.ts';

const csv = csvFile(
  'rows.csv',
  `a,b,target\n${Array.from({ length: 300 }, (_, i) => `${i},${(i * 7) % 13},${3 * i}\n`).join('')}`,
);
const status = (page: Page) => page.getByRole('status', { name: 'Run status' });
const banner = (page: Page) => page.getByRole('complementary', { name: 'A newer version of Intab is ready.' });
const settings = (folder: string) => readdirSync(join(folder, 'assets')).find((name) => /^Settings-.*\.js$/.test(name));

test('a new version says so, interrupts no run, leaves the old chunks while tabs need them, and comes when asked', async ({
  page,
  context,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'newer-'));
  let server = await serveFolder('/sub/path/');
  try {
    await openApp(page, server.address);
    await isKept(page);
    await page.reload();
    const before = await page.evaluate(() => window.intab.version);
    await giveFiles(page, [csv]);
    await choose(page, 'target', 'DNN');
    await page.evaluate(() => {
      const rows = Array.from({ length: 300 }, (_, i) => `${i},${3 * i}\n`).join('');
      const modelParams = { hidden_layer_sizes: [300, 300], max_iter: 100_000, n_iter_no_change: 100_000 };
      const datasetFiles = [new File([`a,target\n${rows}`], 'endless.csv')];
      void window.intab.trainPipeline({ datasetFiles, modelType: 'dnn', modelParams }).catch(() => {});
    });
    await expect(status(page)).toContainText('Running');

    // The host now serves another build from the same address.
    const define = { __VERSION__: '"99.0.0"' };
    const configFile = join(import.meta.dirname, '../../vite.config.ts');
    await build({ configFile, define, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    const port = Number(new URL(server.address).port);
    await server.stop();
    server = await serveFolder('/sub/path/', folder, port);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(banner(page)).toContainText('It waits until the run is over.');
    await expect(banner(page).getByRole('button', { name: 'Use it now' })).toHaveCount(0);
    await expect(status(page)).toContainText('Running');

    // A part of the page that was not loaded yet comes from what the old version kept.
    const old = settings(built) ?? '';
    expect(old).not.toBe('');
    expect(await page.evaluate(async (path) => (await fetch(path)).status, `./assets/${old}`)).toBe(200);
    expect(server.asked.some((path) => path.endsWith(old)) && !existsSync(join(folder, 'assets', old))).toBe(false);

    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(status(page)).toContainText('Stopped');
    const sister = await context.newPage();
    await openApp(sister, server.address);
    await banner(page).getByRole('button', { name: 'Use it now' }).click();
    await expect(banner(page)).toContainText('It starts when the other tabs of Intab are closed.');
    expect(await page.evaluate(() => window.intab.version)).toBe(before);

    await sister.close();
    await banner(page).getByRole('button', { name: 'Use it now' }).click();
    await expect.poll(() => page.evaluate(() => window.intab.version).catch(() => '')).toBe('99.0.0');
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);
    await giveFiles(page, [csv]);
    await trainToEnd(page);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});

test('at a sub-path and without a network: a reload, a saved model, a file predicted, another model', async ({
  page,
}) => {
  const server = await serveFolder('/a/b/c/');
  await openApp(page, server.address);
  await giveFiles(page, [csv]);
  await trainToEnd(page);
  await isKept(page);
  await server.stop();

  await page.reload();
  await page.locator('.rail-list a').first().click();
  await page.locator('#results h2 button').click();
  expect(await readMetric(page, 'R²')).toBeCloseTo(1, 6);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByLabel('Rows to predict').setInputFiles(csvFile('new.csv', 'b,a\n1,10\n2,=1+1\n'));
      await page.getByRole('button', { name: 'Predict', exact: true }).click();
      await page.getByRole('button', { name: 'Download predictions' }).click();
    })(),
  ]);
  const lines = (await (await download.createReadStream()).toArray()).join('').trim().split(/\r?\n/);
  expect(lines[0]).toBe('b,a,prediction');
  expect(Number(lines[1]?.split(',')[2])).toBeCloseTo(30, 6);
  // What a spreadsheet would take for a formula stays text.
  expect(lines[2]).toContain("'=1+1");

  await giveFiles(page, [csv]);
  await choose(page, 'target', 'DNN');
  await trainToEnd(page);
});
