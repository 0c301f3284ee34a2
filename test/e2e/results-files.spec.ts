import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { read, utils } from 'sheetjs-ce';
import { choose, csvFile, giveFiles, isDone, openApp, readMetric, trainToEnd } from './page.ts';

const csv = [
  'size,city,price',
  ...Array.from(
    { length: 240 },
    (_, i) => `${(i * 37) % 101},${['Oslo', 'Rome'][i % 2]},${((i * 37) % 101) * 3 + (i % 7)}`,
  ),
].join('\n');

async function saved(page: Page, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path());
}

test('everything of a run leaves as a file, and its plan gives the same digits again', async ({ page, browser }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('homes.csv', csv)]);
  await choose(page, 'price', 'DNN');
  await trainToEnd(page);
  const rmse = await readMetric(page, 'RMSE');
  const press = (name: string) => page.getByRole('button', { name, exact: true });

  const report = (await saved(page, press('Save report'))).toString();
  expect(report).toContain('RMSE');
  expect(report).not.toMatch(/<(script|button|input)\b/);
  const printed = await browser.newPage();
  await printed.setContent(report);
  await expect(printed.getByText('RMSE').first()).toBeVisible();
  await printed.close();

  const svg = (await saved(page, page.getByRole('button', { name: /: SVG$/ }).first())).toString();
  expect(svg).toMatch(/^<svg[^>]+xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  const png = await saved(page, page.getByRole('button', { name: /: PNG$/ }).first());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(3000);

  await press('Log').click();
  expect((await saved(page, press('Save log'))).toString()).toMatch(/^\d{4}-\d\d-\d\dT.* {2}read {2}/);
  await press('Log').click();

  await page.getByLabel('Rows to predict').setInputFiles([csvFile('new.csv', csv)]);
  await expect(press('Download predictions')).toBeEnabled();
  const book = read(await saved(page, press('as Excel')));
  const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.Predictions);
  expect(rows.length).toBe(240);
  expect(typeof rows[0].prediction).toBe('number');

  const plan = await saved(page, press('Save plan'));
  const other = await browser.newContext({ locale: 'en' });
  const again = await other.newPage();
  await openApp(again);
  await again
    .getByLabel('Datasets')
    .setInputFiles([{ name: 'run.plan.json', mimeType: 'application/json', buffer: plan }, csvFile('homes.csv', csv)]);
  await expect(again.getByRole('combobox', { name: 'Target' })).toHaveValue('price');
  await trainToEnd(again);
  expect(await readMetric(again, 'RMSE')).toBe(rmse);
  const answer = async (tab: Page) => {
    const call =
      'intab.models.list().then(([m]) => intab.predict({ model: m.id, data: [{ size: 12.5, city: "Rome" }] }))';
    return ((await tab.evaluate(call)) as { predictions: number[] }).predictions[0];
  };
  expect(await answer(again)).toBe(await answer(page));

  await again.getByRole('button', { name: 'Reproduce', exact: true }).click();
  await isDone(again);
  expect(await readMetric(again, 'RMSE')).toBe(rmse);
  await other.close();
});
