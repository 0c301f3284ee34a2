import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type * as Intab from '../../src/client/intab.ts';
import { csvFile } from './page.ts';
import { built, serveFolder } from './static-server.ts';

const csv = `a,b\n${Array.from({ length: 60 }, (_, i) => `${i},${3 * i + 1}\n`).join('')}`;

test('the example page trains and predicts with the ES module', async ({ page }) => {
  await page.goto('./example.html');
  await page.getByLabel('A CSV file').setInputFiles(csvFile('a.csv', csv));
  await page.getByLabel('The column to predict').fill('b');
  await page.getByRole('button', { name: 'Train' }).click();
  const log = page.getByRole('log');
  await expect(log).toContainText('R² 1 ');
  await expect(log).toContainText('The first predictions: 1, 4, 7, 10, 13');
  await expect(log).not.toContainText('privacy.no-policy');
});

test('in a page without a policy every result says so', async ({ page }) => {
  expect(readdirSync(built)).toContain('intab.js');
  const host = await serveFolder('/host/');
  try {
    await page.route('**/host/bare.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>A page of somebody else</title>' }),
    );
    await page.goto(`${host.address}bare.html`);
    const codes = await page.evaluate(async (text) => {
      const address = './intab.js';
      const intab = (await import(address)) as typeof Intab;
      const datasetFiles = [new File([text], 'a.csv')];
      const trained = await intab.trainPipeline({ datasetFiles, modelType: 'linear_regression', target: 'b' });
      const predicted = await intab.predict({ model: trained.modelId, data: [{ a: 1 }] });
      return [trained, predicted].map(({ notices }) => notices.map(({ code }) => code));
    }, csv);
    expect(codes).toEqual([['privacy.no-policy'], ['privacy.no-policy']]);
  } finally {
    await host.stop();
  }
});
