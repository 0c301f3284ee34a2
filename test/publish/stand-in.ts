/**
 * Stands in for S3 where the real server of the tests (Swift) has no support: POST policies, CRC, `If-None-Match`, CORS on refusals, faults. It
 * verifies every signature, and boto3 checks it as a client. One page of more than 250 lines would be two halves of one thing.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import type { Store } from './presign.ts';
import { md5, sha256, sign, makeSignature } from './sigv4.ts';

/** What a request meets instead of the server; `slow` = milliseconds between reads of the body. */
export type Fault = { status: number } | { drop: 'before' | 'midway' } | { slow: number } | { html: number };

export interface StandIn {
  store: Store;
  objects: Map<string, { body: Buffer; headers: Record<string, string> }>;
  /** Method, path and status of every request but preflights, in order; queries are left out. */
  log: string[];
  /** Decides what goes wrong with a request; null = nothing. */
  fault: (request: IncomingMessage) => Fault | null;
  /** Added to the server's clock, in milliseconds. */
  clock: number;
  /** Pages that may ask; `errors` = refusals carry CORS headers too, as AWS's do. */
  cors: { origins: string[]; errors: boolean; expose: string[] };
  stop(): Promise<void>;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message = code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const region = 'eu-test-1';
const bucket = 'models';
const accessKeyId = 'AKIDSTANDIN';
const secretAccessKey = 'stand-in/secret+key';
const leastPart = 5 * 2 ** 20;

/** Starts the server on a free port of this machine. */
export async function startStandIn(): Promise<StandIn> {
  const uploads = new Map<string, { key: string; parts: Map<number, Buffer> }>();
  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const standIn: StandIn = {
    store: { endpoint, region, bucket, accessKeyId, secretAccessKey },
    objects: new Map(),
    log: [],
    fault: () => null,
    clock: 0,
    cors: { origins: ['*'], errors: true, expose: ['ETag'] },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  const now = () => Date.now() + standIn.clock;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', endpoint);
    const allowed = corsHeaders(request);
    const answer = (status: number, body: string | Buffer = '', headers: Record<string, string> = {}) => {
      standIn.log.push(`${request.method ?? ''} ${url.pathname} ${status}`);
      const cors = status < 400 || standIn.cors.errors ? allowed : {};
      response.writeHead(status, { ...cors, ...headers }).end(request.method === 'HEAD' ? '' : body);
    };
    if (request.method === 'OPTIONS') return preflight(request, response, allowed);
    const fault = standIn.fault(request);
    try {
      if (fault && 'drop' in fault) {
        standIn.log.push(`${request.method ?? ''} ${url.pathname} dropped`);
        if (fault.drop === 'midway') await new Promise((done) => request.once('data', done));
        return void request.socket.destroy();
      }
      const body = await readBody(request, fault && 'slow' in fault ? fault.slow : 0);
      if (fault && 'html' in fault) {
        return answer(fault.html, '<html><body>Log in</body></html>', { 'content-type': 'text/html' });
      }
      if (fault && 'status' in fault)
        throw new Refusal(fault.status, fault.status === 503 ? 'SlowDown' : 'InternalError');
      await serve(request, url, body, answer);
    } catch (error) {
      const { status, code, message } =
        error instanceof Refusal ? error : new Refusal(500, 'InternalError', String(error));
      const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message><Resource>${url.search}</Resource></Error>`;
      answer(status, xml.replaceAll('&', '&amp;'), { 'content-type': 'application/xml' });
    }
  }

  function corsHeaders(request: IncomingMessage): Record<string, string> {
    const { origin } = request.headers;
    const { origins, expose } = standIn.cors;
    if (!origin || !(origins.includes('*') || origins.includes(origin))) return {};
    return { 'access-control-allow-origin': origin, 'access-control-expose-headers': expose.join(','), vary: 'Origin' };
  }

  function preflight(request: IncomingMessage, response: ServerResponse, allowed: Record<string, string>): void {
    if (!allowed['access-control-allow-origin']) return void response.writeHead(403).end();
    const headers = request.headers['access-control-request-headers'] ?? '';
    const methods = 'GET,PUT,POST,DELETE';
    response
      .writeHead(200, { ...allowed, 'access-control-allow-methods': methods, 'access-control-allow-headers': headers })
      .end();
  }

  type Reply = (status: number, body?: string | Buffer, headers?: Record<string, string>) => void;

  async function serve(request: IncomingMessage, url: URL, body: Buffer, answer: Reply): Promise<void> {
    const [, name, ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    const { searchParams: query } = url;
    const { method = '' } = request;
    if (name !== bucket) throw new Refusal(404, 'NoSuchBucket');
    if (method === 'POST' && key === '') return postForm(request, body, answer);
    verify(request, url, body);
    checkSums(request, query, body);
    const uploadId = query.get('uploadId');
    const upload = uploadId === null ? undefined : uploads.get(uploadId);
    if (uploadId !== null && upload?.key !== key) throw new Refusal(404, 'NoSuchUpload');
    if (method === 'POST' && query.has('uploads')) {
      const id = `upload-${uploads.size + 1}`;
      uploads.set(id, { key, parts: new Map() });
      const inner = `<Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId>`;
      return answer(200, `<InitiateMultipartUploadResult>${inner}</InitiateMultipartUploadResult>`);
    }
    if (upload && uploadId !== null) {
      if (method === 'PUT') {
        const number = Number(query.get('partNumber'));
        if (!(number >= 1 && number <= 10_000)) throw new Refusal(400, 'InvalidArgument');
        upload.parts.set(number, body);
        return answer(200, '', { etag: `"${md5(body)}"` });
      }
      if (method === 'POST') {
        const whole = joined(upload.parts, body.toString());
        const parts = [...body.toString().matchAll(/<Part>/g)].length;
        uploads.delete(uploadId);
        standIn.objects.set(key, { body: whole, headers: {} });
        const etag = `&quot;${md5(whole)}-${parts}&quot;`;
        return answer(
          200,
          `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>${etag}</ETag></CompleteMultipartUploadResult>`,
        );
      }
      if (method === 'DELETE') {
        uploads.delete(uploadId);
        return answer(204);
      }
    }
    const kept = standIn.objects.get(key);
    if (method === 'PUT') {
      if (request.headers['if-none-match'] === '*' && kept) throw new Refusal(412, 'PreconditionFailed');
      standIn.objects.set(key, { body, headers: readHeaders(request) });
      return answer(200, '', { etag: `"${md5(body)}"` });
    }
    if (method === 'GET' || method === 'HEAD') {
      if (!kept) throw new Refusal(404, 'NoSuchKey');
      return answer(200, kept.body, { etag: `"${md5(kept.body)}"`, 'content-length': String(kept.body.length) });
    }
    throw new Refusal(405, 'MethodNotAllowed');
  }

  /** Checks the signature in the query or in the header, its age, and that it covers what it must. */
  function verify(request: IncomingMessage, url: URL, body: Buffer): void {
    const query = url.searchParams;
    const byQuery = query.has('X-Amz-Signature');
    const auth = /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=(\w{64})$/.exec(
      request.headers.authorization ?? '',
    );
    if (!byQuery && !auth) throw new Refusal(403, 'AccessDenied');
    const headers = readHeaders(request);
    const credential = (byQuery ? query.get('X-Amz-Credential') : auth?.[1]) ?? '';
    const signed = ((byQuery ? query.get('X-Amz-SignedHeaders') : auth?.[2]) ?? '').split(';');
    const given = byQuery ? query.get('X-Amz-Signature') : auth?.[3];
    const date = (byQuery ? query.get('X-Amz-Date') : headers['x-amz-date']) ?? '';
    const payload = headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
    const at = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    if (byQuery) {
      if (now() > at + Number(query.get('X-Amz-Expires')) * 1000)
        throw new Refusal(403, 'AccessDenied', 'Request has expired');
      if (at > now() + 900_000) throw new Refusal(403, 'AccessDenied', 'Request is not yet valid');
    } else if (Math.abs(now() - at) > 900_000) throw new Refusal(403, 'RequestTimeTooSkewed');
    const [id, day, where, service, end] = credential.split('/');
    if (id !== accessKeyId) throw new Refusal(403, 'InvalidAccessKeyId');
    if (where !== region) {
      throw new Refusal(
        400,
        'AuthorizationHeaderMalformed',
        `the region '${where ?? ''}' is wrong</Message><Region>${region}</Region><Message>`,
      );
    }
    if (service !== 's3' || end !== 'aws4_request' || day !== date.slice(0, 8))
      throw new Refusal(400, 'AuthorizationQueryParametersError');
    const stray = Object.keys(headers).find(
      (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signed.includes(name),
    );
    if (stray)
      throw new Refusal(
        403,
        'AccessDenied',
        `There were headers present in the request which were not signed: ${stray}`,
      );
    const secret = secretAccessKey;
    const wanted = makeSignature({ method: request.method ?? '', url, headers, signed, payload, date, region, secret });
    if (!signed.includes('host') || given !== wanted)
      throw new Refusal(403, 'SignatureDoesNotMatch', `given ${given ?? ''}`);
    if (/^\w{64}$/.test(payload) && sha256(body) !== payload) throw new Refusal(400, 'XAmzContentSHA256Mismatch');
  }

  /** Takes the form of a presigned POST: the policy must be signed, and allow every field. */
  function postForm(request: IncomingMessage, body: Buffer, answer: Reply): void {
    const { fields, file } = readForm(request.headers['content-type'] ?? '', body);
    const { policy = '', key = '' } = fields;
    const [id, day, where] = (fields['x-amz-credential'] ?? '').split('/');
    if (id !== accessKeyId || where !== region) throw new Refusal(403, 'InvalidAccessKeyId');
    if (sign(policy, secretAccessKey, day, region) !== fields['x-amz-signature'])
      throw new Refusal(403, 'SignatureDoesNotMatch');
    const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString()) as {
      expiration: string;
      conditions: (Record<string, string> | [string, string, string] | ['content-length-range', number, number])[];
    };
    if (now() > Date.parse(expiration))
      throw new Refusal(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.');
    const seen = new Set(['policy', 'x-amz-signature']);
    for (const condition of conditions) {
      const [how, field, value] = Array.isArray(condition)
        ? condition
        : (['eq', `$${Object.keys(condition)[0]}`, Object.values(condition)[0]] as const);
      if (how === 'content-length-range') {
        if (file.length < Number(field)) throw new Refusal(400, 'EntityTooSmall');
        if (file.length > Number(value)) throw new Refusal(400, 'EntityTooLarge');
        continue;
      }
      const name = String(field).slice(1).toLowerCase();
      seen.add(name);
      const got = name === 'bucket' ? bucket : (fields[name] ?? '');
      if (how === 'eq' ? got !== value : !got.startsWith(String(value))) {
        throw new Refusal(
          403,
          'AccessDenied',
          `Invalid according to Policy: Policy Condition failed: ["${how}", "$${name}"]`,
        );
      }
    }
    const extra = Object.keys(fields).filter((name) => !seen.has(name));
    if (extra.length > 0)
      throw new Refusal(403, 'AccessDenied', `Invalid according to Policy: Extra input fields: ${extra.join()}`);
    standIn.objects.set(key, { body: file, headers: {} });
    answer(204, '', { etag: `"${md5(file)}"` });
  }

  return standIn;
}

function checkSums(request: IncomingMessage, query: URLSearchParams, body: Buffer): void {
  const spelling = query.get('x-amz-checksum-crc32') ?? request.headers['x-amz-checksum-crc32'];
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  if (spelling && spelling !== sum.toString('base64')) throw new Refusal(400, 'BadDigest', 'The CRC32 did not match');
  const sha = request.headers['x-amz-checksum-sha256'];
  if (sha && sha !== Buffer.from(sha256(body), 'hex').toString('base64')) throw new Refusal(400, 'BadDigest');
}

/** Puts the parts together that a request to complete names; their ETags must be those that were given. */
function joined(parts: Map<number, Buffer>, xml: string): Buffer {
  const named = [...xml.matchAll(/<Part>([\s\S]*?)<\/Part>/g)].map(([, part]) => ({
    number: Number(/<PartNumber>(\d+)/.exec(part)?.[1]),
    etag: /<ETag>(?:&quot;|"|&#34;)?(\w{32})/.exec(part)?.[1],
  }));
  if (named.some(({ number }, at) => at > 0 && number <= named[at - 1].number))
    throw new Refusal(400, 'InvalidPartOrder');
  const bodies = named.map(({ number, etag }, at) => {
    const body = parts.get(number);
    if (!body || md5(body) !== etag) throw new Refusal(400, 'InvalidPart');
    if (at < named.length - 1 && body.length < leastPart) throw new Refusal(400, 'EntityTooSmall');
    return body;
  });
  if (bodies.length === 0) throw new Refusal(400, 'MalformedXML');
  return Buffer.concat(bodies);
}

function readHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]));
}

async function readBody(request: IncomingMessage, slow: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
    if (slow > 0) await new Promise((done) => setTimeout(done, slow));
  }
  return Buffer.concat(chunks);
}

/** Reads a form: S3 looks at nothing that follows the file. */
function readForm(type: string, body: Buffer): { fields: Record<string, string>; file: Buffer } {
  const boundary = Buffer.from(`--${/boundary=(?:"([^"]+)"|([^;]+))/.exec(type)?.slice(1).find(Boolean) ?? ''}`);
  const fields: Record<string, string> = {};
  for (let at = body.indexOf(boundary); at >= 0;) {
    const from = at + boundary.length + 2;
    const to = body.indexOf(boundary, from);
    if (to < 0) break;
    const part = body.subarray(from, to - 2);
    const head = part.indexOf('\r\n\r\n');
    const name = /name="([^"]*)"/.exec(part.subarray(0, head).toString())?.[1] ?? '';
    const content = part.subarray(head + 4);
    if (name === 'file') return { fields, file: content };
    fields[name.toLowerCase()] = content.toString();
    at = to;
  }
  throw new Refusal(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
}
