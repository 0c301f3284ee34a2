import { createHash, createHmac } from 'node:crypto';

/** What a signature is made of. Header values by lower-case name; `signed` names those that count. */
export interface Signed {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  signed: readonly string[];
  /** The hash of the body, or `UNSIGNED-PAYLOAD`. */
  payload: string;
  /** `20260305T140700Z` */
  date: string;
  region: string;
  secret: string;
}

/** Computes an AWS Signature Version 4 for S3, as its documentation says ("Create a signed AWS API request"). */
export function makeSignature({ method, url, headers, signed, payload, date, region, secret }: Signed): string {
  const names = signed.toSorted();
  const request = [
    method,
    url.pathname
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    canonicalQuery(url),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`;
  return sign(`AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(request)}`, secret, date.slice(0, 8), region);
}

/** Signs a text (the policy of a form, or what a request comes to) with the key of a day and a region. */
export function sign(text: string, secret: string, day: string, region: string): string {
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (above, part) => createHmac('sha256', above).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Gives the hexadecimal SHA-256. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Gives the hexadecimal MD5. */
export function md5(content: Buffer): string {
  return createHash('md5').update(content).digest('hex');
}

/** Writes a moment as signatures do. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[:-]|\.\d{3}/g, '');
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
