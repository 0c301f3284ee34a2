import type { UploadTarget } from '../contract/request/publish-request.ts';
import { attempt } from './attempts.ts';
import type { Answer, Transport } from './exchange.ts';
import { sendByKeys } from './own-keys.ts';
import { sendParts } from './parts.ts';
import { headersFor } from './signed-headers.ts';
import type { Arrived } from '../contract/result/publication.ts';

/**
 * Sends a file to where it shall go: one request, a form, or parts.
 * @throws AppError `publish.*`, `run.stopped`
 */
export async function send(target: UploadTarget, file: Blob, sha256: string, transport: Transport): Promise<Arrived> {
  switch (target.kind) {
    case 'put': {
      const headers = headersFor(target, sha256);
      // An older signature covers the type even where it is absent: then none may be sent.
      const type = headers['content-type'] ?? (target.signedHeaders ? file.type : '');
      const body = file.slice(0, file.size, type);
      const { method, url } = target;
      return toArrived(await attempt(transport, target, () => ({ method, url, headers, body }), transport.onSent));
    }
    case 'post': {
      const form = new FormData();
      for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
      // Whatever follows the file is not read.
      form.append('file', file);
      const request = { method: 'POST', url: target.url, headers: {}, body: form };
      const onSent = (bytes: number) => transport.onSent(Math.min(bytes, file.size));
      return toArrived(await attempt(transport, target, () => request, onSent));
    }
    case 'parts':
      return sendParts(target, file, transport);
    case 'keys':
      return sendByKeys(target, file, transport);
  }
}

function toArrived({ status, etag }: Answer): Arrived {
  return { status, etag };
}
