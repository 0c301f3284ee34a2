/** What a presigned URL says of itself; `null` and empty where it says nothing. */
export interface Presigned {
  url: URL;
  /** The method it was signed for, where the URL names the operation. */
  method: string | null;
  operation: 'object' | 'begin' | 'part' | 'complete' | 'abort' | null;
  uploadId: string | null;
  partNumber: number | null;
  /** Milliseconds since the epoch. */
  signedAt: number | null;
  expiresAt: number | null;
  /** Lower case, without `host`; null where the signature does not name them, as the older ones do not. */
  signedHeaders: readonly string[] | null;
  /** Checksums that the URL promises of the body, by algorithm: `crc32`, `sha256` ... */
  checksums: Readonly<Record<string, string>>;
  isSigned: boolean;
}

/** What `x-id` in the URLs of AWS's SDKs means. */
const operations: Record<string, [method: string, operation: Presigned['operation']]> = {
  PutObject: ['PUT', 'object'],
  PostObject: ['POST', 'object'],
  UploadPart: ['PUT', 'part'],
  CreateMultipartUpload: ['POST', 'begin'],
  CompleteMultipartUpload: ['POST', 'complete'],
  AbortMultipartUpload: ['DELETE', 'abort'],
  GetObject: ['GET', null],
  HeadObject: ['HEAD', null],
  DeleteObject: ['DELETE', null],
  CopyObject: ['PUT', null],
};

/** Reads what a presigned URL says of itself: Signature Version 4 (AWS and those like it, Google's too) and the older Version 2. */
export function readPresigned(url: URL): Presigned {
  const params = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const of = (name: string) => params.get(`x-amz-${name}`) ?? params.get(`x-goog-${name}`) ?? null;
  const [named, known] = operations[params.get('x-id') ?? ''] ?? [null, null];
  const download = [...params.keys()].some((name) => name.startsWith('response-content-'));
  const partNumber = params.has('partnumber') ? Number(params.get('partnumber')) : null;
  const operation =
    known ??
    (partNumber !== null ? 'part' : params.has('uploads') ? 'begin' : params.has('uploadid') ? 'complete' : null);
  const implied = operation === 'part' ? 'PUT' : operation === null ? null : 'POST';
  const signedAt = readTime(of('date'));
  const seconds = of('expires');
  const until = params.get('expires');
  return {
    url,
    method: named ?? (download ? 'GET' : implied),
    operation,
    uploadId: params.get('uploadid') ?? null,
    partNumber,
    signedAt,
    expiresAt:
      signedAt !== null && seconds !== null
        ? signedAt + Number(seconds) * 1000
        : until !== undefined && params.has('signature')
          ? Number(until) * 1000
          : null,
    signedHeaders:
      of('signedheaders')
        ?.toLowerCase()
        .split(';')
        .filter((name) => name !== '' && name !== 'host') ?? null,
    checksums: Object.fromEntries(
      [...params].flatMap(([name, value]) => {
        const algorithm = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/.exec(name)?.[1];
        return algorithm ? [[algorithm, value]] : [];
      }),
    ),
    isSigned: of('signature') !== null || params.has('signature'),
  };
}

/** Reads `20260305T140700Z` as milliseconds since the epoch. */
function readTime(text: string | null): number | null {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
