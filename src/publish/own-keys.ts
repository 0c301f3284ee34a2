/** The only door to aws4fetch: signs requests with a person's own keys, which stay in memory. */
import { AwsV4Signer } from 'aws4fetch';
import { AppError } from '../base/errors.ts';
import type { UploadTarget } from '../contract/request/publish-request.ts';
import { attempt, isTaken } from './attempts.ts';
import type { Transport, Outgoing } from './exchange.ts';
import { abandon, upload, type Upload } from './parts.ts';
import { findElement } from './xml.ts';
import type { Arrived } from '../contract/result/publication.ts';

/** Larger files go in parts of this size: what broke off is then not sent again. */
const partBytes = 16 * 2 ** 20;
/** How long a signature is good for, in seconds. */
const lifetime = 3600;

type ByKeys = Extract<UploadTarget, { kind: 'keys' }>;

/** Sends a file with one's own keys, in parts where it is large. @throws AppError `publish.*`, `run.stopped` */
export async function sendByKeys(target: ByKeys, file: Blob, transport: Transport): Promise<Arrived> {
  const headers = { 'content-type': file.type || 'application/zip', ...target.headers };
  const whole = async (): Promise<Arrived> => {
    const put = () => signed(target, 'PUT', {}, headers, file, transport);
    const { status, etag } = await attempt(transport, target, put, transport.onSent);
    return { status, etag };
  };
  if (file.size <= partBytes) return whole();
  const begin = () => signed(target, 'POST', { uploads: '' }, headers, null, transport);
  const started = await attempt(
    transport,
    target,
    begin,
    undefined,
    (answer) => isTaken(answer) || answer.status === 0,
  );
  // Some stores (Swift) let no page read how it began.
  if (started.status === 0) return whole();
  const uploadId = findElement(started.text, 'UploadId');
  if (uploadId === null) throw new AppError('publish.not-s3', { host: target.host, status: started.status });
  const to: Upload = {
    host: target.host,
    address: target.address,
    expiresAt: null,
    id: uploadId,
    part: (number, body) => signed(target, 'PUT', { partNumber: String(number), uploadId }, {}, body, transport),
    complete: (body) => signed(target, 'POST', { uploadId }, {}, body, transport),
  };
  try {
    return await upload(to, file, partBytes, transport);
  } catch (error) {
    await abandon(await signed(target, 'DELETE', { uploadId }, {}, null, transport), transport);
    throw error;
  }
}

/** Makes a request whose signature stands in its URL: the server's rules then need to allow no further header. */
async function signed(
  { url, keys }: ByKeys,
  method: string,
  query: Record<string, string>,
  headers: Record<string, string>,
  body: Blob | null,
  transport: Transport,
): Promise<Outgoing> {
  const address = new URL(url);
  // The signer takes a plus for a space.
  address.pathname = address.pathname.replaceAll('+', '%2B');
  for (const [name, value] of Object.entries({ ...query, 'X-Amz-Expires': String(lifetime) })) {
    address.searchParams.set(name, value);
  }
  const { accessKeyId, secretAccessKey, sessionToken, region } = keys;
  const signer = new AwsV4Signer({
    method,
    url: address.href,
    headers,
    accessKeyId,
    secretAccessKey,
    sessionToken: sessionToken ? sessionToken : undefined,
    service: 's3',
    region: region ? region : inferRegion(address.hostname),
    signQuery: true,
    datetime: new Date(transport.now()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
  });
  const ready = await signer.sign();
  return { method, url: ready.url.href, headers, body };
}

/** Tells a region by the host's name, as the large stores write it; everyone else takes us-east-1. */
export function inferRegion(hostname: string): string {
  if (hostname.endsWith('.r2.cloudflarestorage.com')) return 'auto';
  const named =
    /(?:^|\.)s3[.-](?:dualstack\.)?([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|backblazeb2\.com|wasabisys\.com)$/;
  return named.exec(hostname)?.[1] ?? 'us-east-1';
}
