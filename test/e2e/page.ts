import { expect, type Locator, type Page } from '@playwright/test';

/** A file as Playwright hands it to a file input. */
export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Makes a CSV file of text. */
export function csvFile(name: string, text: string): GivenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

/** Opens the app in English, whatever the machine's language. */
export async function openApp(page: Page, address = './'): Promise<void> {
  await page.goto(`${address}?lang=en`);
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Idle');
}

/** Waits until the whole app is kept for use without a network. */
export async function isKept(page: Page): Promise<void> {
  // A poll of its own: `waitForFunction` takes the promise itself for a yes.
  const controlled = async () =>
    navigator.serviceWorker.controller !== null &&
    (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated';
  await expect.poll(() => page.evaluate(controlled)).toBe(true);
}

/** Gives files to the page and waits until they are read. */
export async function giveFiles(page: Page, files: GivenFile[] | string[]): Promise<void> {
  await page.getByLabel('Datasets').setInputFiles(files);
  await expect(page.getByRole('combobox', { name: 'Target', exact: true })).toBeEnabled();
}

/** Chooses the target and the kind of model. */
export async function choose(page: Page, target: string, model: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Target', exact: true }).selectOption({ label: target });
  await page.getByRole('radiogroup', { name: 'Model' }).getByRole('radio', { name: model, exact: true }).check();
}

/** Waits until the run that goes on is done, however long it takes. */
export async function isDone(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Done', { timeout: 240_000 });
}

/** Waits until the model that is being trained has learned from the rows at least once. */
export async function isLearning(page: Page): Promise<void> {
  await expect(page.locator('#sentence')).toContainText(/(epoch|tree) [1-9][\d,]* of/);
}

/** Presses Train and waits for the end of the run. */
export async function trainToEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await isDone(page);
}

export function results(page: Page): Locator {
  return page.getByRole('region', { name: 'Results' });
}

/** Reads the model's value of a metric as soon as the page shows it. */
export async function readMetric(page: Page, name: string): Promise<number> {
  const value = new RegExp(`(?:^|\\s)${name}\\s+(-?[\\d.,]+)`, 'u');
  const read = async () => value.exec((await results(page).innerText()).replace(/−/g, '-'))?.[1] ?? '';
  await expect.poll(read, `${name} in the results`).not.toBe('');
  return Number((await read()).replace(/,/g, ''));
}
