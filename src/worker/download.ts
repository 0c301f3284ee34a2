import { urlFileName } from '../base/address.ts';
import { AppError, stoppedError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { Download } from '../contract/model/jobs.ts';

/** Gives the files that are not in the cache yet. */
export async function missingFiles({ cache: name, files }: Download): Promise<Download['files']> {
  const cache = await open(name);
  const there = await Promise.all(files.map(({ url }) => cache.match(url)));
  return files.filter((_, at) => !there[at]);
}

/**
 * Puts files into a cache, one after another, without keeping them in memory; what is cut is not kept. Progress is in bytes over the files whose size
 * is known. Gives the addresses that are in the cache.
 */
export async function downloadFiles(job: Download, run: Run, notify: (url: URL) => void): Promise<string[]> {
  const cache = await open(job.cache);
  const toFetch = await missingFiles(job);
  const absent = new Set<string>();
  let [done, total] = [0, 0];
  for (const { url, optional } of toFetch) {
    const address = new URL(url);
    notify(address);
    const response = await fetchAnswer(address, run.signal);
    if (optional && (response.status === 404 || response.status === 403)) {
      absent.add(url);
      continue;
    }
    checkAnswer(response, address);
    total += Number(response.headers.get('content-length') ?? 0);
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(part, out) {
        done += part.length;
        run.report({ type: 'progress', stage: 'train', done, total: Math.max(done, total), unit: 'bytes' });
        out.enqueue(part);
      },
    });
    await keep(cache, url, new Response(response.body?.pipeThrough(counted), { headers: copyHeaders(response) }), run);
  }
  return job.files.map(({ url }) => url).filter((url) => !absent.has(url));
}

async function open(name: string): Promise<Cache> {
  // Absent on pages that are served by plain http, whatever the types say.
  const storage = globalThis.caches as CacheStorage | undefined;
  if (!storage) throw new AppError('model.no-cache', {});
  return storage.open(name);
}

async function fetchAnswer(url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch (error) {
    if (signal.aborted) throw stoppedError();
    throw new AppError('read.unreachable', { host: url.host, file: urlFileName(url) }, error);
  }
}

function checkAnswer({ ok, status, headers }: Response, url: URL): void {
  const where = { host: url.host, file: urlFileName(url) };
  if (!ok) throw new AppError('read.refused', { ...where, status });
  const isPage = /^text\/html\b/i.test(headers.get('content-type') ?? '');
  if (isPage && !/\.html?$/i.test(url.pathname)) throw new AppError('read.web-page', where);
}

/** Only what describes the bytes as they are kept. */
function copyHeaders({ headers }: Response): Headers {
  const type = headers.get('content-type');
  const length = headers.get('content-encoding') ? null : headers.get('content-length');
  return new Headers([
    ...(type ? [['content-type', type] as [string, string]] : []),
    ...(length ? [['content-length', length] as [string, string]] : []),
  ]);
}

async function keep(cache: Cache, url: string, response: Response, run: Run): Promise<void> {
  try {
    await cache.put(url, response);
  } catch (error) {
    if (run.signal.aborted) throw stoppedError();
    const address = new URL(url);
    if (error instanceof DOMException && error.name === 'QuotaExceededError') {
      throw new AppError('model.storage-full', { name: urlFileName(address) }, error);
    }
    throw new AppError('read.unreachable', { host: address.host, file: urlFileName(address) }, error);
  }
}
