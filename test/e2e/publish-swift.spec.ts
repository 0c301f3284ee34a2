/** Publishing to a server that is not ours: OpenStack Swift, which checks the signatures with its own code. */
import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { presign, type Store } from '../publish/presign.ts';
import { hasSwift, startSwift } from '../publish/swift.ts';
import { makeLargeModel } from './large-model.ts';
import { openApp } from './page.ts';

test.describe.configure({ mode: 'serial' });
let swift: { store: Store; stop(): Promise<void> } | undefined;
test.beforeAll(async () => {
  if (hasSwift()) swift = await startSwift();
});
test.afterAll(() => swift?.stop());

/** Gives the store, or skips where there is no Swift. */
function storeOrSkip(): Store {
  test.skip(swift === undefined, 'needs OpenStack Swift (Debian: python3-swift)');
  if (!swift) throw new Error('skipped');
  return swift.store;
}

test('a presigned PUT reaches Swift and comes back whole', async ({ page }) => {
  const store = storeOrSkip();
  await openApp(page);
  const url = presign(store, 'PUT', 'team/a b+é.intab');
  const sent = await page.evaluate(async (to) => {
    const text = `a,target\n${Array.from({ length: 60 }, (_, i) => `${i},${2 * i}\n`).join('')}`;
    const { modelId: model } = await window.intab.trainPipeline({
      datasetFiles: [new File([text], 'a.csv')],
      modelType: 'linear_regression',
    });
    const file = await window.intab.models.exportFile(model);
    const bytes = [...new Uint8Array(await file.arrayBuffer())];
    return { result: await window.intab.publish({ model, url: to }), bytes };
  }, url);
  const md5 = createHash('md5').update(Uint8Array.from(sent.bytes)).digest('hex');
  expect(sent.result).toEqual({
    status: 200,
    etag: `"${md5}"`,
    bytes: sent.bytes.length,
    address: `${store.endpoint}/models/team/a%20b%2B%C3%A9.intab`,
  });
  const got = await fetch(presign(store, 'GET', 'team/a b+é.intab'));
  expect(Buffer.from(await got.arrayBuffer()).equals(Buffer.from(sent.bytes))).toBe(true);
});

/** Begins a multipart upload as a signer does, and signs its URLs. */
async function multipartUrls(store: Store, key: string): Promise<string[]> {
  const started = await fetch(presign(store, 'POST', key, { query: { uploads: '' } }), { method: 'POST' });
  const uploadId = /<UploadId>([^<]+)/.exec(await started.text())?.[1] ?? '';
  return [
    ...['1', '2', '3'].map((partNumber) => presign(store, 'PUT', key, { query: { partNumber, uploadId } })),
    presign(store, 'POST', key, { query: { uploadId } }),
    presign(store, 'DELETE', key, { query: { uploadId } }),
  ];
}

test('presigned multipart, and keys of one’s own; also where the page may not read how it ended', async ({ page }) => {
  const store = storeOrSkip();
  await openApp(page);
  const { accessKeyId, secretAccessKey, region } = store;
  const keys = { accessKeyId, secretAccessKey, region };
  const large = await makeLargeModel(page, 17);
  const urls = [
    { url: await multipartUrls(store, 'aws/parts') },
    { url: await multipartUrls(store, 'parts') },
    { url: `${store.endpoint}/models/aws/own (1)+.bin`, keys },
    { url: `${store.endpoint}/models/own.bin`, keys },
  ];
  const seen = await page.evaluate(async (all) => {
    const ends: (string | null)[] = [];
    for (const address of all) {
      const end = window.intab.publish({ model: window.large, ...address });
      ends.push(await end.then(({ etag }) => etag).catch((error: { code: string }) => error.code));
    }
    return ends;
  }, urls);
  expect(seen).toEqual([
    expect.stringMatching(/-3"$/),
    'publish.unsure',
    expect.stringMatching(/-2"$/),
    expect.stringMatching(/^"[0-9a-f]{32}"$/),
  ]);
  for (const key of ['aws/parts', 'parts', 'aws/own (1)+.bin', 'own.bin']) {
    const got = Buffer.from(await (await fetch(presign(store, 'GET', key))).arrayBuffer());
    expect(createHash('sha256').update(got).digest('hex')).toBe(large.sha256);
  }
});

test('what Swift refuses is told in its own terms where it may be read, else with the rule to paste', async ({
  page,
}) => {
  const store = storeOrSkip();
  await openApp(page);
  await makeLargeModel(page, 0);
  const code = (url: string) =>
    page.evaluate(
      (to) => window.intab.publish({ model: window.large, url: to }).catch((error: { code: string }) => error.code),
      url,
    );
  const forged = { ...store, secretAccessKey: 'wrong' };
  expect(await code(presign(forged, 'PUT', 'k'))).toBe('publish.unreachable');
  expect(await code(presign(forged, 'PUT', 'aws/k'))).toBe('publish.signature-mismatch');
  const late = { at: Date.now() - 800_000, seconds: 799 };
  expect(await code(presign(store, 'PUT', 'aws/k', late))).toBe('publish.expired');
});
