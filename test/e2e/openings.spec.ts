/** The ways a model file comes in beside the button: dropped, opened with the installed app, shared by another app, by a link. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { toText, unzip } from '../../src/base/zip.ts';
import { isKept, openApp } from './page.ts';

/** A model file, made by the app, in base64. */
let file: string;
test.beforeAll(async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await openApp(page);
  file = await page.evaluate(async () => {
    const text = `a,target\n${Array.from({ length: 60 }, (_, i) => `${i},${2 * i + 1}\n`).join('')}`;
    const datasetFiles = [new File([text], 'a.csv')];
    const modelType = 'linear_regression';
    const { modelId } = await window.intab.trainPipeline({ datasetFiles, modelType, name: 'From elsewhere' });
    const bytes = new Uint8Array(await (await window.intab.models.exportFile(modelId)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  await page.context().close();
});

const isInUse = (page: Page) =>
  expect(page.getByRole('region', { name: 'Use' }).getByRole('button', { name: 'Save model file' })).toBeVisible();

test('a model file dropped on the page is in use', async ({ page }) => {
  await openApp(page);
  const drop = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'm.intab'));
    return transfer;
  }, file);
  await page.locator('body').dispatchEvent('drop', { dataTransfer: drop });
  await isInUse(page);
});

test('who made a model and under which licence is typed beside its name, and stands in its file', async ({ page }) => {
  await openApp(page);
  await page.getByLabel('Open model file').setInputFiles({
    name: 'm.intab',
    mimeType: 'application/zip',
    buffer: Buffer.from(file, 'base64'),
  });
  await isInUse(page);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Author' }).fill('Ada');
  await page.getByRole('textbox', { name: 'Licence' }).fill('CC-BY-4.0');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Ada, CC-BY-4.0')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save model file' }).click();
  const members = unzip(new Uint8Array(readFileSync(await (await download).path())), () => {});
  const card = toText(members.find(({ name }) => name === 'card.md')?.bytes ?? new Uint8Array());
  expect(card).toContain('- Author: Ada\n- Licence: CC-BY-4.0');
});

test('a model file opened with the installed app is in use', async ({ page }) => {
  // Only an installed app is launched with files: what the system would hand over is handed over here, with a real file handle.
  await page.addInitScript(() => {
    const setConsumer = (take: unknown) => Object.assign(window, { take });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  });
  await openApp(page);
  await page.evaluate(async (base64) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('m.intab', { create: true });
    const stream = await handle.createWritable();
    await stream.write(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
    await stream.close();
    (window as unknown as { take(launch: { files: FileSystemHandle[] }): void }).take({ files: [handle] });
  }, file);
  await isInUse(page);
});

test('a model file that another app shared is in use, once', async ({ page }) => {
  await openApp(page);
  await isKept(page);
  await page.reload();
  const manifest = (await (await page.request.get('./manifest.webmanifest')).json()) as {
    share_target: { action: string; params: { files: { name: string }[] } };
  };
  const { action, params } = manifest.share_target;
  await page.evaluate(
    async ([base64, to, name]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const form = new FormData();
      form.append(name, new File([bytes], 'mine & yours.intab'));
      const answer = await fetch(to, { method: 'POST', body: form, redirect: 'manual' });
      if (answer.type !== 'opaqueredirect') throw new Error(`answered ${answer.status}`);
    },
    [file, action, params.files[0].name] as const,
  );
  await page.goto('./?shared&lang=en');
  await isInUse(page);
  expect(new URL(page.url()).search).toBe('?lang=en');
  const inboxes = await page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('intab-shared')),
  );
  expect(inboxes).toEqual([]);
});

test.describe('a link', () => {
  // A worker's requests that pass a service worker cannot be answered by the test.
  test.use({ serviceWorkers: 'block' });
  const link = 'https://models.example/team/m.intab?X-Amz-Signature=s3cr3t';
  const open = (page: Page, address: string) => page.goto(`./?lang=en&model=${encodeURIComponent(address)}`);

  test.beforeEach(async ({ context }) => {
    const body = Buffer.from(file, 'base64');
    await context.route('https://models.example/**', (route) =>
      route.request().url() === link
        ? route.fulfill({ body, headers: { 'access-control-allow-origin': '*' } })
        : route.fulfill({ status: 403, headers: { 'access-control-allow-origin': '*' } }),
    );
    await context.route('**/mine.intab', (route) => route.fulfill({ body }));
  });

  test('to a model opens it after a yes that names the host; the address bar is cleaned', async ({ page }) => {
    const asked: string[] = [];
    page.context().on('request', (request) => {
      if (request.url().startsWith('https://models.example')) asked.push(request.url());
    });
    await open(page, link);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('models.example');
    await expect(dialog).toContainText('m.intab');
    expect(page.url()).not.toMatch(/model=|s3cr3t/);
    expect(new URL(page.url()).search).toBe('?lang=en');
    expect(asked).toEqual([]);
    await dialog.getByRole('button', { name: 'Fetch it' }).click();
    await isInUse(page);
    expect(asked).toEqual([link]);
    await expect(page.getByText('From elsewhere').first()).toBeVisible();
  });

  test('to this site’s own file is asked about too; a no fetches nothing', async ({ page }) => {
    await open(page, './mine.intab');
    await page.getByRole('dialog').getByRole('button', { name: 'Do not fetch' }).click();
    await expect(page.getByText('You said no to fetching')).toBeVisible();
    await open(page, './mine.intab');
    await page.getByRole('dialog').getByRole('button', { name: 'Fetch it' }).click();
    await isInUse(page);
  });

  test('to plain http, to a script, or to what is refused opens nothing and says why', async ({ page }) => {
    for (const address of ['http://models.example/m.intab', 'javascript:alert(1)', 'file:///etc/passwd']) {
      await open(page, address);
      await expect(page.getByText('The link names no model file that may be fetched.')).toBeVisible();
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.setViewportSize({ width: 390, height: 800 });
    await open(page, 'https://models.example/other.intab?X-Amz-Signature=s3cr3t');
    await page.getByRole('dialog').getByRole('button', { name: 'Fetch it' }).click();
    await expect(page.getByText('models.example answered 403 for other.intab.')).toBeVisible();
    expect(await page.content()).not.toContain('s3cr3t');
    expect(await page.evaluate(async () => (await window.intab.models.list()).length)).toBe(0);
  });
});
