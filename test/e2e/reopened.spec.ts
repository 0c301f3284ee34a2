import { expect, test, type Page } from '@playwright/test';
import { choose, csvFile, giveFiles, openApp, results, trainToEnd } from './page.ts';

const lines = Array.from({ length: 400 }, (_, i) => {
  const [a, b, c] = [i, (i * 7) % 13, 'xyz'[i % 3]];
  return `${a},${b},${c},${3 * a + 5 * b + ((i * 31) % 17)},${(a + b * 40 + ((i * 31) % 90)) % 500 > 250 ? 'yes' : 'no'}`;
});
const csv = csvFile('rows.csv', `a,b,c,amount,bought\n${lines.join('\n')}\n`);

/** Every table of Results, charts' numbers included, once everything is computed. */
async function tables(page: Page): Promise<string[]> {
  await expect(results(page)).not.toContainText('being computed');
  await results(page)
    .locator('details')
    .evaluateAll((all) => all.forEach((part) => part.setAttribute('open', '')));
  await expect(results(page).locator('details:not([open])')).toHaveCount(0);
  const read = () =>
    results(page)
      .locator('table')
      .evaluateAll((all) => all.map((table) => (table as HTMLElement).innerText));
  // What a table shows when it is opened is drawn in the next frame: read until two readings are the same.
  let last = await read();
  await expect
    .poll(async () => {
      const before = last;
      last = await read();
      return last.join() === before.join() && last.every((text) => text !== '');
    })
    .toBe(true);
  return last;
}

test('a model that is opened again shows the same numbers, curves and certainties as when it was trained', async ({
  page,
}) => {
  await openApp(page);
  await giveFiles(page, [csv]);
  for (const [target, model, figures] of [
    ['amount', 'Linear regression', ['Predicted against actual', 'Residuals', 'How sure each coefficient is']],
    ['bought', 'Logistic regression', ['ROC curve']],
  ] as const) {
    await choose(page, target, model);
    await trainToEnd(page);
    const before = await tables(page);
    await page.reload();
    await page.locator('.rail-list a[href="#use"]').filter({ hasText: model }).click();
    await page.locator('#results h2 button').click();
    for (const figure of figures) await expect(results(page)).toContainText(figure);
    const after = await tables(page);
    // The points of a ROC curve are chosen anew; everything else is the same to the last digit shown.
    expect(after.filter((_, k) => model !== 'Logistic regression' || !/threshold/i.test(after[k] ?? ''))).toEqual(
      before.filter((text) => model !== 'Logistic regression' || !/threshold/i.test(text)),
    );
    await giveFiles(page, [csv]);
  }
});
