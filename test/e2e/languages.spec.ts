import { expect, test } from '@playwright/test';

/** The sentence above the page before there is data, by language. */
const first = { en: 'Drop a table to begin', zh: '放入一张表' };

test('a page loads the language it shows, the other one when it is chosen, and stays in it', async ({ page }) => {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/\/assets\/[^/]*\.js$/.test(response.url())) scripts.push(response.text());
  });
  const loaded = async (sentence: string) => (await Promise.all(scripts)).some((script) => script.includes(sentence));

  await page.goto('./?lang=en');
  await expect(page.getByText(first.en)).toBeVisible();
  expect(await loaded(first.en)).toBe(true);
  expect(await loaded(first.zh)).toBe(false);

  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByText(first.zh)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  expect(await loaded(first.zh)).toBe(true);

  scripts.length = 0;
  await page.reload();
  await expect(page.getByText(first.zh)).toBeVisible();
  expect(await loaded(first.en)).toBe(false);
});
