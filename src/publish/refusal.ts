import { maskAddress } from '../base/address.ts';
import { AppError } from '../base/errors.ts';
import { corsRule } from './cors-rule.ts';
import type { Answer } from './exchange.ts';
import { findElement } from './xml.ts';

/** What a refusal is judged by beside the answer itself. `url` is a secret: no error repeats it. */
export interface Circumstances {
  host: string;
  url: string;
  origin: string;
  tries: number;
  now: number;
  expiresAt: number | null;
}

/** Says in plain words why a server did not take a file. */
export function explainRefusal({ status, text }: Answer, at: Circumstances): AppError {
  const { host } = at;
  if (status === 0) return new AppError('publish.unreachable', { host, rule: corsRule(at.origin) });
  const code = findElement(text, 'Code') ?? '';
  const message = findElement(text, 'Message') ?? '';
  switch (code) {
    case 'AccessDenied':
    case 'ExpiredToken':
    case 'TokenRefreshRequired':
      return denied(code, message, at);
    case 'SignatureDoesNotMatch':
      return new AppError('publish.signature-mismatch', { host });
    case 'InvalidAccessKeyId':
    case 'InvalidToken':
      return new AppError('publish.unknown-key', { host });
    case 'NoSuchBucket':
      return new AppError('publish.no-bucket', { host });
    case 'NoSuchUpload':
      return new AppError('publish.no-upload', { host });
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException': {
      const region = findElement(text, 'Region') ?? findElement(text, 'Endpoint') ?? '?';
      return new AppError('publish.wrong-region', { host, place: plain(region, at.url) });
    }
    case 'EntityTooLarge':
      return new AppError('publish.refused-large', { host });
    case 'EntityTooSmall':
      return new AppError('publish.refused-small', { host });
    case 'BadDigest':
    case 'InvalidDigest':
    case 'XAmzContentSHA256Mismatch':
    case 'XAmzContentChecksumMismatch':
      return new AppError('publish.bad-digest', { host });
    case 'RequestTimeTooSkewed':
      return new AppError('publish.clock', { host });
    case 'MethodNotAllowed':
      return new AppError('publish.method-refused', { host });
    default:
      break;
  }
  if (status === 412 && (code === 'PreconditionFailed' || text === '')) return new AppError('publish.exists', { host });
  if (status === 429 || (status >= 500 && status !== 501)) {
    return new AppError('publish.busy', { host, status, tries: at.tries });
  }
  if (status === 301 || status === 307 || status === 308) {
    return new AppError('publish.wrong-region', { host, place: '?' });
  }
  if (code === '') return new AppError('publish.not-s3', { host, status });
  return new AppError('publish.refused', { host, status, said: plain(`${code}: ${message}`, at.url) });
}

function denied(code: string, message: string, at: Circumstances): AppError {
  const { host, expiresAt, now } = at;
  if (code !== 'AccessDenied' || /expired/i.test(message)) {
    const minutes = expiresAt !== null && now > expiresAt ? Math.max(1, Math.round((now - expiresAt) / 60_000)) : 0;
    return minutes > 0
      ? new AppError('publish.expired', { minutes })
      : new AppError('publish.called-expired', { host });
  }
  if (/not yet valid/i.test(message)) return new AppError('publish.clock', { host });
  const header = /not signed:?\s*([\w, -]+)/i.exec(message)?.[1];
  if (header) return new AppError('publish.unsigned-header', { header: header.trim() });
  if (/policy|extra input fields/i.test(message)) {
    return new AppError('publish.policy', { said: plain(message, at.url) });
  }
  return new AppError('publish.no-rights', { host });
}

/** Keeps a server's words short, and takes out whatever of the URL's query they repeat. */
function plain(text: string, url: string): string {
  const secrets = [...new URL(url).searchParams.values()].filter((value) => value.length >= 6);
  const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  return clean
    .replace(/https?:\/\/\S+/g, maskAddress)
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}
