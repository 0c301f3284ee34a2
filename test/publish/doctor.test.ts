import { crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/sha256.ts';
import { crc32 } from '../../src/publish/crc32.ts';
import { compare, examine } from '../../src/publish/doctor.ts';
import { readGiven } from '../../src/publish/given.ts';
import { inferRegion } from '../../src/publish/own-keys.ts';
import { readTarget } from '../../src/publish/target.ts';

const now = Date.UTC(2026, 2, 5, 14, 0, 0);
/** As AWS's SDK for JavaScript writes them, with what matters changed. */
const signed = (more: Record<string, string> = {}, base = 'https://b.s3.eu-west-1.amazonaws.com/k.intab') => {
  const url = new URL(base);
  const params = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': '20260305T135000Z',
    'X-Amz-Expires': '900',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'abcdef0123456789',
    'x-id': 'PutObject',
    ...more,
  };
  for (const [name, value] of Object.entries(params)) if (value) url.searchParams.set(name, value);
  return url.href;
};
const diagnoseUrl = (url: string, headers = {}, secure = true) => {
  const target = readTarget({ url, headers }, 'm.intab');
  examine(target, { now, secure });
  return target;
};
const errorCode = (work: () => unknown) => {
  try {
    work();
    return 'fine';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('before anything is sent the doctor', () => {
  it('reads host, address, method and end of a URL', () => {
    expect(diagnoseUrl(signed())).toMatchObject({
      kind: 'put',
      method: 'PUT',
      host: 'b.s3.eu-west-1.amazonaws.com',
      address: 'https://b.s3.eu-west-1.amazonaws.com/k.intab',
      expiresAt: Date.UTC(2026, 2, 5, 14, 5),
    });
    const google =
      'https://storage.googleapis.com/b/k?X-Goog-Date=20260305T135000Z&X-Goog-Expires=60&X-Goog-Signature=a';
    expect(readTarget({ url: google }, '').expiresAt).toBe(Date.UTC(2026, 2, 5, 13, 51));
    const old = `https://s3.amazonaws.com/b/k?AWSAccessKeyId=A&Signature=b&Expires=${now / 1000 + 60}`;
    expect(diagnoseUrl(old).expiresAt).toBe(now + 60_000);
  });

  it.each([
    ['that is none', 'publish.not-a-url', 'not a url'],
    ['of a file', 'publish.not-a-url', 'file:///etc/passwd'],
    ['that ended', 'publish.expired', signed({ 'X-Amz-Expires': '599' })],
    ['of the future', 'publish.not-yet-valid', signed({ 'X-Amz-Date': '20260305T143000Z' })],
    ['for a download', 'publish.wrong-method', signed({ 'x-id': 'GetObject' })],
    [
      'for a download, as boto3 writes it',
      'publish.wrong-method',
      signed({ 'x-id': '', 'response-content-type': 'a/b' }),
    ],
    ['for removal', 'publish.wrong-method', signed({ 'x-id': 'DeleteObject' })],
    ['that only begins', 'publish.only-begins', signed({ 'x-id': 'CreateMultipartUpload', uploads: '1' })],
    ['of plain http', 'publish.insecure', signed({}, 'http://store.example/b/k')],
    ['with a header it does not tell', 'publish.header-needed', signed({ 'X-Amz-SignedHeaders': 'content-type;host' })],
    ['with a header no page may set', 'publish.forbidden-header', signed({ 'X-Amz-SignedHeaders': 'expect;host' })],
    ['with the CRC32 of nothing', 'publish.empty-checksum', signed({ 'x-amz-checksum-crc32': 'AAAAAA==' })],
    [
      'with the SHA-256 of nothing',
      'publish.empty-checksum',
      signed({ 'x-amz-checksum-sha256': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' }),
    ],
  ])('refuses a URL %s', (_, code, url) => {
    expect(errorCode(() => diagnoseUrl(url))).toBe(code);
  });

  it('lets plain http pass to this machine, and from a page of plain http', () => {
    expect(errorCode(() => diagnoseUrl(signed({}, 'http://127.0.0.1:9000/b/k')))).toBe('fine');
    expect(errorCode(() => diagnoseUrl(signed({}, 'http://localhost:9000/b/k')))).toBe('fine');
    expect(errorCode(() => diagnoseUrl(signed({}, 'http://store.example/b/k'), {}, false))).toBe('fine');
  });

  it('knows that a header which is not signed is refused, and what no header may be', () => {
    expect(errorCode(() => diagnoseUrl(signed(), { 'x-amz-acl': 'private' }))).toBe('publish.unsigned-header');
    expect(errorCode(() => diagnoseUrl(signed(), { 'X-Note': 'fine' }))).toBe('fine');
    expect(errorCode(() => diagnoseUrl(signed(), { 'X-Note': 'a\r\nb' }))).toBe('publish.forbidden-header');
    expect(errorCode(() => diagnoseUrl(signed(), { 'X Note': 'a' }))).toBe('publish.forbidden-header');
  });

  it('compares the file with the checksum of the URL', async () => {
    const file = Uint8Array.of(1, 2, 3);
    const sum = await sha256(file);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(nodeCrc32(file));
    const url = (value: string) => diagnoseUrl(signed({ 'x-amz-checksum-crc32': value }));
    expect(errorCode(() => compare(url(crc.toString('base64')), file, sum))).toBe('fine');
    expect(errorCode(() => compare(url('AAAAAQ=='), file, sum))).toBe('publish.other-checksum');
  });
});

it('computes CRC-32 as zlib does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(Buffer.from(crc32(bytes)).readUInt32BE()).toBe(nodeCrc32(bytes));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it('understands whatever a signer prints', () => {
  expect(readGiven('  https://a/b?c  ')).toEqual({ url: 'https://a/b?c' });
  expect(readGiven('"https://a/b?c",')).toEqual({ url: 'https://a/b?c' });
  expect(readGiven('https://a/1\nhttps://a/2\n')).toEqual({ url: ['https://a/1', 'https://a/2'] });
  expect(readGiven('["https://a/1", "https://a/2"]')).toEqual({ url: ['https://a/1', 'https://a/2'] });
  const post = { url: 'https://a/b', fields: { key: 'k' } };
  expect(readGiven(JSON.stringify(post))).toEqual(post);
  expect(readGiven(`{'url': 'https://a/b', 'fields': {'key': 'k'}}`)).toEqual(post);
  for (const text of ['{"a": 1}', '{broken', '']) {
    expect(errorCode(() => readTarget(readGiven(text), ''))).toBe('publish.not-a-url');
  }
});

it('tells the region of a store by its name', () => {
  expect(inferRegion('b.s3.eu-west-1.amazonaws.com')).toBe('eu-west-1');
  expect(inferRegion('s3.dualstack.ap-south-1.amazonaws.com')).toBe('ap-south-1');
  expect(inferRegion('s3.cn-north-1.amazonaws.com.cn')).toBe('cn-north-1');
  expect(inferRegion('s3.us-west-004.backblazeb2.com')).toBe('us-west-004');
  expect(inferRegion('0123.r2.cloudflarestorage.com')).toBe('auto');
  expect(inferRegion('s3.amazonaws.com')).toBe('us-east-1');
  expect(inferRegion('localhost')).toBe('us-east-1');
});
