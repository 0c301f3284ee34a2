import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { engines } from './engine.ts';
import { FactorRules, readFactorParams, toField } from './factor-params.ts';
import { dayOrders } from '../data/kinds.ts';
import { camel, requestError, withoutUndefined } from './request-keys.ts';
import type { Plan } from './plan.ts';
import type { LogLine } from './log-line.ts';

/** What a caller of the console interface may give beside the plan; the client takes these out before anything crosses. */
export interface CallerRequest {
  plan: Plan;
  datasetFiles: (Blob | string)[];
  publish: unknown;
  agree: boolean | undefined;
  logger: ((line: LogLine) => void) | undefined;
  signal: AbortSignal | undefined;
}
const Seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295));

/** How files are read, as a caller gives it. */
export const ReadKeys = v.strictObject({
  delimiter: v.optional(v.pipe(v.string(), v.minLength(1))),
  encoding: v.optional(v.string()),
  header: v.optional(v.boolean()),
  sheet: v.optional(v.string()),
  missing: v.optional(v.array(v.string())),
  dayOrder: v.optional(v.record(v.string(), v.picklist(dayOrders))),
});

/** How files become one table, as a caller gives it. */
export const MergeKeys = v.strictObject({
  duplicates: v.optional(v.picklist(['drop', 'keep'])),
  missingColumn: v.optional(v.picklist(['error', 'fill', 'leave-out'])),
});

const Request = v.strictObject({
  datasetFiles: v.array(v.union([v.instance(Blob), v.string()])),
  factorParams: v.optional(v.unknown()),
  target: v.optional(v.string()),
  targetParams: v.optional(FactorRules),
  task: v.optional(v.picklist(['regression', 'classification', 'generation'])),
  modelType: v.string(),
  modelParams: v.optional(v.record(v.string(), v.unknown()), {}),
  userPipelineControl: v.optional(
    v.strictObject({
      preprocess: v.optional(v.boolean()),
      normalize: v.optional(v.boolean()),
      postprocess: v.optional(v.boolean()),
    }),
    {},
  ),
  split: v.optional(
    v.strictObject({
      testSize: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.99)), 0.2),
      seed: v.optional(Seed, 42),
      stratify: v.optional(v.boolean(), false),
    }),
    {},
  ),
  read: v.optional(ReadKeys, {}),
  merge: v.optional(MergeKeys, {}),
  publish: v.optional(v.unknown(), false),
  logger: v.optional(v.custom<(line: LogLine) => void>((value) => typeof value === 'function')),
  engine: v.optional(v.picklist(engines), 'auto'),
  agree: v.optional(v.boolean()),
  name: v.optional(v.string()),
  signal: v.optional(v.instance(AbortSignal)),
});

const aliases: Record<string, string> = {
  control: 'userPipelineControl',
  controlFlags: 'userPipelineControl',
  loggerInstance: 'logger',
};
/** Values under these keys are the person's own words: their keys are left as they are. */
const opaque = new Set(['factorParams', 'modelParams', 'datasetFiles', 'publish', 'signal', 'logger', 'targetParams']);

/**
 * Reads the request of a caller: takes snake_case keys and the aliases, fills in defaults.
 * @throws AppError `request.unknown-key`, `request.bad-value`, `request.no-files`
 */
export function readRequest(given: unknown): CallerRequest {
  const parsed = v.safeParse(Request, withKnownKeys(given), { abortEarly: true });
  if (!parsed.success) throw requestError(parsed.issues[0], [], knownAt);
  const request = parsed.output;
  if (request.datasetFiles.length === 0) throw new AppError('request.no-files', {});
  return {
    plan: {
      ...readFactorParams(request.factorParams),
      target: request.target ?? null,
      targetField: request.targetParams ? toField(request.target ?? 'target', request.targetParams) : null,
      task: request.task ?? null,
      modelType: request.modelType,
      modelParams: request.modelParams,
      control: withoutUndefined(request.userPipelineControl),
      split: request.split,
      read: withoutUndefined(request.read),
      merge: withoutUndefined(request.merge),
      engine: request.engine,
      name: request.name ?? null,
    },
    datasetFiles: request.datasetFiles,
    publish: request.publish,
    agree: request.agree,
    logger: request.logger,
    signal: request.signal,
  };
}

/** Writes the keys of a request, and of the objects in it, in camelCase and without aliases; the person's own words stay as they are. */
export function withKnownKeys(given: unknown, top = true): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const name = (top && Object.hasOwn(aliases, camel(key)) ? aliases[camel(key)] : undefined) ?? camel(key);
      return [name, top && !opaque.has(name) ? withKnownKeys(value, false) : value];
    }),
  );
}

function knownAt(path: readonly string[]): string[] {
  const [first] = path;
  if (path.length === 1) return Object.keys(Request.entries);
  if (first === 'targetParams') return Object.keys(FactorRules.entries);
  const inner = Request.entries[first as keyof typeof Request.entries] as { wrapped?: { entries?: object } };
  return Object.keys(inner.wrapped?.entries ?? {});
}
