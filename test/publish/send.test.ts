import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/sha256.ts';
import type { Destination } from '../../src/contract/request/publish-request.ts';
import { compare, examine } from '../../src/publish/doctor.ts';
import { send } from '../../src/publish/send.ts';
import { readTarget } from '../../src/publish/target.ts';
import { nodeTransport } from './node-transport.ts';
import { presign, presignPost } from './presign.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

let server: StandIn;
beforeAll(async () => void (server = await startStandIn()));
afterAll(() => server.stop());
beforeEach(() => {
  server.objects.clear();
  server.log.length = 0;
  server.fault = () => null;
  server.clock = 0;
});

const bytes = (size: number) => new Uint8Array(size).map((_, at) => (at * 31) % 251);
const small = bytes(5000);
const mebibyte = 2 ** 20;

/** Does what a call of the page does: examines, compares, sends. */
async function publish(destination: Destination, content = small, transport = nodeTransport()) {
  const target = readTarget(destination, 'model.intab');
  examine(target, { now: transport.now(), secure: true });
  const sum = await sha256(content);
  compare(target, content, sum);
  const result = await send(target, new Blob([content], { type: 'application/zip' }), sum, transport);
  return { ...result, address: target.address, line: transport };
}

const kept = (key: string) => server.objects.get(key)?.body;

describe('a presigned PUT', () => {
  it('takes the file, and says where it is without its query', async () => {
    const { status, etag, address } = await publish({ url: presign(server.store, 'PUT', 'a/b c+é.intab') });
    expect([status, etag]).toEqual([200, expect.stringMatching(/^"[0-9a-f]{32}"$/)]);
    expect(kept('a/b c+é.intab')?.equals(small)).toBe(true);
    expect(address).toBe(`${server.store.endpoint}/models/a/b%20c%2B%C3%A9.intab`);
  });

  it('sends the headers that were signed, and computes those the file tells', async () => {
    const given = { 'content-type': 'application/x-model', 'x-amz-meta-team': 'blue' };
    const signedHeaders = { 'x-amz-content-sha256': await sha256(small), 'if-none-match': '*' };
    const url = presign(server.store, 'PUT', 'h', { headers: { ...given, ...signedHeaders } });
    await expect(publish({ url, headers: { 'content-type': given['content-type'] } })).rejects.toMatchObject({
      code: 'publish.header-needed',
      params: { headers: 'x-amz-meta-team' },
    });
    await publish({ url, headers: given });
    expect(server.objects.get('h')?.headers).toMatchObject({ ...given, ...signedHeaders });
    await expect(publish({ url, headers: given })).rejects.toMatchObject({ code: 'publish.exists' });
  });

  it('takes 412 for an object that is there only where a store of objects says so', async () => {
    server.fault = () => ({ html: 412 });
    await expect(publish({ url: presign(server.store, 'PUT', 'k') })).rejects.toMatchObject({ code: 'publish.not-s3' });
  });

  it('sends the type of the file but with older signatures, which cover it even where it is absent', async () => {
    const typeSent = async (url: string) => {
      const types: string[] = [];
      const transport = nodeTransport();
      const exchange: typeof transport.exchange = ({ body }) => {
        types.push(body instanceof Blob ? body.type : 'none');
        return Promise.resolve({ status: 200, etag: null, text: '', sent: 'all' });
      };
      await publish({ url }, small, { ...transport, exchange });
      return types;
    };
    expect(await typeSent(presign(server.store, 'PUT', 'k'))).toEqual(['application/zip']);
    const until = Math.floor(Date.now() / 1000) + 60;
    const old = `https://s3.amazonaws.com/b/k?AWSAccessKeyId=A&Signature=b&Expires=${until}`;
    expect(await typeSent(old)).toEqual(['']);
  });

  it('is tried again while the server is busy, with longer waits', async () => {
    let refused = 0;
    server.fault = () => (++refused <= 2 ? { status: 503 } : null);
    const { line: transport } = await publishFirst();
    expect(transport.waits).toEqual([1000, 2000]);
    server.fault = () => ({ status: 503 });
    await expect(publish({ url: presign(server.store, 'PUT', 'k') })).rejects.toMatchObject({
      code: 'publish.busy',
      params: { status: 503, tries: 5 },
    });
  });

  it('is tried again after a dropped connection, but not when it has expired meanwhile', async () => {
    let dropped = 0;
    server.fault = () => (++dropped <= 1 ? { drop: 'before' } : null);
    const { line: transport } = await publishFirst();
    expect(transport.waits).toEqual([1000]);
    server.fault = () => ({ drop: 'before' });
    let now = Date.now();
    const late = nodeTransport(() => (now += 30_000));
    await expect(
      publish({ url: presign(server.store, 'PUT', 'k', { seconds: 60 }) }, small, late),
    ).rejects.toMatchObject({ code: 'publish.expired' });
  });

  const publishFirst = () => publish({ url: presign(server.store, 'PUT', 'k') });
});

describe('a presigned POST', () => {
  it('takes the file under the key of its fields', async () => {
    const { url, fields } = presignPost(server.store, 'posts/m 1.intab', 10_000);
    const { status, address } = await publish({ url, fields });
    expect(status).toBe(204);
    expect(kept('posts/m 1.intab')?.equals(small)).toBe(true);
    expect(address).toBe(`${server.store.endpoint}/models/posts/m%201.intab`);
  });

  it('is refused for a file that the policy does not allow, before anything is sent', async () => {
    const destination = presignPost(server.store, 'k', 4999);
    await expect(publish(destination)).rejects.toMatchObject({
      code: 'publish.too-large',
      params: { bytes: 5000, most: 4999 },
    });
    const old = presignPost(server.store, 'k', 9999, { at: Date.now() - 3_600_000 });
    await expect(publish(old)).rejects.toMatchObject({ code: 'publish.expired' });
    expect(server.log).toEqual([]);
  });

  it('is refused by the server when a field was changed or added', async () => {
    const { url, fields } = presignPost(server.store, 'k', 9999);
    const refused = (changed: Record<string, string>) => publish({ url, fields: { ...fields, ...changed } });
    await expect(refused({ key: 'other' })).rejects.toMatchObject({ code: 'publish.policy' });
    await expect(refused({ acl: 'public-read' })).rejects.toMatchObject({ code: 'publish.policy' });
    await expect(refused({ 'X-Amz-Signature': '0'.repeat(64) })).rejects.toMatchObject({
      code: 'publish.signature-mismatch',
    });
  });
});

/** Begins a multipart upload as a signer does, and signs its URLs. */
async function multipart(key: string, parts: number, seconds = 900): Promise<string[]> {
  const started = await fetch(presign(server.store, 'POST', key, { query: { uploads: '' } }), { method: 'POST' });
  const uploadId = /<UploadId>([^<]+)/.exec(await started.text())?.[1] ?? '';
  const part = (number: number) =>
    presign(server.store, 'PUT', key, { query: { partNumber: String(number), uploadId }, seconds });
  return [
    ...Array.from({ length: parts }, (_, at) => part(at + 1)),
    presign(server.store, 'POST', key, { query: { uploadId } }),
    presign(server.store, 'DELETE', key, { query: { uploadId, 'x-id': 'AbortMultipartUpload' } }),
  ];
}

describe('a presigned multipart upload', () => {
  const large = bytes(11 * mebibyte);

  it('takes parts of at least 5 MiB and puts them together', async () => {
    const url = await multipart('big', 3);
    const { etag, line: transport } = await publish({ url }, large);
    expect(etag).toMatch(/-3"$/);
    expect(kept('big')?.equals(large)).toBe(true);
    expect(transport.sent.at(-1)).toBe(large.length);
  });

  it('needs only as many parts as the file is long', async () => {
    const { etag } = await publish({ url: await multipart('short', 3) });
    expect(etag).toMatch(/-1"$/);
    expect(kept('short')?.equals(small)).toBe(true);
  });

  it('sends a broken part again and no other; what arrived stays when all is tried anew', async () => {
    const url = await multipart('again', 3);
    const transport = nodeTransport();
    server.fault = ({ url: path }) => (path?.includes('partNumber=2') ? { status: 500 } : null);
    await expect(publish({ url }, large, transport)).rejects.toMatchObject({ code: 'publish.busy' });
    const puts = () => server.log.filter((each) => each.startsWith('PUT')).length;
    expect(puts()).toBe(2 + 5);
    server.fault = () => null;
    await publish({ url }, large, transport);
    expect(puts()).toBe(2 + 5 + 1);
    expect(kept('again')?.equals(large)).toBe(true);
  });

  it('sends no further part once one is refused', async () => {
    const url = await multipart('refused', 4);
    server.fault = ({ url: path }) => (path?.includes('partNumber=1&') ? { status: 403 } : null);
    const transport = nodeTransport();
    const { exchange } = transport;
    const started: ReturnType<typeof exchange>[] = [];
    let refuse = () => {};
    const refused = new Promise<void>((resolve) => (refuse = resolve));
    transport.exchange = ({ url: part, ...request }, onSent) => {
      const isFirst = part.includes('partNumber=1&');
      // The others arrive after the first one was refused.
      const answer = (isFirst ? Promise.resolve() : refused).then(() => exchange({ url: part, ...request }, onSent));
      started.push(answer);
      if (isFirst) void answer.then(() => setImmediate(refuse));
      return answer;
    };
    await expect(publish({ url }, bytes(16 * mebibyte), transport)).rejects.toMatchObject({ code: 'publish.refused' });
    await Promise.all(started);
    // A part that follows another begins in the turn in which the other ends.
    await new Promise((turn) => setImmediate(turn));
    expect(started).toHaveLength(3);
  });

  it('tells what a list of URLs lacks', async () => {
    const urls = await multipart('lacks', 3);
    const [first, , third, complete] = urls;
    const code = (url: string[]) => publish({ url }).catch((error: { code: string }) => error.code);
    expect(await code([first, third, complete])).toBe('publish.missing-part');
    expect(await code(urls.slice(0, 3))).toBe('publish.no-complete-url');
    expect(await code([...urls, ...(await multipart('other', 1))])).toBe('publish.mixed-uploads');
    expect(await code([complete])).toBe('publish.missing-part');
  });
});

describe('keys of one’s own', () => {
  const keys = () => {
    const { accessKeyId, secretAccessKey, region } = server.store;
    return { accessKeyId, secretAccessKey, region };
  };

  it('sign a PUT', async () => {
    const { address } = await publish({ url: `${server.store.endpoint}/models/own/m+(1).intab`, keys: keys() });
    expect(kept('own/m+(1).intab')?.equals(small)).toBe(true);
    expect(address).not.toContain('?');
  });

  it('name the object after the file where the address is a folder', async () => {
    await publish({ url: `${server.store.endpoint}/models/folder/`, keys: keys() });
    expect(kept('folder/model.intab')?.equals(small)).toBe(true);
  });

  it('send a large file in parts', async () => {
    const large = bytes(17 * mebibyte);
    const { etag } = await publish({ url: `${server.store.endpoint}/models/large`, keys: keys() }, large);
    expect(etag).toMatch(/-2"$/);
    expect(kept('large')?.equals(large)).toBe(true);
  });

  it.each([
    ['another secret', { secretAccessKey: 'no' }, 'publish.signature-mismatch'],
    ['another key', { accessKeyId: 'AKIDNOBODY' }, 'publish.unknown-key'],
    ['another region', { region: 'us-east-1' }, 'publish.wrong-region'],
  ])('with %s are refused in plain words', async (_, wrong, code) => {
    const url = `${server.store.endpoint}/models/own`;
    const error = await publish({ url, keys: { ...keys(), ...wrong } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
  });
});

describe('a refusal', () => {
  const url = (wishes = {}) => presign(server.store, 'PUT', 'k', wishes);
  const other = (change: (address: URL) => void) => {
    const address = new URL(url());
    change(address);
    return address.href;
  };

  it.each([
    ['another object', () => other((address) => void (address.pathname += '2')), 'publish.signature-mismatch'],
    [
      'a changed lifetime',
      () => other(({ searchParams }) => searchParams.set('X-Amz-Expires', '901')),
      'publish.signature-mismatch',
    ],
    ['another bucket', () => presign({ ...server.store, bucket: 'none' }, 'PUT', 'k'), 'publish.no-bucket'],
    ['an unknown key', () => presign({ ...server.store, accessKeyId: 'AKIDX' }, 'PUT', 'k'), 'publish.unknown-key'],
    ['another region', () => presign({ ...server.store, region: 'us-east-1' }, 'PUT', 'k'), 'publish.wrong-region'],
    ['no signature', () => `${server.store.endpoint}/models/k`, 'publish.no-rights'],
  ])('for %s is put in plain words and repeats no secret', async (_, make, code) => {
    const address = make();
    const error = await publish({ url: address }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    const everything = JSON.stringify([
      error,
      (error as Error).message,
      (error as Error).stack,
      String((error as Error).cause),
    ]);
    for (const value of new URL(address).searchParams.values()) {
      if (value.length > 5) expect(everything).not.toContain(value);
    }
    expect(server.objects.size).toBe(0);
  });

  it('for expiry by the server’s clock, for a clock that is wrong, and for what is no store of objects', async () => {
    const code = async () => publish({ url: url({ seconds: 600 }) }).catch((error: { code: string }) => error.code);
    server.clock = 3_600_000;
    expect(await code()).toBe('publish.called-expired');
    server.clock = -3_600_000;
    expect(await code()).toBe('publish.clock');
    server.clock = 0;
    server.fault = () => ({ html: 200 });
    expect(await code()).toBe('publish.not-s3');
    server.fault = () => ({ html: 403 });
    expect(await code()).toBe('publish.not-s3');
    server.fault = () => ({ status: 500 });
    expect(await code()).toBe('publish.busy');
  });
});
