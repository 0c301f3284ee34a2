import { expect, test } from '@playwright/test';

// What the service worker keeps for offline use is asked for in both languages.
test.use({ serviceWorkers: 'block' });

/** The sentence above the page before there is data, by language. */
const first = { en: 'Drop a table to begin', zh: '放入一张表' };

test('a page loads the language it shows, the other one when it is chosen, and stays in it', async ({ page }) => {
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (/\/assets\/[^/]*\.js$/.test(request.url())) scripts.add(request.url());
  });
  const loaded = async (sentence: string) => {
    const texts = await Promise.all([...scripts].map(async (url) => (await page.request.get(url)).text()));
    return texts.some((text) => text.includes(sentence));
  };

  await page.goto('./?lang=en');
  await expect(page.getByText(first.en)).toBeVisible();
  expect(await loaded(first.en)).toBe(true);
  expect(await loaded(first.zh)).toBe(false);

  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByText(first.zh)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  expect(await loaded(first.zh)).toBe(true);

  scripts.clear();
  await page.reload();
  await expect(page.getByText(first.zh)).toBeVisible();
  expect(await loaded(first.en)).toBe(false);
});
