import { expect, test } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { csvFile, giveFiles, openApp, trainToEnd } from './page.ts';

/** Day and month of these cannot be told apart. */
const rows = Array.from(
  { length: 60 },
  (_, i) => `${(i % 12) + 1}/${(i % 11) + 1}/2025,${i % 7},${(i % 11) * 10 + (i % 12)}`,
);

test('the order of day and month is shown, changed with a live preview, and kept by the model', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('days.csv', `when,n,price\n${rows.join('\n')}\n`)]);
  const data = page.getByRole('region', { name: 'Data' });
  const order = page.getByRole('combobox', { name: 'Order of day and month in column when' });
  await expect(order).toHaveValue('mdy');
  await expect(data).toContainText('does not show whether day or month comes first');
  await expect(data.getByRole('table')).toContainText('2025-02-02');
  await expect(data.getByRole('table')).toContainText('2025-04-04');
  await expect(data.getByRole('cell', { name: '2025-12-01' })).toHaveCount(0);
  await order.selectOption('dmy');
  await expect(order).toHaveValue('dmy');
  await expect(data).not.toContainText('does not show whether day or month comes first');
  await trainToEnd(page);
  const kept = await page.evaluate(async () => {
    const [model] = await window.intab.models.list();
    const { plan, factors } = await window.intab.models.get(model!.id);
    return [plan.read.dayOrder, factors.map(({ name, dayOrder }) => [name, dayOrder ?? null])];
  });
  expect(kept).toEqual([
    { when: 'dmy' },
    [
      ['when', 'dmy'],
      ['n', null],
    ],
  ]);
});
