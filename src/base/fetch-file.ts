import { urlFileName } from './address.ts';
import { AppError, stoppedError } from './errors.ts';

/**
 * Fetches a whole file without cookies of other origins or a referrer; `onBytes` gets the bytes received so far; `total` is 0 where unknown.
 * Errors name host and file, never the query string.
 * @throws AppError `read.unreachable`, `read.refused`, `run.stopped`
 */
export async function fetchFile(
  url: URL,
  signal: AbortSignal,
  onBytes: (done: number, total: number) => void = () => {},
): Promise<Blob> {
  const where = { host: url.host, file: urlFileName(url) };
  try {
    const response = await fetch(url, { signal, credentials: 'same-origin', referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new AppError('read.refused', { ...where, status: response.status });
    const total = Number(response.headers.get('content-length') ?? 0);
    const parts: BlobPart[] = [];
    let done = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      onBytes((done += part.value.length), total);
    }
    return new Blob(parts);
  } catch (error) {
    if (signal.aborted) throw stoppedError();
    if (error instanceof AppError) throw error;
    throw new AppError('read.unreachable', where, error);
  }
}
