import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Worker } from '@playwright/test';
import { choose, csvFile, giveFiles, openApp, trainToEnd } from './page.ts';

const csv = `a,target\n${Array.from({ length: 100 }, (_, i) => `${i},${2 * i}\n`).join('')}`;

/** A server of another origin that lets everybody read, and counts who asks. */
let foreign: { address: string; asked: string[]; server: Server };

test.beforeAll(async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/csv' }).end(csv);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  foreign = { address: `http://127.0.0.1:${port}/rows.csv?token=hidden`, asked, server };
});
test.afterAll(() => new Promise((done) => foreign.server.close(done)));
test.beforeEach(() => void foreign.asked.splice(0));

/** Tries to reach another origin and to run text as code, and says what came of it. */
async function tryToEscape(worker: Worker, address: string) {
  return worker.evaluate(async (url) => {
    // A turn later the debugger's own leave to evaluate is over.
    await new Promise((resolve) => setTimeout(resolve));
    const outcome = async (work: () => unknown) => {
      try {
        await work();
        return 'allowed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return {
      fetch: await outcome(() => fetch(url, { mode: 'no-cors' })),
      eval: await outcome(() => (0, eval)('1 + 1')),
      code: await outcome(() => new Function('return 1')()),
    };
  }, address);
}

test('no worker that sees rows can reach another origin or run text as code', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('a.csv', csv)]);
  for (const model of ['Linear regression', 'DNN']) {
    await choose(page, 'target', model);
    await trainToEnd(page);
  }
  const workers = page.workers();
  expect(workers.length).toBeGreaterThan(0);
  for (const worker of workers) {
    expect(await tryToEscape(worker, foreign.address), worker.url()).toEqual({
      fetch: 'TypeError',
      eval: 'EvalError',
      code: 'EvalError',
    });
  }
  expect(foreign.asked).toEqual([]);
});

test('a dataset of another origin is fetched only after a yes, by the outbound worker', async ({ page }) => {
  await openApp(page);
  const train = (agree: boolean) =>
    page.evaluate(
      async ([url, yes]) => {
        const { intab } = window;
        const request = { datasetFiles: [url], modelType: 'linear_regression', agree: yes };
        return intab.trainPipeline(request).then(
          ({ metrics }) => (metrics && 'r2' in metrics ? metrics.r2 : NaN),
          (error: Error & { code: string }) => `${error.code} ${error.message}`,
        );
      },
      [foreign.address, agree] as const,
    );
  expect(await train(false)).toContain('privacy.foreign-url');
  expect(foreign.asked).toEqual([]);
  expect(await train(true)).toBe(1);
  expect(foreign.asked).toEqual(['/rows.csv?token=hidden']);
  // The worker with the network is free of the policy: the trial above can tell the two apart.
  const outbound = page.workers().filter((worker) => worker.url().includes('outbound'));
  expect(outbound).toHaveLength(1);
  expect(await tryToEscape(outbound[0], foreign.address)).toMatchObject({ fetch: 'allowed' });
});

test('the page asks before it fetches from elsewhere, and counts what it fetched', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('a.csv', csv)]);
  const train = () =>
    page.evaluate(async (url) => {
      const { intab } = window;
      return intab.trainPipeline({ datasetFiles: [url], modelType: 'linear_regression' }).then(
        ({ rows }) => rows.read,
        (error: Error & { code: string }) => error.code,
      );
    }, foreign.address);
  const refused = train();
  await expect(page.getByRole('dialog')).toContainText('rows.csv');
  await expect(page.getByRole('dialog')).not.toContainText('token');
  await page.getByRole('button', { name: 'Do not fetch' }).click();
  expect(await refused).toBe('privacy.refused');
  await expect(page.getByText('Requests to other servers since you dropped the file: 0')).toBeVisible();
  const allowed = train();
  await page.getByRole('button', { name: 'Fetch it' }).click();
  expect(await allowed).toBe(100);
  await expect(page.getByText('Requests to other servers since you dropped the file: 1')).toBeVisible();
  expect(foreign.asked).toHaveLength(1);
});

test('nothing is asked of any other origin while a table is read, trained on and used', async ({ page, baseURL }) => {
  const others: string[] = [];
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== new URL(baseURL ?? '').origin) others.push(request.url());
  });
  await openApp(page);
  await giveFiles(page, [csvFile('a.csv', csv)]);
  await trainToEnd(page);
  expect(others).toEqual([]);
});
