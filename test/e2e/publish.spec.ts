import { createHash } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { toText, unzip } from '../../src/base/zip.ts';
import { presign, presignPost } from '../publish/presign.ts';
import { startStandIn, type StandIn } from '../publish/stand-in.ts';
import { makeLargeModel } from './large-model.ts';
import { openApp } from './page.ts';

let server: StandIn;
test.beforeAll(async () => void (server = await startStandIn()));
test.afterAll(() => server.stop());
test.beforeEach(async ({ page }) => {
  server.objects.clear();
  server.log.length = 0;
  server.fault = () => null;
  server.cors = { origins: ['*'], errors: true, expose: ['ETag'] };
  await openApp(page);
});

const csv = `a,target\n${Array.from({ length: 100 }, (_, i) => `${i},${2 * i + (i % 3)}\n`).join('')}`;

/** Trains a small model and gives its id. */
function train(page: Page): Promise<string> {
  return page.evaluate(async (text) => {
    const datasetFiles = [new File([text], 'a.csv')];
    return (await window.intab.trainPipeline({ datasetFiles, modelType: 'linear_regression' })).modelId;
  }, csv);
}

/** Publishes and gives the result, or the error's code and all that it says. */
function publish(page: Page, request: Record<string, unknown>) {
  return page.evaluate(
    (given) =>
      window.intab.publish(given).then(
        (result) => ({ ...result, code: 'fine', text: '' }),
        (error: Error & { code: string; hint: string }) => ({
          code: error.code,
          text: `${error.message} ${error.hint} ${error.stack ?? ''} ${JSON.stringify(error)}`,
          etag: null,
          status: 0,
          bytes: 0,
          address: '',
          already: undefined,
        }),
      ),
    request,
  );
}

test('a model goes out by a presigned PUT, comes back, and predicts the same in another profile', async ({
  page,
  browser,
  baseURL,
}) => {
  const model = await train(page);
  const url = presign(server.store, 'PUT', 'team/first model.intab');
  const sent = await publish(page, { model, url });
  expect(sent).toMatchObject({ status: 200, bytes: server.objects.get('team/first model.intab')?.body.length });
  expect(sent.address).toBe(`${server.store.endpoint}/models/team/first%20model.intab`);
  expect(sent.etag).toMatch(/^"[0-9a-f]{32}"$/);

  // What was sent is the whole model file: its card tells the data apart.
  const members = unzip(new Uint8Array(server.objects.get('team/first model.intab')?.body ?? []), () => {});
  const card = members.find(({ name }) => name === 'card.md');
  expect(toText(card?.bytes ?? new Uint8Array())).toMatch(/100 rows of 2 columns, SHA-256 `[0-9a-f]{64}`/);

  const rows = [{ a: 3 }, { a: 1000 }];
  const predictions = await page.evaluate(([id, data]) => window.intab.predict({ model: id, data }), [
    model,
    rows,
  ] as const);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await openApp(other);
  const got = await fetch(presign(server.store, 'GET', 'team/first model.intab'));
  const bytes = Buffer.from(await got.arrayBuffer()).toString('base64');
  const again = await other.evaluate(
    async ([base64, data]) => {
      const file = new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], 'm.intab');
      const id = await window.intab.models.importFile(file);
      return window.intab.predict({ model: id, data });
    },
    [bytes, rows] as const,
  );
  expect(again.predictions).toEqual(predictions.predictions);
  await other.context().close();

  // The record of the run holds the address and the ETag, the query string is nowhere in storage.
  const { published } = await page.evaluate(async (id) => (await window.intab.models.get(id)).report, model);
  expect(published).toMatchObject([{ address: sent.address, etag: sent.etag, bytes: sent.bytes }]);
  const stored = await page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        await new Promise((done) => (all.onsuccess = done));
        texts.push(JSON.stringify(all.result));
      }
      db.close();
    }
    return texts.join();
  });
  expect(stored).toContain(sent.address);
  expect(stored).not.toContain(new URL(url).searchParams.get('X-Amz-Signature'));
});

test('the same content is not sent twice, other content is', async ({ page }) => {
  const model = await train(page);
  const url = () => presign(server.store, 'PUT', 'k');
  const first = await publish(page, { model, url: url() });
  expect(await publish(page, { model, url: url() })).toMatchObject({ etag: first.etag, already: true });
  await page.reload();
  expect(await publish(page, { model, url: url() })).toMatchObject({ etag: first.etag, already: true });
  expect(server.log).toHaveLength(1);
  expect(await publish(page, { model, url: url(), again: true })).toMatchObject({ etag: first.etag });
  await page.evaluate((id) => window.intab.models.rename(id, 'another name'), model);
  expect((await publish(page, { model, url: url() })).etag).not.toBe(first.etag);
  expect(server.log).toHaveLength(3);
});

test('a form, and the URLs of a multipart upload', async ({ page }) => {
  const model = await train(page);
  const post = await publish(page, { model, ...presignPost(server.store, 'posted', 1_000_000) });
  expect(post).toMatchObject({ code: 'fine', status: 204 });
  expect(server.objects.get('posted')?.body.length).toBe(post.bytes);

  const url = await multipartUrls('parts', 3);
  const large = await makeLargeModel(page, 12);
  const seen = await page.evaluate(async (urls) => {
    const progress: { done: number; total: number }[] = [];
    const onProgress = (each: { done: number; total: number }) => void progress.push(each);
    const result = await window.intab.publish({ model: window.large, url: urls, onProgress });
    return { result, progress };
  }, url);
  expect(seen.result.etag).toMatch(/-3"$/);
  expect(sha256(server.objects.get('parts')?.body)).toBe(large.sha256);
  expect(seen.progress.at(-1)).toEqual({ done: large.bytes, total: large.bytes });
});

test('a file that is no whole model is not sent', async ({ page }) => {
  const model = await train(page);
  const url = presign(server.store, 'PUT', 'k');
  const codes = await page.evaluate(
    async ([id, to]) => {
      const whole = new Uint8Array(await (await window.intab.models.exportFile(id)).arrayBuffer());
      const changed = whole.slice();
      changed[whole.length >> 1] ^= 1;
      const given = [
        new Blob(['a,b\n1,2\n']),
        new File([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], 'photo.intab'),
        new Blob([whole.slice(0, -100)]),
        new Blob([changed]),
      ];
      const refused: string[] = [];
      for (const each of given) {
        const failed = await window.intab.publish({ model: each, url: to }).catch((error: Error) => error);
        const { code, message, hint } = failed as Error & { code: string; hint: string };
        refused.push(hint ? `${code} ${message}` : 'no hint');
      }
      const sent = await window.intab.publish({ model: new Blob([whole]), url: to });
      return { refused, status: sent.status };
    },
    [model, url] as const,
  );
  expect(codes).toEqual({
    refused: [
      'model.not-a-model Blob is not a model file.',
      'model.not-a-model photo.intab is not a model file.',
      expect.stringMatching(/^model\./),
      expect.stringMatching(/^model\./),
    ],
    status: 200,
  });
  expect(server.log).toEqual(['PUT /models/k 200']);
});

function sha256(body: Uint8Array | undefined): string {
  return createHash('sha256')
    .update(body ?? '')
    .digest('hex');
}

/** Begins a multipart upload as a signer does, and signs its URLs. */
async function multipartUrls(key: string, parts: number): Promise<string[]> {
  const started = await fetch(presign(server.store, 'POST', key, { query: { uploads: '' } }), { method: 'POST' });
  const uploadId = /<UploadId>([^<]+)/.exec(await started.text())?.[1] ?? '';
  const numbers = Array.from({ length: parts }, (_, at) => String(at + 1));
  return [
    ...numbers.map((partNumber) => presign(server.store, 'PUT', key, { query: { partNumber, uploadId } })),
    presign(server.store, 'POST', key, { query: { uploadId } }),
  ];
}

test('a busy server and a dropped connection are tried again; a slow one is waited for, with progress', async ({
  page,
}) => {
  let requests = 0;
  server.fault = () => {
    requests += 1;
    if (requests === 1) return { status: 503 };
    if (requests === 2) return { drop: 'midway' };
    return { slow: 20 };
  };
  const url = presign(server.store, 'PUT', 'patient');
  const large = await makeLargeModel(page, 6);
  const seen = await page.evaluate(async (to) => {
    const done: number[] = [];
    const onProgress = (each: { done: number }) => void done.push(each.done);
    await window.intab.publish({ model: window.large, url: to, onProgress });
    return done;
  }, url);
  expect(requests).toBe(3);
  expect(sha256(server.objects.get('patient')?.body)).toBe(large.sha256);
  expect(seen.at(-1)).toBe(large.bytes);
  expect(new Set(seen).size).toBeGreaterThan(2);
});

test('an upload stops and leaves nothing', async ({ page }) => {
  await makeLargeModel(page, 12);
  server.fault = () => ({ slow: 200 });
  const url = presign(server.store, 'PUT', 'stopped');
  const seen = await page.evaluate(async (to) => {
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const model = window.large;
    return window.intab.publish({ model, url: to, signal: stop.signal, onProgress }).then(
      () => null,
      (thrown: Error & { code: string }) => ({ name: thrown.name, code: thrown.code }),
    );
  }, url);
  expect(seen).toEqual({ name: 'AbortError', code: 'run.stopped' });
  expect(server.objects.has('stopped')).toBe(false);

  // A multipart upload is aborted if the signer gave a URL for it.
  const parts = await multipartUrls('given up', 3);
  const { searchParams } = new URL(parts[0]);
  const query = { uploadId: searchParams.get('uploadId') ?? '', 'x-id': 'AbortMultipartUpload' };
  await page.evaluate(
    async (to) => {
      const stop = new AbortController();
      const model = window.large;
      await window.intab
        .publish({ model, url: to, signal: stop.signal, onProgress: () => stop.abort() })
        .catch(() => {});
    },
    [...parts, presign(server.store, 'DELETE', 'given up', { query })],
  );
  await expect.poll(() => server.log).toContain('DELETE /models/given%20up 204');
});

test('what a server or a browser refuses is said in plain words, and no secret with it', async ({ page }) => {
  const model = await train(page);
  const url = (wishes = {}) => presign(server.store, 'PUT', 'k', wishes);
  const code = async (request: Record<string, unknown>) => {
    const { code: found, text } = await publish(page, { model, ...request });
    for (const given of [request.url].flat()) {
      const secret = URL.canParse(String(given)) ? new URL(String(given)).searchParams.get('X-Amz-Signature') : null;
      if (secret) expect(text).not.toContain(secret);
    }
    return found;
  };
  expect(await code({ url: url({ at: Date.now() - 3_600_000 }) })).toBe('publish.expired');
  expect(await code({ url: presign(server.store, 'GET', 'k') })).toBe('publish.signature-mismatch');
  expect(await code({ url: 'not a url' })).toBe('publish.not-a-url');
  expect(await code({ url: presign({ ...server.store, region: 'us-east-1' }, 'PUT', 'k') })).toBe(
    'publish.wrong-region',
  );
  expect(await code({ url: presign({ ...server.store, bucket: 'other' }, 'PUT', 'k') })).toBe('publish.no-bucket');
  expect(await code({ url: url({ query: { 'x-amz-checksum-crc32': 'AAAAAA==' } }) })).toBe('publish.empty-checksum');
  server.fault = () => ({ html: 200 });
  expect(await code({ url: url() })).toBe('publish.not-s3');
  server.fault = () => null;
  const there = { headers: { 'if-none-match': '*' } };
  expect(await code({ url: url(there) })).toBe('fine');
  await page.evaluate((id) => window.intab.models.rename(id, 'renamed'), model);
  expect(await code({ url: url(there) })).toBe('publish.exists');
  expect(await code({ url: url({ query: { 'x-amz-checksum-crc32': 'AAAAAQ==' } }) })).toBe('publish.other-checksum');
  // The model is where it was.
  expect(await page.evaluate(async () => (await window.intab.models.list()).length)).toBe(1);
});

test('where the bucket has no rule for the page, the rule to paste is given', async ({ page, baseURL }) => {
  const model = await train(page);
  server.cors.origins = [];
  const { code, text } = await publish(page, { model, url: presign(server.store, 'PUT', 'k') });
  expect(code).toBe('publish.unreachable');
  expect(text).toContain(`"AllowedOrigins":["${new URL(baseURL ?? '').origin}"]`);
  server.cors = { origins: ['*'], errors: true, expose: [] };
  expect(await publish(page, { model, url: presign(server.store, 'PUT', 'k') })).toMatchObject({
    code: 'fine',
    etag: null,
  });
  expect((await publish(page, { model, url: await multipartUrls('p', 1) })).code).toBe('publish.no-etag');
});

test('a computer that is offline is told so', async ({ page, context }) => {
  const model = await train(page);
  const url = presign(server.store, 'PUT', 'k');
  await context.setOffline(true);
  // The worker that sends cannot even be loaded.
  expect((await publish(page, { model, url })).code).toBe('publish.offline');
  await context.setOffline(false);
  expect((await publish(page, { model, url })).code).toBe('fine');
  await context.setOffline(true);
  expect((await publish(page, { model, url: presign(server.store, 'PUT', 'k2') })).code).toBe('publish.offline');
  await context.setOffline(false);
  expect((await publish(page, { model, url: presign(server.store, 'PUT', 'k') })).code).toBe('fine');
});

test('keys of one’s own sign in the tab', async ({ page }) => {
  const model = await train(page);
  const { endpoint, accessKeyId, secretAccessKey, region } = server.store;
  const url = `${endpoint}/models/mine/`;
  const sent = await publish(page, { model, url, keys: { accessKeyId, secretAccessKey, region } });
  expect(sent.code).toBe('fine');
  expect([...server.objects.keys()]).toEqual([expect.stringMatching(/^mine\/.*\.intab$/)]);
});

test('a run publishes what it made; a place that cannot be is told before the run', async ({ page }) => {
  const run = (target: unknown) =>
    page.evaluate(
      async ([text, publishTo]) => {
        const lines: string[] = [];
        const datasetFiles = [new File([text], 'a.csv')];
        const logger = ({ stage, message }: { stage: string; message: string }) =>
          void lines.push(`${stage} ${message}`);
        const request = { datasetFiles, modelType: 'linear_regression', publish: publishTo, logger };
        return window.intab.trainPipeline(request).then(
          ({ modelId, published, notices, log }) => ({
            modelId,
            published,
            codes: notices.map(({ code }) => code as string),
            last: log.at(-1)?.message,
            lines,
          }),
          (error: Error & { code: string; hint: string }) => ({ code: error.code, hint: error.hint, lines }),
        );
      },
      [csv, target] as const,
    );
  const nowhere = await run(true);
  expect(nowhere).toMatchObject({ code: 'publish.no-url', lines: [] });
  expect(await run({ url: 'ftp://a.test/k' })).toMatchObject({ code: 'publish.not-a-url', lines: [] });

  const done = await run({ url: presign(server.store, 'PUT', 'run.intab') });
  expect(done).toMatchObject({ published: [{ address: `${server.store.endpoint}/models/run.intab` }] });
  expect(done.lines.at(-1)).toContain('publish Published at');
  expect(server.objects.has('run.intab')).toBe(true);

  // A run is not lost because its model could not be sent.
  const kept = await run({ url: presign({ ...server.store, bucket: 'none' }, 'PUT', 'k') });
  expect(kept).toMatchObject({ codes: expect.arrayContaining(['publish.no-bucket']) as unknown });
});

test('the form reads a URL before it sends, shows what came of it, and holds no secret afterwards', async ({
  page,
}) => {
  await train(page);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const box = page.getByRole('textbox', { name: 'Presigned URL' });
  const upload = page.getByRole('button', { name: 'Upload', exact: true });
  await expect(upload).toBeDisabled();
  await box.fill(presign(server.store, 'PUT', 'k', { at: Date.now() - 7_200_000 }));
  await expect(page.getByRole('alert')).toContainText('expired 105 minutes ago');
  await expect(upload).toBeDisabled();

  const trap = { headers: { 'content-type': 'a/b' }, query: { 'x-amz-checksum-crc32': 'AAAAAA==' } };
  await box.fill(presign(server.store, 'PUT', 'k', trap));
  await expect(page.getByRole('alert')).toContainText('CRC32 checksum of an empty file');

  await box.fill(presign(server.store, 'PUT', 'by form.intab', { headers: { 'content-type': 'application/x-intab' } }));
  await expect(page.getByText(`${server.store.endpoint}/models/by%20form.intab`)).toBeVisible();
  await expect(upload).toBeDisabled();
  await page.getByRole('textbox', { name: 'Value of the signed header content-type' }).fill('application/x-intab');
  server.cors.origins = [];
  await upload.click();
  await expect(page.getByRole('alert')).toContainText('CORS settings');
  await expect(page.getByRole('button', { name: 'Copy the bucket rule' })).toBeVisible();
  server.cors.origins = ['*'];
  await upload.click();
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  expect(server.objects.get('by form.intab')?.headers['content-type']).toBe('application/x-intab');
  expect(await page.content()).not.toContain('X-Amz-Signature');

  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('Published before')).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(box).toHaveValue('');
  await page.getByRole('button', { name: 'By my own keys' }).click();
  await page.getByRole('textbox', { name: 'Address of the object' }).fill(`${server.store.endpoint}/models/own.intab`);
  await page.getByRole('textbox', { name: 'Access key ID' }).fill(server.store.accessKeyId);
  await page.getByLabel('Secret access key').fill(server.store.secretAccessKey);
  await page.getByRole('textbox', { name: 'Region' }).fill(server.store.region);
  await upload.click();
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  expect(server.objects.has('own.intab')).toBe(true);
});

test('the form shows how much has left, and stops', async ({ page }) => {
  await train(page);
  let held = true;
  server.fault = () => (held ? { slow: 3000 } : null);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('textbox', { name: 'Presigned URL' }).fill(presign(server.store, 'PUT', 'held'));
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'Sent' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel sending' }).click();
  held = false;
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
});
