import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { drawSentences } from '../adapters/llm/sentences.ts';
import { csvFile } from './page.ts';

// Every screen in both languages, each in both themes, wide and on a phone: no axe violation, and nothing wider than the window.

const lines = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i)).join('\n');
const size = (i: number) => (i % 11 === 0 ? '' : (i * 7) % 13);
const flowers = csvFile(
  'flowers.csv',
  `flower id,size,colour,score,kind\n${lines(300, (i) => `${1000 + i},${size(i)},${'rgb'[i % 3]},${(i * 31) % 17},${'xyz'[(i + (i % 5 === 0 ? 1 : 0)) % 3]}`)}\n`,
);
const houses = csvFile(
  'houses.csv',
  `area,city,price\n${lines(300, (i) => `${i},${'ab'[i % 2]},${i * 3 + (i % 7)}`)}\n`,
);
const sentences = csvFile('sentences.csv', `text\n${drawSentences(200, 1).join('\n')}\n`);
const other = csvFile('other.csv', 'quite,different\n1,2\n3,4\n');
const newRows = csvFile('new.csv', `city,area,price\n${lines(40, (i) => `${'abc'[i % 3]},${i},${i * 3}`)}\n`);

interface Screen {
  lang: 'en' | 'zh';
  theme: 'light' | 'dark';
  width: number;
}

/** Looks at what is on the screen now, through axe. */
async function look(page: Page, name: string): Promise<void> {
  // Colours and sizes count when every transition has ended.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const seen = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  expect.soft(seen, name).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(sideways, `${name}: wider than the window`).toBeLessThanOrEqual(0);
}

const status = (page: Page) => page.locator('.drawer [role=status]');
const train = (page: Page) => page.locator('.act .primary').click();
const open = async (page: Page, id: string) => {
  const head = page.locator(`#${id} h2 button`);
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
};
const give = async (page: Page, ...files: ReturnType<typeof csvFile>[]) => {
  await open(page, 'data');
  await page.locator('#data input[type=file]').setInputFiles(files);
};

async function walk(page: Page, { lang, width }: Screen): Promise<void> {
  const over = lang === 'en' ? /Done|Stopped|Failed/ : /完成|停止|失败/;
  await page.goto(`./?lang=${lang}`);
  await page.evaluate(() => window.intab.ready);
  await look(page, 'empty');

  await give(page, flowers);
  await expect(page.locator('#target')).toBeEnabled();
  await look(page, 'after the drop');
  await open(page, 'fields');
  await page.locator('.c-name button').nth(1).click();
  await look(page, 'fields, with a column opened');
  await page.locator('#fields button.rule').nth(1).click();
  await look(page, 'a rule of a column');
  await page.keyboard.press('Escape');

  await open(page, 'model');
  await page.locator('input[value=dnn]').check();
  await page.locator('#model details summary').first().click();
  await page.locator('#option-learning_rate_init').fill('-1');
  await look(page, 'model, with an option that does not fit');
  await page.locator('#option-learning_rate_init').fill('0.001');
  await page.locator('#option-max_iter').fill('1000000');
  await page.locator('#option-n_iter_no_change').fill('1000000');
  await train(page);
  await train(page);
  await expect(page.locator('#train ul button, #train ol button').first()).toBeAttached();
  await expect(status(page)).toContainText(lang === 'en' ? 'Running' : '运行中');
  await page.locator('.drawer button[aria-expanded]').click();
  await look(page, 'training, with a queue and the log open');
  await page.locator('.drawer button[aria-expanded]').click();
  await page.locator('#train ul button, #train ol button').last().click();
  await page.locator('.act .stop').click();
  await expect(status(page)).toContainText(over);
  await look(page, 'stopped');

  await page.locator('input[value=logistic_regression]').check();
  await train(page);
  await expect(page.locator('#results table').first()).toBeVisible();
  await expect(page.locator('#use form')).toBeVisible();
  await look(page, 'results of classes');
  await page.locator('#use button[type=submit], #use form .btn').first().click();
  await look(page, 'a row predicted');

  await give(page, other);
  await expect(page.locator('#data [role=alert]')).toBeVisible();
  await look(page, 'a file that does not fit');

  await page.goto(`./?lang=${lang}`);
  await give(page, houses);
  await expect(page.locator('#target')).toBeEnabled();
  await train(page);
  await expect(page.locator('#results table').first()).toBeVisible();
  await expect(page.locator('#use form')).toBeVisible();
  await page.locator('#results details').evaluateAll((all) => all.forEach((part) => part.setAttribute('open', '')));
  await look(page, 'results of numbers, all opened');
  await page.locator('#use input[type=file]').setInputFiles(newRows);
  await expect(page.locator('#use table')).toBeVisible();
  await look(page, 'a file predicted');
  await page.locator('#use input[type=file]').setInputFiles(other);
  await expect(page.locator('#use [role=alert]')).toBeVisible();
  await look(page, 'a file that cannot be predicted');

  await page.goto(`./?lang=${lang}`);
  await give(page, sentences);
  await expect(page.locator('#target')).toBeEnabled();
  await page.locator('input[value=llm]').check();
  await open(page, 'model');
  await page.locator('#option-train').selectOption({ index: 1 });
  await page.locator('#option-steps').fill('40');
  await page.locator('#option-width').fill('16');
  await look(page, 'a language model that is to learn');
  await train(page);
  await expect(page.locator('#results table').first()).toBeVisible();
  await look(page, 'results of a model that learned to write');

  await page.locator('#open-model').setInputFiles(other);
  await expect(page.locator('.rail [role=alert]')).toBeAttached();
  if (width < 720) await page.locator('.menu-b').click();
  await look(page, 'saved models, and a file that is none');
}

// Every pair of language, theme and width.
const screens: Screen[] = [
  { lang: 'en', theme: 'light', width: 1440 },
  { lang: 'en', theme: 'dark', width: 390 },
  { lang: 'zh', theme: 'light', width: 390 },
  { lang: 'zh', theme: 'dark', width: 1440 },
];
for (const screen of screens) {
  const { lang, theme, width } = screen;
  test.describe(`${lang}, ${theme}, ${width} wide`, () => {
    test.use({
      colorScheme: theme,
      viewport: { width, height: 900 },
      hasTouch: width < 720,
      reducedMotion: 'reduce',
    });
    test('every screen passes axe', ({ page }) => walk(page, screen));
  });
}
