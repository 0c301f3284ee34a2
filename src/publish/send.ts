import type { UploadTarget } from '../contract/request/publish-request.ts';
import { attempt } from './attempts.ts';
import type { Answer, Line } from './exchange.ts';
import { sendByKeys } from './own-keys.ts';
import { sendParts } from './parts.ts';
import { headersFor } from './signed-headers.ts';
import type { Arrived } from '../contract/result/publication.ts';

/**
 * Sends a file to where it shall go: one request, a form, or parts.
 * @throws AppError `publish.*`, `run.stopped`
 */
export async function send(target: UploadTarget, file: Blob, sha256: string, line: Line): Promise<Arrived> {
  switch (target.kind) {
    case 'put': {
      const headers = headersFor(target, sha256);
      // An older signature covers the type even where it is absent: then none may be sent.
      const type = headers['content-type'] ?? (target.signedHeaders ? file.type : '');
      const body = file.slice(0, file.size, type);
      const { method, url } = target;
      return sentOf(await attempt(line, target, () => ({ method, url, headers, body }), line.onSent));
    }
    case 'post': {
      const form = new FormData();
      for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
      // Whatever follows the file is not read.
      form.append('file', file);
      const request = { method: 'POST', url: target.url, headers: {}, body: form };
      const onSent = (bytes: number) => line.onSent(Math.min(bytes, file.size));
      return sentOf(await attempt(line, target, () => request, onSent));
    }
    case 'parts':
      return sendParts(target, file, line);
    case 'keys':
      return sendByKeys(target, file, line);
  }
}

function sentOf({ status, etag }: Answer): Arrived {
  return { status, etag };
}
