import { expect, test, type Page } from '@playwright/test';
import { csvFile, openApp } from './page.ts';

const csv = csvFile(
  'rows.csv',
  `a,colour,target\n${Array.from({ length: 200 }, (_, i) => `${i},${'rgb'[i % 3]},${3 * i + (i % 7)}\n`).join('')}`,
);

/** What has the focus, in words that tell one control from another. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return '';
    const all = [...document.querySelectorAll('*')];
    return `${all.indexOf(at)} ${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 30) ?? ''}`;
  });

/** Presses Tab until the control is reached. */
async function tabTo(page: Page, wanted: RegExp, max = 80): Promise<void> {
  for (let k = 0; k < max; k++) {
    await page.keyboard.press('Tab');
    if (wanted.test(await focused(page))) return;
  }
  throw new Error(`${wanted} was not reached by Tab`);
}

test('everything can be done from the keyboard, and Tab is caught nowhere', async ({ page }) => {
  await openApp(page);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toContain('Skip to the page');
  await page.getByLabel('Datasets').setInputFiles([csv]);
  await expect(page.getByRole('combobox', { name: 'Target', exact: true })).toBeVisible();

  // Rows by arrow keys.
  const grid = page.getByRole('region', { name: 'Data' }).locator('[tabindex="0"]').first();
  await grid.focus();
  const shown = page.getByText(/Rows \d+ to \d+ of 200/);
  await expect(shown).toContainText('Rows 1 to 10');
  await page.keyboard.press('ArrowDown');
  await expect(shown).toContainText('Rows 2 to 11');
  await page.keyboard.press('PageDown');
  await expect(shown).toContainText('Rows 12 to 21');
  await page.keyboard.press('End');
  await expect(shown).toContainText('Rows 191 to 200');

  // A rule by its editor, closed by Escape with the focus back where it was.
  await tabTo(page, /Add/);
  const before = await focused(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe(before);

  // The model by arrow keys, then Train by Enter.
  await tabTo(page, /INPUT Linear|INPUT/);
  await page.getByRole('radio', { name: 'Linear regression', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'DNN', exact: true })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Linear regression', exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Train', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Done');
  await expect(page.locator('#use form')).toBeVisible();
  for (const head of await page.locator('section.sec h2 button').all()) {
    if ((await head.getAttribute('aria-expanded')) === 'true') continue;
    await head.focus();
    await page.keyboard.press('Enter');
  }

  // Once around: every control is met once, each is seen to have the focus, and Tab leaves the page at its end.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.locator('.skip').focus();
  const met: string[] = [await focused(page)];
  for (let k = 0; k < 300; k++) {
    await page.keyboard.press('Tab');
    const name = await focused(page);
    if (name === '' || name === met[0]) break;
    expect(met, `${name} is met twice`).not.toContain(name);
    met.push(name);
    const seen = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      const shown = at.classList.contains('vh') ? (at.closest('label') ?? at) : at;
      const { width, height } = shown.getBoundingClientRect();
      return width > 0 && height > 0;
    });
    expect(seen, `${name} can be seen`).toBe(true);
  }
  expect(met.length).toBeGreaterThan(45);
  expect(met.length).toBeLessThan(300);
});
