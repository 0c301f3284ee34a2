import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { openApp } from './page.ts';

/** A server of another origin that answers nothing while `isSilent`, else a table. */
let server: Server;
let address = '';
let isSilent = true;
let asked = 0;

test.beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    if (isSilent) return;
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/csv' });
    response.end(`a,target\n${Array.from({ length: 40 }, (_, i) => `${i},${2 * i}\n`).join('')}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});
test.beforeEach(() => {
  isSilent = true;
  asked = 0;
});

/** Trains by the console; gives the rows read, or the code it fails with. */
function train(page: Page, change: object): Promise<number | string> {
  return page.evaluate((more) => {
    const text = `text,target\n${Array.from({ length: 30 }, (_, i) => `film ${i},${i % 2 ? 'good' : 'bad'}\n`).join('')}`;
    const request = { datasetFiles: [new File([text], 'a.csv')], modelType: 'linear_regression', agree: true, ...more };
    return window.intab.trainPipeline(request).then(
      ({ rows }) => rows.read,
      (error: Error & { code: string }) => error.code,
    );
  }, change);
}

/** What a run may have under way at another origin. */
const underWay: [name: string, change: () => object][] = [
  ['the fetch of a data set', () => ({ datasetFiles: [`${address}/rows.csv`] })],
  [
    'a question to a chat server',
    () => ({
      modelType: 'openai_chat',
      modelParams: { base_url: `${address}/v1`, model: 'small', api_key: 'sk-none' },
    }),
  ],
  [
    'the download of a model',
    () => ({
      modelType: 'huggingface_text',
      modelParams: { model_name: 'some/model', model_host: address, train: 'head' },
    }),
  ],
];

for (const [name, change] of underWay) {
  test(`${name} fails when the outbound worker is lost, and the next call starts another`, async ({ page }) => {
    await openApp(page);
    const lost = train(page, change());
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(0);
    const [worker] = page.workers().filter((each) => each.url().includes('outbound'));
    await worker!.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error('lost on purpose');
        }),
    );
    expect(await lost).toBe('run.crashed');
    isSilent = false;
    expect(await train(page, { datasetFiles: [`${address}/rows.csv`] })).toBe(40);
  });
}
