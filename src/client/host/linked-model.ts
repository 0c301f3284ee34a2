import { readAddress, urlFileName } from '../../base/address.ts';
import { AppError } from '../../base/errors.ts';
import { answerTo } from './consent.ts';
import { callOutbound } from '../workers/outbound-worker.ts';
import type { CallOptions } from '../workers/table-worker.ts';

/**
 * Fetches the model file that a link names: by https or from this page's own origin, after a yes, by the outbound worker.
 * @throws AppError `model.bad-link`, `privacy.refused`, `privacy.foreign-url`, `read.unreachable`, `read.refused`, `model.too-large`
 */
export async function fetchLinked(given: string, options: CallOptions = {}): Promise<File> {
  const url = readAddress(given, location.href);
  if (!url || !(url.protocol === 'https:' || url.origin === location.origin)) throw new AppError('model.bad-link', {});
  const { host } = url;
  const file = urlFileName(url);
  const consent = await answerTo({ purpose: 'link', host, file }, options);
  if (consent === 'nobody') throw new AppError('privacy.foreign-url', { host });
  if (consent === 'no') throw new AppError('privacy.refused', { host });
  return new File([await callOutbound((api, port) => api.bundle(url.href, port), options)], file);
}
