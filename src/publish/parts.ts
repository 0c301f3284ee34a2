import { AppError, isStopped } from '../base/errors.ts';
import { sha256 } from '../base/sha256.ts';
import type { UploadTarget } from '../contract/request/publish-request.ts';
import { attempt, isTaken } from './attempts.ts';
import { corsRule } from './cors-rule.ts';
import type { Answer, Transport, Outgoing } from './exchange.ts';
import { explainRefusal } from './refusal.ts';
import { findElement, toXml } from './xml.ts';
import type { Arrived } from '../contract/result/publication.ts';

/** S3 takes no smaller part, but for the last. */
const leastPart = 5 * 2 ** 20;
/** Parts that are under way at a time. */
const together = 3;

/** Where the parts of a file go. Each request is made anew for each try. */
export interface Upload {
  host: string;
  /** The object's, without query string. */
  address: string;
  expiresAt: number | null;
  /** Names the upload among others of this tab. */
  id: string;
  part(number: number, body: Blob): Outgoing | Promise<Outgoing>;
  complete(body: Blob): Outgoing | Promise<Outgoing>;
}

/**
 * Sends a file by the presigned URLs of its parts. Parts that arrived before, in this tab, are not sent again.
 * @throws AppError `publish.*`, `run.stopped`: the upload is then aborted if there is a URL for it
 */
export async function sendParts(
  target: Extract<UploadTarget, { kind: 'parts' }>,
  file: Blob,
  transport: Transport,
): Promise<Arrived> {
  const { host, address, expiresAt, parts, complete, abort, headers } = target;
  const size = Math.max(leastPart, Math.ceil(file.size / parts.length));
  const to: Upload = {
    host,
    address,
    expiresAt,
    id: new URL(complete).searchParams.get('uploadId') ?? complete,
    part: (number, body) => ({ method: 'PUT', url: parts[number - 1], headers, body }),
    complete: (body) => ({ method: 'POST', url: complete, headers: {}, body }),
  };
  try {
    return await upload(to, file, size, transport);
  } catch (error) {
    if (abort && isStopped(error)) await abandon({ method: 'DELETE', url: abort, headers: {}, body: null }, transport);
    throw error;
  }
}

/** Sends the parts of a file, some at a time, and has the server put them together. @throws AppError `publish.*`, `run.stopped` */
export async function upload(to: Upload, file: Blob, size: number, transport: Transport): Promise<Arrived> {
  const count = Math.max(1, Math.ceil(file.size / size));
  const left = new Float64Array(count);
  const etags: string[] = [];
  const notify = (at: number, bytes: number) => {
    left[at] = Math.min(bytes, size);
    transport.onSent(
      Math.min(
        file.size,
        left.reduce((sum, each) => sum + each, 0),
      ),
    );
  };
  let next = 0;
  const work = async () => {
    while (next < count) {
      const at = next++;
      const body = file.slice(at * size, (at + 1) * size, '');
      etags[at] = await sendPart(to, at + 1, body, transport, (bytes) => notify(at, bytes)).catch((error: unknown) => {
        // What one part meets, the parts that wait would meet too.
        next = count;
        throw error;
      });
      notify(at, body.size);
    }
  };
  await Promise.all(Array.from({ length: Math.min(together, count) }, work));
  return complete(to, etags, transport);
}

async function sendPart(
  to: Upload,
  number: number,
  body: Blob,
  transport: Transport,
  onSent: (bytes: number) => void,
): Promise<string> {
  const content = await sha256(new Uint8Array(await body.arrayBuffer()));
  const key = `${to.id} ${number} ${content}`;
  const known = transport.arrived.get(key);
  if (known !== undefined) return known;
  const { etag } = await attempt(transport, to, () => to.part(number, body), onSent);
  // Without its ETag a part cannot be named when the parts are put together.
  if (etag === null) throw new AppError('publish.no-etag', { rule: corsRule(transport.origin) });
  transport.arrived.set(key, etag);
  return etag;
}

async function complete(to: Upload, etags: readonly string[], transport: Transport): Promise<Arrived> {
  const parts = etags.map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${toXml(etag)}</ETag></Part>`);
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  const text = `<CompleteMultipartUpload xmlns="${namespace}">${parts.join('')}</CompleteMultipartUpload>`;
  const body = new Blob([text], { type: 'application/xml' });
  // When all of it was sent and no answer may be read, it is done or not: asking again would only find the upload gone.
  const isUnsure = ({ status, sent }: Answer) => status === 0 && sent === 'all';
  const takes = (answer: Answer) => isTaken(answer) || isUnsure(answer);
  const answer = await attempt(transport, to, () => to.complete(body), undefined, takes);
  if (isUnsure(answer)) {
    const { host, address } = to;
    throw new AppError('publish.unsure', { host, address, rule: corsRule(transport.origin) });
  }
  const etag = findElement(answer.text, 'ETag');
  // S3 may begin to answer 200 and find out later that it could not do it: the error is then in the body.
  if (etag === null) {
    const status = answer.text.includes('<Error>') ? 500 : answer.status;
    const { url } = await to.complete(body);
    throw explainRefusal(
      { ...answer, status },
      { host: to.host, url, origin: transport.origin, tries: 1, now: transport.now(), expiresAt: to.expiresAt },
    );
  }
  return { status: answer.status, etag };
}

/** Aborts an upload, so that its parts cost nothing; a failure of the abort is ignored. */
export async function abandon(request: Outgoing, transport: Transport): Promise<void> {
  await transport.exchange(request, () => {}).catch(() => {});
}
