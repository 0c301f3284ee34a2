import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { choose, csvFile, giveFiles, openApp, trainToEnd } from './page.ts';

const rows = Array.from({ length: 200 }, (_, i) => {
  const [size, city] = [(i * 37) % 101, ['Oslo', 'Rome "R"', '北京'][i % 3]];
  return { size, city, price: 3 * size + 40 * (i % 3) + ((i * 7) % 5) };
});
const quote = (cell: unknown) => `"${String(cell).replaceAll('"', '""')}"`;
const csv = ['size,city,price', ...rows.map((row) => Object.values(row).map(quote).join())].join('\n');

/** Makes one export, waits for its check, and saves it. */
async function take(page: Page, what: string): Promise<string> {
  await page.getByRole('button', { name: `Make: ${what}`, exact: true }).click();
  const save = page.getByRole('button', { name: `Save: ${what}`, exact: true });
  await expect(save).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const path = test.info().outputPath(download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function predictFile(page: Page): Promise<string> {
  await page.getByLabel('Rows to predict').setInputFiles([csvFile('new.csv', csv)]);
  const button = page.getByRole('button', { name: 'Download predictions' });
  await expect(button).toBeEnabled();
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path(), 'utf8');
}

for (const model of ['Linear regression', 'DNN']) {
  test(`a ${model} leaves as a page, ONNX and code that predict the same`, async ({ page, browser }) => {
    await openApp(page);
    await giveFiles(page, [csvFile('homes.csv', csv)]);
    await choose(page, 'price', model);
    await trainToEnd(page);
    const expected = await predictFile(page);

    const html = await take(page, 'A page that predicts');
    expect(statSync(html).size).toBeLessThan(200_000);
    await take(page, 'ONNX');
    const code = await take(page, 'JavaScript');
    const line = 'Checked here on 40 held-out rows and 100 made-up rows: agrees.';
    await expect(page.getByText(line)).toHaveCount(3);
    expect(spawnSync(process.execPath, [code, '--verify'], { encoding: 'utf8' }).stdout).toContain(
      'agrees on 100 rows',
    );

    const offline = await browser.newContext({ offline: true, locale: 'en' });
    const own = await offline.newPage();
    const asked: string[] = [];
    own.on('request', (request) => asked.push(request.url()));
    await own.goto(pathToFileURL(html).href);
    expect(await predictFile(own)).toBe(expected);
    await own.getByRole('button', { name: 'Predict', exact: true }).click();
    await own.getByRole('button', { name: '中文' }).click();
    await expect(own.getByRole('button', { name: '预测', exact: true })).toBeVisible();
    expect(asked.filter((address) => !/^(file|blob|data):/.test(address))).toEqual([]);
    await offline.close();

    const other = await browser.newContext();
    const colleague = await other.newPage();
    await openApp(colleague);
    await colleague.getByLabel('Open model file').setInputFiles(html);
    expect(await predictFile(colleague)).toBe(expected);
    // What was opened from a file came without rows.
    await take(colleague, 'ONNX');
    await expect(colleague.getByText('Checked here on 100 made-up rows: agrees.')).toBeVisible();
    await other.close();
  });
}

test('a model of texts leaves as a page and code that find the same words', async ({ page, browser }) => {
  const words = [
    'good film',
    '好看的电影',
    'פילם טוב',
    'not 👍🏽 at all',
    '不好看',
    "wasn't it",
    'رائع جدا',
    'ＡＢＣ ﬁne',
  ];
  const lines = Array.from({ length: 120 }, (_, i) => {
    const text = `${words[i % 8]} ${words[(i * 5 + 3) % 8]} ${i}`;
    return [text, /good|好看的|👍|رائع/u.test(text) ? 'yes' : 'no'].map(quote).join();
  });
  const texts = ['text,liked', ...lines].join('\n');
  const answers = async (from: Page) => {
    await from.getByLabel('Rows to predict').setInputFiles([csvFile('new.csv', texts)]);
    const button = from.getByRole('button', { name: 'Download predictions' });
    await expect(button).toBeEnabled();
    const [download] = await Promise.all([from.waitForEvent('download'), button.click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  await openApp(page);
  await giveFiles(page, [csvFile('texts.csv', texts)]);
  await choose(page, 'liked', 'Text classification');
  await trainToEnd(page);
  const expected = await answers(page);
  const html = await take(page, 'A page that predicts');
  const code = await take(page, 'JavaScript');
  await expect(page.getByText('Checked here on 24 held-out rows and 100 made-up rows: agrees.')).toHaveCount(2);
  expect(spawnSync(process.execPath, [code, '--verify'], { encoding: 'utf8' }).stdout).toContain('agrees on 100 rows');

  const offline = await browser.newContext({ offline: true, locale: 'zh-CN' });
  const own = await offline.newPage();
  await own.goto(pathToFileURL(html).href);
  await own.getByRole('button', { name: 'English' }).click();
  expect(await answers(own)).toBe(expected);
  await offline.close();
});
