import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import type { MergeChoices, ReadChoices } from '../data/reading.ts';
import { MergeKeys, ReadKeys, withKnownKeys } from './request.ts';
import { requestError, withoutUndefined } from './request-keys.ts';

const ReadRequestKeys = v.strictObject({
  datasetFiles: v.array(v.union([v.instance(Blob), v.string()])),
  read: v.optional(ReadKeys, {}),
  merge: v.optional(MergeKeys, {}),
  target: v.optional(v.string()),
  rows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 10),
  agree: v.optional(v.boolean()),
  signal: v.optional(v.instance(AbortSignal)),
});

/** What a caller of `intab.read` gives. */
export interface ReadRequest {
  datasetFiles: (Blob | string)[];
  read: ReadChoices;
  merge: MergeChoices;
  /** The column to predict; absent = it is guessed. */
  target?: string;
  /** Number of first rows to show. */
  rows: number;
  agree?: boolean;
  signal?: AbortSignal;
}

/** Reads the request of a caller: takes snake_case keys, fills in defaults. @throws AppError `request.unknown-key`, `request.bad-value`, `request.no-files` */
export function readReadRequest(given: unknown): ReadRequest {
  const parsed = v.safeParse(ReadRequestKeys, withKnownKeys(given), { abortEarly: true });
  if (!parsed.success) throw requestError(parsed.issues[0], [], knownAt);
  const { read, merge, ...request } = parsed.output;
  if (request.datasetFiles.length === 0) throw new AppError('request.no-files', {});
  return { ...request, read: withoutUndefined(read), merge: withoutUndefined(merge) };
}

function knownAt([first, second]: readonly string[]): string[] {
  if (second === undefined) return Object.keys(ReadRequestKeys.entries);
  return Object.keys(first === 'read' ? ReadKeys.entries : MergeKeys.entries);
}
