import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findChromium } from '../chromium.mjs';
import type { StaticServer } from '../e2e/static-server.ts';
import type { Measure } from './case.ts';

/**
 * Weighs the JavaScript of the page on a first visit until it can be used, gzipped. What the worker loads meanwhile stands in the note; what is kept
 * for offline use comes later.
 */
export async function firstVisit(server: StaticServer, folder: string): Promise<Measure> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const from = server.asked.length;
    await page.goto(`${server.address}?lang=en`);
    await page.getByRole('status', { name: 'Run status' }).filter({ hasText: 'Idle' }).waitFor();
    await page.evaluate(() => window.intab.ready);
    const asked = [...new Set(server.asked.slice(from))];
    const sizes = asked.map((path) => ({ path, kilobytes: weigh(folder, path) }));
    // What the worker is made of is asked for after it.
    const worker = asked.findIndex((path) => path.includes('.worker-'));
    const inPage = sizes.slice(0, worker);
    const inWorker = sizes.slice(worker);
    const listSizes = (list: typeof sizes) =>
      list.map(({ path, kilobytes }) => `${shortName(path)} ${kilobytes.toFixed(0)}`);
    return {
      value: inPage.reduce((sum, { kilobytes }) => sum + kilobytes, 0),
      note: `${listSizes(inPage.filter(({ kilobytes }) => kilobytes > 1)).join(', ')}; meanwhile the worker: ${listSizes(inWorker.filter(({ kilobytes }) => kilobytes > 1)).join(', ')}`,
    };
  } finally {
    await browser.close();
  }
}

/** Kilobytes of a script, gzipped; 0 for what is none. */
function weigh(folder: string, path: string): number {
  return path.endsWith('.js') ? gzipSync(readFileSync(join(folder, path)), { level: 9 }).length / 1000 : 0;
}

function shortName(path: string): string {
  return path.replace(/^.*\/|-[^-]*\.js$|\.js$/g, '');
}
