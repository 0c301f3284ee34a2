import { toBase64 } from '../base/base64.ts';
import { fromHex } from '../base/sha256.ts';
import type { UploadTarget } from '../contract/request/publish-request.ts';

/** Headers that a page cannot set; the browser writes the length itself. */
const closed =
  /^(accept-charset|accept-encoding|access-control-.*|connection|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*)$/;
/** Headers whose value follows from the file. */
const computed = new Set(['x-amz-checksum-sha256', 'x-amz-content-sha256', 'content-length']);

/** Header problems of a target: without a value, not signed, or not allowed from a page. */
interface HeaderFaults {
  missing: string[];
  unsigned: string[];
  forbidden: string[];
}

/** Compares the headers that a signature asks for with those that were given. */
export function neededHeaders({ signedHeaders, headers, kind }: UploadTarget): HeaderFaults {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const signed = kind === 'put' ? (signedHeaders ?? []) : [];
  return {
    missing: signed.filter(
      (name) => !given.has(name) && !computed.has(name) && name !== 'if-none-match' && !closed.test(name),
    ),
    // S3 refuses every x-amz- header that its signature does not cover.
    unsigned:
      kind === 'put' && signedHeaders
        ? [...given].filter((name) => name.startsWith('x-amz-') && !signed.includes(name))
        : [],
    forbidden: [
      ...[...signed, ...given].filter((name) => closed.test(name) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)),
      ...Object.keys(headers).filter((name) => !/^[\t\x20-\x7e\x80-\xff]*$/.test(headers[name])),
    ],
  };
}

/** Gives the headers to send with a file: what was given, and what the signature asks for and the file tells. */
export function headersFor(
  { headers, signedHeaders }: Pick<UploadTarget, 'headers' | 'signedHeaders'>,
  sha256: string,
): Record<string, string> {
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  delete all['content-length'];
  for (const name of signedHeaders ?? []) {
    if (name in all) continue;
    if (name === 'x-amz-checksum-sha256') all[name] = toBase64(fromHex(sha256));
    if (name === 'x-amz-content-sha256') all[name] = sha256;
    if (name === 'if-none-match') all[name] = '*';
  }
  return all;
}
