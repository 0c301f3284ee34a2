import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import type { TrainResult } from '../../src/contract/result/result.ts';
import { findChromium } from '../chromium.mjs';

/** A headless Chromium that has visited the app once, so that its pages are cross-origin isolated as on any later visit. */
export interface Tab {
  version: string;
  /** Trains in a page of its own, which is closed afterwards with all that still computes in it. */
  train(path: string, request: object, end?: number): Promise<Trained>;
  /** Opens a page of another address, has something done and closes it. */
  open<T>(address: string, work: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A run: seconds from the call to the result, what the result says, by how many megabytes the tab grew at its highest. */
export interface Trained extends Pick<TrainResult, 'timings' | 'rows' | 'engine'> {
  seconds: number;
  megabytes?: number;
}

/** Starts the browser and visits the app at `address`. */
export async function openTab(address: string): Promise<Tab> {
  const executablePath = findChromium() ?? undefined;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic', '--no-first-run'] });
  const context = await browser.newContext();
  const session = await browser.newBrowserCDPSession();
  const open: Tab['open'] = async (where, work) => {
    const page = await context.newPage();
    try {
      await page.goto(where);
      return await work(page);
    } finally {
      await page.close();
    }
  };
  await visitOnce(context, address);
  return {
    version: browser.version(),
    open,
    train: (path, request, end) => open(`${address}?lang=en`, (page) => trainIn(page, session, path, request, end)),
    close: () => closeAll(browser),
  };
}

/** From the second visit on the service worker answers. */
async function visitOnce(context: BrowserContext, address: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.close();
}

async function closeAll(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await browser.close();
}

async function trainIn(page: Page, session: CDPSession, path: string, request: object, end?: number): Promise<Trained> {
  await page.evaluate(() => window.intab.ready);
  await page.evaluate(() => {
    const input = document.body.appendChild(document.createElement('input'));
    Object.assign(input, { type: 'file', id: 'bench' });
  });
  await page.locator('#bench').setInputFiles(path);
  const memory = await watchMemory(session);
  try {
    const measured = await page.evaluate(
      async ([given, last]) => {
        const [file] = document.querySelector<HTMLInputElement>('#bench')?.files ?? [];
        const part = last ? new File([file.slice(0, last)], file.name) : file;
        const began = performance.now();
        const { timings, rows, engine } = await window.intab.trainPipeline({ ...given, datasetFiles: [part] });
        return { seconds: (performance.now() - began) / 1000, timings, rows, engine };
      },
      [request, end] as const,
    );
    return { ...measured, megabytes: memory.grown() };
  } finally {
    memory.stop();
  }
}

/** Watches the memory of all renderers; `grown`: by how much it rose at its highest, undefined where the system does not tell. */
async function watchMemory(session: CDPSession) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const before = residentMegabytes(renderers);
  let max = before;
  const timer = setInterval(() => (max = Math.max(max, residentMegabytes(renderers))), 50);
  return {
    grown: () => (Number.isFinite(before) ? Math.max(max, residentMegabytes(renderers)) - before : undefined),
    stop: () => clearInterval(timer),
  };
}

function residentMegabytes(processes: readonly number[]): number {
  return processes.reduce((sum, id) => {
    try {
      return sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? NaN) / 1024;
    } catch {
      return NaN;
    }
  }, 0);
}
