import { sign, makeSignature, stamp } from './sigv4.ts';

/** Whose key signs, and where. */
export interface Store {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** What a URL is signed for beside method and key. */
export interface Wishes {
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Milliseconds since the epoch. */
  at?: number;
  seconds?: number;
}

/** Makes a presigned URL. */
export function presign(
  { endpoint, region, bucket, accessKeyId, secretAccessKey: secret }: Store,
  method: string,
  key: string,
  { query = {}, headers = {}, at = Date.now(), seconds = 900 }: Wishes = {},
): string {
  const url = new URL(`${endpoint}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`);
  const date = stamp(at);
  const all: Record<string, string> = { host: url.host, ...headers };
  const signed = Object.keys(all).sort();
  const params = {
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${date.slice(0, 8)}/${region}/s3/aws4_request`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(seconds),
    'X-Amz-SignedHeaders': signed.join(';'),
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  const payload = headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  url.searchParams.set(
    'X-Amz-Signature',
    makeSignature({ method, url, headers: all, signed, payload, date, region, secret }),
  );
  return url.href;
}

/** Makes a presigned POST: where to, and the fields of the form. */
export function presignPost(
  { endpoint, region, bucket, accessKeyId, secretAccessKey }: Store,
  key: string,
  max: number,
  { at = Date.now(), seconds = 900 }: Wishes = {},
): { url: string; fields: Record<string, string> } {
  const date = stamp(at);
  const params = {
    bucket,
    key,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${date.slice(0, 8)}/${region}/s3/aws4_request`,
    'X-Amz-Date': date,
  };
  const conditions = [
    ...Object.entries(params).map(([name, value]) => ({ [name]: value })),
    ['content-length-range', 0, max],
  ];
  const expiration = new Date(at + seconds * 1000).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  const { bucket: _, ...fields } = params;
  return {
    url: `${endpoint}/${bucket}`,
    fields: {
      ...fields,
      Policy: policy,
      'X-Amz-Signature': sign(policy, secretAccessKey, date.slice(0, 8), region),
    },
  };
}
