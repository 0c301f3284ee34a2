import { readAddress } from '../base/address.ts';
import { AppError } from '../base/errors.ts';
import type { Destination, UploadTarget } from '../contract/request/publish-request.ts';
import { readPolicy } from './policy.ts';
import { readPresigned, type Presigned } from './presigned.ts';

/**
 * Understands where a model shall go, and finds what can be found wrong with it before anything is sent. `file` names the object where
 * an address ends in a slash.
 * @throws AppError `publish.not-a-url`, `publish.wrong-method`, `publish.only-begins`, `publish.no-complete-url`, `publish.missing-part`,
 * `publish.mixed-uploads`, `publish.no-key-field`
 */
export function readTarget(
  { url: given, method, fields, headers = {}, keys }: Destination,
  file: string,
): UploadTarget {
  const [first, ...others] = (typeof given === 'string' ? [given] : given).map((each) => readPresigned(toUrl(each)));
  const base = { headers, signedHeaders: first.isSigned ? first.signedHeaders : null, checksums: first.checksums };
  const plain = first.url.origin + first.url.pathname;
  const common = { ...base, host: first.url.host, expiresAt: first.expiresAt, signedAt: first.signedAt };
  if (keys) {
    const address = plain.endsWith('/') ? plain + encodeURIComponent(file) : plain;
    return { ...common, kind: 'keys', address, url: address, keys, expiresAt: null, signedHeaders: null };
  }
  if (fields) {
    const key = Object.entries(fields).find(([name]) => name.toLowerCase() === 'key')?.[1];
    if (key === undefined) throw new AppError('publish.no-key-field', {});
    const path = key.replaceAll('${filename}', file).split('/').map(encodeURIComponent).join('/');
    const { expiresAt = null, bytes } = readPolicy(fields.policy ?? fields.Policy);
    const address = `${plain.replace(/\/$/, '')}/${path}`;
    return { ...common, kind: 'post', address, expiresAt, url: first.url.href, fields, ...(bytes ? { bytes } : {}) };
  }
  if (others.length > 0 || first.operation === 'part') {
    return { ...common, kind: 'parts', address: plain, ...readParts([first, ...others]) };
  }
  if (first.operation === 'begin') throw new AppError('publish.only-begins', {});
  if (first.operation === 'complete') throw new AppError('publish.missing-part', { number: 1 });
  const signedFor = first.method ?? method ?? 'PUT';
  if ((signedFor !== 'PUT' && signedFor !== 'POST') || (method && method !== signedFor)) {
    throw new AppError('publish.wrong-method', { signed: signedFor, needed: method ?? 'PUT' });
  }
  return { ...common, kind: 'put', method: signedFor, address: plain, url: first.url.href };
}

/** Sorts the URLs of one multipart upload. The one that completes it comes before the one that gives it up, where neither says so. */
function readParts(all: readonly Presigned[]): { parts: string[]; complete: string; abort: string | null } {
  const [{ uploadId }] = all;
  if (all.some((each) => each.uploadId !== uploadId || each.url.pathname !== all[0].url.pathname)) {
    throw new AppError('publish.mixed-uploads', {});
  }
  const parts = all.filter(({ operation }) => operation === 'part');
  const sorted = parts.toSorted((a, b) => (a.partNumber ?? 0) - (b.partNumber ?? 0));
  const brokenAt = sorted.findIndex(({ partNumber }, at) => partNumber !== at + 1);
  if (brokenAt >= 0 || sorted.length === 0)
    throw new AppError('publish.missing-part', { number: Math.max(brokenAt, 0) + 1 });
  const [complete, unnamed] = all.filter(({ operation }) => operation === 'complete');
  const abort = all.find(({ operation }) => operation === 'abort') ?? unnamed;
  // Optional chaining as the list may be empty, whatever the types say.
  if (!(complete as Presigned | undefined)) throw new AppError('publish.no-complete-url', {});
  return {
    parts: sorted.map(({ url }) => url.href),
    complete: complete.url.href,
    abort: (abort as Presigned | undefined)?.url.href ?? null,
  };
}

function toUrl(text: string): URL {
  const url = readAddress(text);
  if (!url) throw new AppError('publish.not-a-url', {});
  url.hash = '';
  return url;
}
