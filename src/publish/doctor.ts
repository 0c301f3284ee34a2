import { toBase64 } from '../base/base64.ts';
import { fromHex } from '../base/sha256.ts';
import { AppError } from '../base/errors.ts';
import type { UploadTarget } from '../contract/request/publish-request.ts';
import { crc32 } from './crc32.ts';
import { neededHeaders } from './signed-headers.ts';

/** What the checksum of nothing is: signers that were given no body put it into the URL, and the server then refuses every real file. */
const ofNothing: Record<string, string> = {
  crc32: 'AAAAAA==',
  crc32c: 'AAAAAA==',
  crc64nvme: 'AAAAAAAAAAA=',
  sha1: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
  sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
};
/** Servers take a URL that was signed this far in their future, in milliseconds. */
const skewMs = 15 * 60_000;

/**
 * Finds what would make the server refuse, before anything is sent. `secure` = the page was loaded by https.
 * @throws AppError `publish.insecure`, `publish.expired`, `publish.not-yet-valid`, `publish.empty-checksum`, `publish.header-needed`,
 * `publish.unsigned-header`, `publish.forbidden-header`
 */
export function examine(target: UploadTarget, { now, secure }: { now: number; secure: boolean }): void {
  const { protocol, hostname } = new URL(target.address);
  if (secure && protocol === 'http:' && !isThisMachine(hostname)) {
    throw new AppError('publish.insecure', { host: target.host });
  }
  throwIfExpired(target, now);
  if (target.signedAt !== null && target.signedAt > now + skewMs) {
    throw new AppError('publish.not-yet-valid', { minutes: Math.round((target.signedAt - now) / 60_000) });
  }
  const empty = Object.entries(target.checksums).find(([name, value]) => ofNothing[name] === value);
  if (empty) throw new AppError('publish.empty-checksum', { name: empty[0].toUpperCase() });
  const { missing, unsigned, forbidden } = neededHeaders(target);
  if (forbidden.length > 0) throw new AppError('publish.forbidden-header', { header: forbidden[0] });
  if (missing.length > 0) throw new AppError('publish.header-needed', { headers: missing.join(', ') });
  if (unsigned.length > 0) throw new AppError('publish.unsigned-header', { header: unsigned[0] });
}

/** @throws AppError `publish.expired` */
export function throwIfExpired({ expiresAt }: Pick<UploadTarget, 'expiresAt'>, now: number): void {
  if (expiresAt === null || now < expiresAt) return;
  throw new AppError('publish.expired', { minutes: Math.max(1, Math.round((now - expiresAt) / 60_000)) });
}

/**
 * Compares the file with what the URL promises of it.
 * @throws AppError `publish.too-large`, `publish.too-small`, `publish.other-checksum`
 */
export function compare(target: UploadTarget, bytes: Uint8Array, sha256: string): void {
  if (target.kind === 'post' && target.bytes) {
    const [least, max] = target.bytes;
    if (bytes.length > max) throw new AppError('publish.too-large', { bytes: bytes.length, most: max });
    if (bytes.length < least) throw new AppError('publish.too-small', { bytes: bytes.length, least });
  }
  if (target.kind !== 'put') return;
  const own: Record<string, string> = { crc32: toBase64(crc32(bytes)), sha256: toBase64(fromHex(sha256)) };
  const other = Object.entries(target.checksums).find(([name, value]) => name in own && own[name] !== value);
  if (other) throw new AppError('publish.other-checksum', { name: other[0].toUpperCase() });
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname);
}
