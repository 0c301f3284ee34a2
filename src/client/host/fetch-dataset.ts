import { maskAddress, readAddress, urlFileName } from '../../base/address.ts';
import { AppError } from '../../base/errors.ts';
import { fetchFile } from '../../base/fetch-file.ts';
import { callOutbound } from '../workers/outbound-worker.ts';
import type { CallOptions } from '../workers/table-worker.ts';
import { answerTo } from './consent.ts';

/**
 * Fetches a dataset: from this page's own origin at once, from another only after a yes, by the outbound worker.
 * @throws AppError `read.bad-url`, `read.unreachable`, `read.refused`, `privacy.foreign-url`, `privacy.refused`, `run.stopped`
 */
export async function fetchDataset(given: string, options: CallOptions = {}): Promise<File> {
  const url = readAddress(given, location.href);
  if (!url) throw new AppError('read.bad-url', { url: maskAddress(given) });
  const file = urlFileName(url);
  if (url.origin === location.origin) {
    const signal = options.signal ?? new AbortController().signal;
    return new File([await fetchFile(url, signal)], file);
  }
  const { host } = url;
  const consent = await answerTo({ purpose: 'dataset', host, file }, options);
  if (consent === 'nobody') throw new AppError('privacy.foreign-url', { host });
  if (consent === 'no') throw new AppError('privacy.refused', { host });
  return new File([await callOutbound((api, port) => api.dataset(url.href, port), options)], file);
}
