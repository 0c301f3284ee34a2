import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { packedByBrotli } from '../tables/read/sheet/brotli-parquet.ts';
import { choose, giveFiles, openApp, trainToEnd, type GivenFile } from './page.ts';

const parquet = (name: string): GivenFile => ({
  name: `${name}.parquet`,
  mimeType: 'application/vnd.apache.parquet',
  buffer: readFileSync(resolve(import.meta.dirname, `../fixtures/parquet/${name}.parquet`)),
});
const jsonl = (name: string, rows: object[]): GivenFile => ({
  name,
  mimeType: 'application/x-ndjson',
  buffer: Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')),
});

test('Parquet and JSON lines become one table, a model, and predictions for a JSON file', async ({ page }) => {
  await openApp(page);
  const more = Array.from({ length: 30 }, (_, i) => ({ word: i % 2 ? 'north' : 'south', double: 100 + i }));
  await giveFiles(page, [parquet('plain'), jsonl('more.jsonl', more)]);
  await expect(page.getByRole('listitem').filter({ hasText: 'plain.parquet' })).toContainText('60 rows');
  await expect(page.getByRole('listitem').filter({ hasText: 'more.jsonl' })).toContainText('30 rows');
  await choose(page, 'double', 'Linear regression');
  await trainToEnd(page);
  const predictions = await page.evaluate(async () => {
    const [model] = await window.intab.models.list();
    const data = new File(['[{"word": "north"}, {"word": "南"}]'], 'rows.json');
    return (await window.intab.predict({ model: model.id, data })).predictions;
  });
  expect(predictions).toEqual([expect.any(Number), expect.any(Number)]);
});

test('a Parquet file packed in an unknown way says what to do', async ({ page }) => {
  await openApp(page);
  await page.getByLabel('Datasets').setInputFiles([{ ...parquet('zstd'), buffer: Buffer.from(packedByBrotli()) }]);
  await expect(page.getByRole('alert')).toContainText('packed with BROTLI');
  await expect(page.getByRole('alert')).toContainText('compression="snappy"');
});

test('a large file is told in rows, memory and seconds while it is read', async ({ page }, info) => {
  const path = info.outputPath('large.csv');
  const line = Array.from({ length: 16 }, (_, i) => i / 7).join(',');
  writeFileSync(path, `${Array.from({ length: 16 }, (_, i) => `c${i}`).join(',')}\n${`${line}\n`.repeat(200_000)}`);
  await openApp(page);
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const [shown] = /About [\d,]+\srows, about .+? to read/.exec(document.body.textContent) ?? [];
      if (shown) seen.add(shown);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await giveFiles(page, [path]);
  await expect(page.getByRole('listitem').filter({ hasText: 'large.csv' })).toContainText('200,000 rows');
  const shown = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
  expect(shown).toEqual([expect.stringMatching(/^About (19|2\d)0,000\srows, about \d+\sMB of memory .* to read$/)]);
});
