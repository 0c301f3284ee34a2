import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { choose, csvFile, giveFiles, isKept, openApp, readMetric, results, trainToEnd } from './page.ts';
import { serveFolder } from './static-server.ts';

const things = ['phone', 'book', 'chair', 'lamp', 'hotel', 'film'];
const dinge = ['手机', '书', '椅子', '台灯', '酒店', '电影'];
const phrasesText = [
  ['happy', 'I love this {}, it works great', 'What a wonderful {}, so happy with it', 'The {} is excellent'],
  ['unhappy', 'I hate this {}, it broke at once', 'What a terrible {}, so sad about it', 'The {} is awful'],
];
const sagt = [
  ['happy', '这个{}很好，我非常喜欢', '{}质量不错，推荐购买', '很棒的{}，下次还会再来'],
  ['unhappy', '这个{}很差，我非常失望', '{}质量太差，不要购买', '糟糕的{}，再也不会来了'],
];
const rows = (
  [
    [phrasesText, things],
    [sagt, dinge],
  ] as const
).flatMap(([ways, nouns]) =>
  ways.flatMap(([mood, ...lines]) =>
    lines.flatMap((line) => nouns.map((noun) => `"${line.replace('{}', noun)}",${mood}`)),
  ),
);
const reviews = csvFile('reviews.csv', `review,mood\n${rows.join('\n')}\n`);

test('own sentences in two languages: trained, its words seen, saved, and used offline', async ({ browser }) => {
  const server = await serveFolder('/words/');
  const context = await browser.newContext();
  const page = await context.newPage();
  await openApp(page, server.address);
  await giveFiles(page, [reviews]);
  await choose(page, 'mood', 'Text classification');
  await trainToEnd(page);
  expect(await readMetric(page, 'Accuracy')).toBeGreaterThan(0.9);
  await results(page)
    .getByRole('button', { name: /^Show all/ })
    .last()
    .click();
  const happy = results(page).getByRole('table', { name: 'For “happy”' });
  await expect(happy.getByRole('rowheader', { name: 'love', exact: true })).toBeVisible();
  const unhappy = results(page).getByRole('table', { name: 'For “unhappy”' });
  await expect(unhappy.getByRole('rowheader', { name: '差', exact: true })).toBeVisible();
  await expect(results(page)).toContainText('off by the model');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save model file' }).click(),
  ]);
  const bundle = readFileSync(await download.path());
  const file = csvFile('new.csv', 'mood,review\n,excellent book\n,糟糕的书，太差\nhappy,\n');
  const asked = `What a wonderful hotel! 非常喜欢 ❤️`;
  const askAnswers = (given: { data: string }) =>
    page.evaluate(async ({ data }) => {
      const [model] = await window.intab.models.list();
      const answer = await window.intab.predict({ model: model!.id, data: new File([data], 'new.csv') });
      return { text: answer.predictions, chances: answer.probabilities };
    }, given);
  const before = await askAnswers({ data: file.buffer.toString() });
  expect(before.text).toEqual(['happy', 'unhappy', null]);

  await isKept(page);
  await server.stop();
  await page.reload();
  expect(await askAnswers({ data: file.buffer.toString() })).toEqual(before);
  await page.getByRole('link', { name: /^Text classification, / }).click();
  await page.getByRole('textbox', { name: 'review' }).fill(asked);
  await page.getByRole('button', { name: 'Predict', exact: true }).click();
  await expect(page.locator('mark', { hasText: 'wonderful' })).toBeVisible();
  await expect(page.locator('mark.pos', { hasText: '喜' })).toBeVisible();

  // The file alone says the same.
  await page.evaluate(async () => {
    for (const { id } of await window.intab.models.list()) await window.intab.models.remove(id);
  });
  await page
    .getByLabel('Open model file')
    .setInputFiles({ name: 'model.intab', mimeType: 'application/vnd.intab', buffer: bundle });
  await expect.poll(() => page.evaluate(() => window.intab.models.list().then((list) => list.length))).toBe(1);
  expect(await askAnswers({ data: file.buffer.toString() })).toEqual(before);
  await context.close();
});
