import { expect, test } from '@playwright/test';
import { choose, csvFile, giveFiles, openApp, results, trainToEnd } from './page.ts';

const rows = Array.from({ length: 200 }, (_, i) => {
  const size = i % 5 === 0 ? '' : (i * 7) % 90;
  const city = i % 4 === 0 ? 'n/a' : ['Oslo', 'Moss', 'Bergen'][i % 3];
  return `${size},${city},${(i * 3) % 11},${i}`;
});

test('columns that would cost rows for missing cells are filled with one press', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('gaps.csv', `size,city,age,price\n${rows.join('\n')}\n`)]);
  await choose(page, 'price', 'Linear regression');
  const fill = page.getByRole('button', { name: 'Fill the missing cells of 2 columns' });
  await fill.click();
  await expect(fill).toHaveCount(0);
  await expect(page.getByRole('button', { name: /rule for column size/ })).toContainText('missing: median');
  await expect(page.getByRole('button', { name: /rule for column city/ })).toContainText('missing: most frequent');
  await trainToEnd(page);
  await expect(results(page)).toContainText('40 test rows');
  await expect(page.getByRole('link', { name: /^Linear regression, / })).toBeVisible();
});
