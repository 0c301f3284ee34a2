import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { camel } from './request-keys.ts';

/** Keys of one's own, typed for the session: they stay in the tab's memory. */
export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Absent: told by the host's name, else us-east-1. */
  region?: string;
}

/** Where a model goes. Its query strings, fields and keys are secrets. */
export interface Destination {
  /** One presigned URL; all URLs of one presigned multipart upload; with `keys` the plain address of the object. */
  url: string | readonly string[];
  /** Absent: read from the URL. */
  method?: 'PUT' | 'POST';
  /** The fields of a presigned POST. */
  fields?: Readonly<Record<string, string>>;
  /** Values of headers that the URL's signature asks for. */
  headers?: Readonly<Record<string, string>>;
  keys?: Keys;
}

/** Where a model goes, understood. Its URLs, fields and keys are secrets; `host` and `address` are not. */
export type UploadTarget = {
  host: string;
  /** The object's address without query string. */
  address: string;
  /** Milliseconds since the epoch; null = it does not say. */
  expiresAt: number | null;
  signedAt: number | null;
  headers: Readonly<Record<string, string>>;
  /** Headers whose values the signature covers; lower case. Null where there is no signature that names them. */
  signedHeaders: readonly string[] | null;
  /** What the signature promises of the body, by algorithm: `crc32`, `sha256` ... */
  checksums: Readonly<Record<string, string>>;
} & (
  | { kind: 'put'; method: 'PUT' | 'POST'; url: string }
  | { kind: 'post'; url: string; fields: Readonly<Record<string, string>>; bytes?: [min: number, max: number] }
  | { kind: 'parts'; parts: readonly string[]; complete: string; abort: string | null }
  | { kind: 'keys'; url: string; keys: Keys }
);

/** What a caller of `publish` gives. */
export interface PublishRequest {
  /** An id or a bundle file. */
  model: string | Blob;
  /** Stored name. */
  place: Destination;
  /** Sends again what was sent there before. */
  again: boolean;
  signal: AbortSignal | undefined;
  onProgress: ((progress: { done: number; total: number }) => void) | undefined;
}

const Texts = v.record(v.string(), v.string());
const destinationKeys = {
  url: v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]),
  method: v.optional(v.picklist(['PUT', 'POST'])),
  fields: v.optional(Texts),
  headers: v.optional(Texts),
  keys: v.optional(
    v.strictObject({
      accessKeyId: v.pipe(v.string(), v.minLength(1)),
      secretAccessKey: v.pipe(v.string(), v.minLength(1)),
      sessionToken: v.optional(v.string()),
      region: v.optional(v.string()),
    }),
  ),
};
const DestinationSchema = v.strictObject(destinationKeys);
const Request = v.strictObject({
  model: v.union([v.string(), v.instance(Blob)]),
  ...destinationKeys,
  again: v.optional(v.boolean(), false),
  signal: v.optional(v.instance(AbortSignal)),
  onProgress: v.optional(v.custom<NonNullable<PublishRequest['onProgress']>>((value) => typeof value === 'function')),
});

/** Reads the request of a caller of `publish`. @throws AppError `publish.no-url`, `request.unknown-key`, `request.bad-value` */
export function readPublishRequest(given: unknown): PublishRequest {
  const { model, again, signal, onProgress, ...rest } = parse(Request, given);
  return { model, place: rest, again, signal, onProgress };
}

/**
 * Reads what a run was told of publishing; null where it shall not publish.
 * @throws AppError `publish.no-url`, `request.unknown-key`, `request.bad-value`
 */
export function readDestination(given: unknown): Destination | null {
  if (given === false || given === undefined || given === null) return null;
  return parse(DestinationSchema, given);
}

/** Checks a value against a schema. What stands in it may be a secret: no error repeats it. */
function parse<S extends typeof DestinationSchema | typeof Request>(schema: S, given: unknown): v.InferOutput<S> {
  if (typeof given !== 'object' || given === null) throw new AppError('publish.no-url', {});
  const named = withCamelKeys(given);
  if (named.url === undefined) throw new AppError('publish.no-url', {});
  const parsed = v.safeParse(schema, named, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (issue.path ?? []).map(({ key }) => String(key));
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = path[0] === 'keys' ? destinationKeys.keys.wrapped.entries : schema.entries;
    const where = path.slice(0, -1).join('.') || 'publish';
    throw new AppError('request.unknown-key', {
      key: path.at(-1) ?? '',
      place: where,
      known: Object.keys(known).join(', '),
    });
  }
  throw new AppError('request.bad-value', {
    key: path.join('.') || 'publish',
    value: '…',
    problem: `expected ${issue.expected ?? 'another value'}`,
    expected: issue.expected ?? 'another value',
  });
}

function withCamelKeys(given: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]: [string, unknown]) => {
      const name = camel(key);
      const isKeys = name === 'keys' && typeof value === 'object' && value !== null;
      return [name, isKeys ? withCamelKeys(value) : value];
    }),
  );
}
