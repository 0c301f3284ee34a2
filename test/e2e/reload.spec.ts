import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { choose, csvFile, giveFiles, openApp, trainToEnd } from './page.ts';

const csv = csvFile(
  'rows.csv',
  `a,b,target\n${Array.from({ length: 300 }, (_, i) => `${i},${(i * 7) % 13},${3 * i}\n`).join('')}`,
);
const status = (page: Page) => page.getByRole('status', { name: 'Run status' });
const runs = (page: Page) => page.getByRole('region', { name: 'Train' });

/** Sets options so that training never ends by itself. */
async function never(page: Page): Promise<void> {
  await page.locator('#model details summary').first().click();
  await page.locator('#option-max_iter').fill('1000000');
  await page.locator('#option-n_iter_no_change').fill('1000000');
}

test('after a reload: finished runs stand there, the interrupted one is offered again, the one that waited goes on', async ({
  page,
}) => {
  await openApp(page);
  await giveFiles(page, [csv]);
  await choose(page, 'target', 'Linear regression');
  await trainToEnd(page);
  await page.locator('#model h2 button').click();
  await choose(page, 'target', 'DNN');
  await never(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(status(page)).toContainText('Running');
  await choose(page, 'target', 'Linear regression');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: /Remove .*inear/ }).first()).toBeVisible();

  await page.reload();
  await expect(status(page)).toContainText('Done');
  if ((await page.locator('#train h2 button').getAttribute('aria-expanded')) === 'false') {
    await page.locator('#train h2 button').click();
  }
  await expect(runs(page).getByText('interrupted')).toBeVisible();
  await expect(runs(page).locator('tbody tr')).toHaveCount(3);
  expect(await page.evaluate(async () => (await window.intab.models.list()).length)).toBe(2);

  await runs(page)
    .getByRole('button', { name: /Run .* again/ })
    .click();
  await expect(status(page)).toContainText('Running');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(status(page)).toContainText('Stopped');
});

test('files opened with the installed app are read, a model file too', async ({ page }) => {
  await page.addInitScript(() => {
    const holder = window as unknown as { launch: unknown };
    const value = { setConsumer: (consumer: unknown) => (holder.launch = consumer) };
    Object.defineProperty(window, 'launchQueue', { value });
  });
  await openApp(page);
  const launch = (name: string, bytes: number[]) =>
    page.evaluate(
      async ([called, content]) => {
        const root = await navigator.storage.getDirectory();
        const handle = await root.getFileHandle(called, { create: true });
        const writable = await handle.createWritable();
        await writable.write(Uint8Array.from(content));
        await writable.close();
        (window as unknown as { launch: (given: object) => void }).launch({ files: [handle] });
      },
      [name, bytes] as const,
    );
  await launch('rows.csv', [...csv.buffer]);
  await trainToEnd(page);
  const bundle = await page.evaluate(async () => {
    const [model] = await window.intab.models.list();
    const file = await window.intab.models.exportFile(model?.id ?? '');
    await window.intab.models.remove(model?.id ?? '');
    return [...new Uint8Array(await file.arrayBuffer())];
  });
  await launch('model.intab', bundle);
  await expect.poll(() => page.evaluate(async () => (await window.intab.models.list()).length)).toBe(1);
});
