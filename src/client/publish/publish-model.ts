import { AppError, isStopped } from '../../base/errors.ts';
import { sha256 } from '../../base/sha256.ts';
import type { Destination, PublishRequest, UploadTarget } from '../../contract/request/publish-request.ts';
import { compare, examine } from '../../publish/doctor.ts';
import { readGiven } from '../../publish/given.ts';
import { neededHeaders } from '../../publish/signed-headers.ts';
import { readTarget } from '../../publish/target.ts';
import { checkModelFile, models } from '../calls.ts';
import { callOutbound } from '../workers/outbound-worker.ts';
import type { CallOptions } from '../workers/table-worker.ts';
import type { PublishResult } from '../../contract/result/publication.ts';

/** What was sent by this page, and what is being sent: by address and content. */
const sent = new Map<string, PublishResult>();
const going = new Map<string, Promise<PublishResult>>();

/**
 * Finds what can be found wrong with a place before anything is trained or sent. `file` names the object where an address ends in a slash.
 * @throws AppError `publish.*`
 */
export function diagnose(destination: Destination, file = 'model.intab'): UploadTarget {
  const target = readTarget(destination, file);
  examine(target, { now: Date.now(), secure: location.protocol === 'https:' });
  return target;
}

/** What a place says of itself, without its secrets. */
export interface DestinationOutline {
  kind: UploadTarget['kind'];
  host: string;
  address: string;
  /** Milliseconds since the epoch; null = it does not say. */
  expiresAt: number | null;
  /** Headers whose values the signature covers and the person must give. */
  asks: string[];
}

/** Reads what a person pasted: a URL, several, or the JSON of a presigned POST. */
export function readPasted(text: string): Pick<Destination, 'url' | 'fields'> {
  return readGiven(text);
}

/** Says what a place is, before anything is asked of it. @throws AppError `publish.*` when it is none */
export function outline(destination: Destination, file: string): DestinationOutline {
  const target = readTarget({ ...destination, headers: {} }, file);
  const { kind, host, address, expiresAt } = target;
  return { kind, host, address, expiresAt, asks: neededHeaders(target).missing };
}

/**
 * Sends a model's bundle file to where it shall go, once: the same content is not sent to the same address again unless `again` says so.
 * A file that is no whole model is not sent. The address and the ETag are kept in the model's report, without query string.
 * @throws AppError `publish.*`, `model.*`, `run.stopped`
 */
export async function publishModel({
  model,
  place: destination,
  again,
  signal,
  onProgress,
}: PublishRequest): Promise<PublishResult> {
  diagnose(destination);
  const file = typeof model === 'string' ? await models.exportFile(model) : model;
  const target = diagnose(destination, file instanceof File ? file.name : undefined);
  if (typeof model !== 'string') await checkModelFile(model);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sum = await sha256(bytes);
  compare(target, bytes, sum);
  const { address } = target;
  const key = `${address} ${sum}`;
  const before = again ? undefined : (sent.get(key) ?? (await publishedBefore(model, address, sum)));
  if (before) return { ...before, already: true };
  const same = going.get(key);
  if (same) return same;
  const work = transmit(target, file, sum, signal, onProgress).finally(() => going.delete(key));
  going.set(key, work);
  const result = await work;
  sent.set(key, result);
  if (typeof model === 'string') {
    const { etag } = result;
    const at = new Date().toISOString();
    // It has arrived, whether this browser can still write that down or not.
    await models.notePublished(model, { address, etag, bytes: file.size, sha256: sum, at }).catch(() => {});
  }
  return result;
}

async function transmit(
  target: UploadTarget,
  file: Blob,
  sum: string,
  signal: AbortSignal | undefined,
  onProgress: PublishRequest['onProgress'],
): Promise<PublishResult> {
  const { address } = target;
  const onEvent: CallOptions['onEvent'] = (event) => {
    if (event.type === 'progress') onProgress?.({ done: event.done, total: event.total });
  };
  const call = callOutbound((api, port) => api.publish(target, file, sum, location.origin, port), { signal, onEvent });
  const { status, etag } = await call.catch((error: unknown) => {
    // Only the page knows for sure whether there is a network.
    if (isStopped(error) || navigator.onLine) throw error;
    throw new AppError('publish.offline', { host: target.host }, error);
  });
  onProgress?.({ done: file.size, total: file.size });
  return { status, etag, bytes: file.size, address };
}

/** Looks in the model's own report, which outlives the page. */
async function publishedBefore(model: string | Blob, address: string, sum: string): Promise<PublishResult | undefined> {
  if (typeof model !== 'string') return undefined;
  const { report } = await models.get(model);
  const found = report.published?.find((each) => each.address === address && each.sha256 === sum);
  return found && { status: 200, etag: found.etag, bytes: found.bytes, address };
}
