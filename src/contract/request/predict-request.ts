import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';

// Not v.record, which drops columns named `constructor` and `__proto__`.
const Row = v.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'it is not a row object',
);
const PredictRequest = v.strictObject({
  model: v.union([v.string(), v.instance(Blob)]),
  data: v.union([v.instance(Blob), v.string(), v.array(Row)]),
  secrets: v.optional(v.strictObject({ api_key: v.string() })),
  agree: v.optional(v.boolean()),
  signal: v.optional(v.instance(AbortSignal)),
});
const known = Object.keys(PredictRequest.entries).join(', ');

/** What a caller of `predict` gives. `model`: an id or a bundle file; `data`: a file, an address, or row objects. */
export type PredictRequest = v.InferOutput<typeof PredictRequest>;

/** Reads the request of a caller. @throws AppError `request.unknown-key`, `request.bad-value` */
export function readPredictRequest(given: unknown): PredictRequest {
  const parsed = v.safeParse(PredictRequest, given, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (issue.path ?? []).map(({ key }) => String(key));
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    throw new AppError('request.unknown-key', { key: path.at(-1) ?? '', place: 'the request', known });
  }
  throw new AppError('request.bad-value', {
    key: path.join('.') || 'request',
    value: path[0] === 'secrets' ? '•••' : (JSON.stringify(issue.input) ?? String(issue.input)),
    problem: issue.message,
    expected: issue.expected ?? 'another value',
  });
}
