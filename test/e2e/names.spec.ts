import { expect, test } from '@playwright/test';
import { csvFile, giveFiles, openApp } from './page.ts';

/** Columns that are called as controls of the page are. */
const columns = ['target', 'Target role', 'Train', 'Stop', 'Predict', 'Kind', 'Model', 'Log'];
const rows = Array.from({ length: 60 }, (_, i) => columns.map((_, k) => (i * (k + 3)) % 17).join(','));

test('columns that are called as controls are keep every name single', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('odd.csv', `${columns.join(',')}\n${rows.join('\n')}\n`)]);
  const one = (role: 'combobox' | 'button' | 'rowheader', name: string) =>
    expect(page.getByRole(role, { name, exact: true }), `${role} ${name}`).toHaveCount(1);
  for (const column of columns) {
    await one('combobox', `Role of column ${column}`);
    await one('combobox', `Kind of column ${column}`);
    await one('button', `About column ${column}`);
    await one('rowheader', column);
  }
  await one('combobox', 'Target');
  await one('button', 'Train');
  await expect(page.getByRole('combobox', { name: 'Role of column target', exact: true })).toHaveValue('target');
  await expect(page.getByRole('combobox', { name: 'Target', exact: true })).toHaveValue('target');

  await page.getByRole('combobox', { name: 'Role of column Train', exact: true }).selectOption('target');
  await expect(page.getByRole('combobox', { name: 'Target', exact: true })).toHaveValue('Train');
  await expect(page.getByRole('combobox', { name: 'Role of column target', exact: true })).toHaveValue('factor');

  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('combobox', { name: '列“target”的角色', exact: true })).toHaveCount(1);
});
