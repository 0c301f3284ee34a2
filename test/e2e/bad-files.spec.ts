import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { csvFile, giveFiles, openApp, trainToEnd, type GivenFile } from './page.ts';

const good = csvFile(
  'good.csv',
  `a,b,target\n${Array.from({ length: 90 }, (_, i) => `${i},${(i * 7) % 13},${3 * i}\n`).join('')}`,
);
const file = (name: string, bytes: number[]): GivenFile => ({ name, mimeType: '', buffer: Buffer.from(bytes) });
const bad: [GivenFile, string][] = [
  [csvFile('empty.csv', ''), 'read.empty'],
  [csvFile('names-only.csv', 'a,b,target\n'), 'read.header-only'],
  [
    file(
      'picture.csv',
      Array.from({ length: 3000 }, (_, i) => (i % 9 === 0 ? 0 : (i * 7919) % 256)),
    ),
    'read.not-a-table',
  ],
  [csvFile('quote.csv', `a,b,target\n1,2,3\n"4,5,6\n${'7,8,9\n'.repeat(40)}`), 'read.unfinished-quote'],
  [file('cut.xlsx', [0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3]), 'read.truncated'],
  [csvFile('others.csv', 'x,y\n1,2\n'), 'merge.missing-column'],
];
const alert = (page: Page) => page.getByRole('region', { name: 'Data' }).getByRole('alert');

test('files that cannot be read each say why, and the table that was there before is still there', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [good]);
  await expect(page.getByRole('region', { name: 'Data' })).toContainText('90 rows');
  for (const [given, code] of bad) {
    await page.locator('#data input[type=file]').setInputFiles([given]);
    await expect(alert(page)).toContainText(code);
    await expect(alert(page)).toContainText(given.name);
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    // The rows of the good file are still shown.
    await expect(page.getByRole('region', { name: 'Data' })).toContainText('90 rows');
    await alert(page)
      .getByRole('button', { name: `Remove ${given.name}` })
      .click();
    await expect(alert(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  }
  // All at once: each has its own, the table stays, and Train works again once they are gone.
  await page.locator('#data input[type=file]').setInputFiles(bad.map(([given]) => given));
  await expect(alert(page)).toHaveCount(bad.length);
  for (const [given, code] of bad) {
    const own = alert(page).filter({ hasText: given.name });
    await expect(own).toContainText(code);
    await own.getByRole('button', { name: `Remove ${given.name}` }).click();
    await expect(own).toHaveCount(0);
  }
  await expect(alert(page)).toHaveCount(0);
  await trainToEnd(page);
});

test('a good file is read although a bad one came with it, and before anything was open', async ({ page }) => {
  await openApp(page);
  const data = page.getByRole('region', { name: 'Data' });
  const input = page.getByLabel('Datasets');
  // The second comes while the first is being read, or right after.
  await input.setInputFiles([good]);
  await page.locator('#data input[type=file]').setInputFiles([bad[2]![0], bad[5]![0]]);
  await expect(alert(page)).toHaveCount(2);
  await expect(data).toContainText('1 of 3 files read, 90 rows');
  await expect(data.getByRole('listitem').filter({ hasText: 'picture.csv' })).toContainText('could not be read');
  await expect(data.getByRole('listitem').filter({ hasText: 'others.csv' })).toContainText('does not fit');
  await expect(
    data
      .getByRole('gridcell')
      .or(data.getByRole('cell'))
      .filter({ hasText: /^89$|^0$/ })
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Remove picture.csv' }).first().click();
  await expect(alert(page)).toHaveCount(1);
  // What does not fit can be made to.
  await alert(page).getByRole('button', { name: 'Fill it with missing cells' }).click();
  await expect(alert(page)).toHaveCount(0);
  await expect(data).toContainText('2 files, 91 rows');
});

test('a table of 10,000 columns is read, trained on and used, and the page answers', async ({ page }) => {
  const columns = Array.from({ length: 10_000 }, (_, j) => (j === 3 ? '' : j === 4 ? '__proto__' : `c${j}`));
  const rows = Array.from({ length: 40 }, (_, i) =>
    [...columns.map((_, j) => (i * 7919 + j * 104_729) % 1013), i].join(),
  );
  await openApp(page);
  await giveFiles(page, [csvFile('wide.csv', `${columns.join()},target\n${rows.join('\n')}\n`)]);
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await page.getByRole('region', { name: 'Fields' }).locator('h2 button').click();
  await trainToEnd(page);
  await expect(page.locator('#use form')).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(25_000);
});
