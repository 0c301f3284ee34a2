import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import type { Engine } from './adapter.ts';
import type { Step } from './control.ts';
import type { MergeChoices, ReadChoices, Source } from './data.ts';
import type { FieldSpec } from './field.ts';
import type { Task } from './kinds.ts';

/** Everything of a run but the data: what a plan file holds. */
export interface Plan {
  /** null = every other column that is a number, category, boolean or date. */
  fields: FieldSpec[] | null;
  /** Whether the columns that null would take are factors too, beside those named; rules for the target may then stand among them. */
  otherFields?: boolean;
  target: string | null;
  /** Rules for the target column, where there are some. */
  targetField: FieldSpec | null;
  task: Task | null;
  modelType: string;
  modelParams: Record<string, unknown>;
  control: Partial<Record<Step, boolean>>;
  split: { testSize: number; seed: number; stratify: boolean };
  read: ReadChoices;
  merge: MergeChoices;
  engine: Engine;
  name: string | null;
}

/** A run to be done: its plan and its data. */
export interface TrainRequest {
  plan: Plan;
  sources: Source[];
}

/** What a caller of the console interface may give beside the plan; the client takes these out before anything crosses. */
export interface CallerRequest {
  plan: Plan;
  datasetFiles: (Blob | string)[];
  publish: unknown;
  agree: boolean | undefined;
  logger: ((line: LogLine) => void) | undefined;
  signal: AbortSignal | undefined;
}

/** One line of the log as callers get it; `at` is ISO 8601. */
export interface LogLine {
  at: string;
  stage: string;
  level: string;
  message: string;
  stream?: boolean;
}

const engines = ['auto', 'webgpu', 'webgl', 'wasm', 'simd', 'simd-2', 'simd-relaxed', 'simd-relaxed-2', 'cpu'] as const;
const types = ['number', 'numeric', 'category', 'string', 'boolean', 'date', 'text'] as const;

const Missing = v.union([
  v.picklist(['drop', 'mean', 'median', 'most_frequent', 'keep']),
  v.strictObject({ constant: v.union([v.number(), v.string()]) }),
]);
const Level = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const rules = {
  type: v.optional(v.picklist(types)),
  normalize: v.optional(v.union([v.boolean(), v.picklist(['minmax', 'standard', 'robust'])])),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
  missing: v.optional(Missing),
  from: v.optional(v.array(v.string())),
};
const NamedFactor = v.strictObject({
  name: v.string(),
  ...rules,
  enum: v.optional(v.array(Level)),
  values: v.optional(v.array(Level)),
});
const Factor = v.strictObject({ ...rules, enum: v.optional(v.array(Level)), values: v.optional(v.array(Level)) });
const FieldLists = v.strictObject({ requiredFields: v.array(v.string()), numericFields: v.array(v.string()) });
const Seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295));

const Request = v.strictObject({
  datasetFiles: v.array(v.union([v.instance(Blob), v.string()])),
  factorParams: v.optional(v.union([v.array(NamedFactor), FieldLists, v.record(v.string(), Factor)])),
  target: v.optional(v.string()),
  targetParams: v.optional(Factor),
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
  read: v.optional(
    v.strictObject({
      delimiter: v.optional(v.pipe(v.string(), v.minLength(1))),
      encoding: v.optional(v.string()),
      header: v.optional(v.boolean()),
      sheet: v.optional(v.string()),
      missing: v.optional(v.array(v.string())),
    }),
    {},
  ),
  merge: v.optional(
    v.strictObject({
      duplicates: v.optional(v.picklist(['drop', 'keep'])),
      missingColumn: v.optional(v.picklist(['error', 'fill', 'leave-out'])),
    }),
    {},
  ),
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
  if (!parsed.success) throw fromIssue(parsed.issues[0]);
  const request = parsed.output;
  if (request.datasetFiles.length === 0) throw new AppError('request.no-files', {});
  return {
    plan: {
      fields: request.factorParams === undefined ? null : readFactors(request.factorParams),
      target: request.target ?? null,
      targetField: request.targetParams ? toField({ name: request.target ?? 'target', ...request.targetParams }) : null,
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

function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function withKnownKeys(given: unknown, top = true): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const name = (top && Object.hasOwn(aliases, camel(key)) ? aliases[camel(key)] : undefined) ?? camel(key);
      return [name, top && !opaque.has(name) ? withKnownKeys(value, false) : value];
    }),
  );
}

function readFactors(given: v.InferOutput<typeof Request>['factorParams'] & object): FieldSpec[] {
  if (Array.isArray(given)) return given.map(toField);
  const lists = v.safeParse(FieldLists, given);
  if (!lists.success)
    return Object.entries(given).map(([name, rule]) => toField({ name, ...(rule as v.InferOutput<typeof Factor>) }));
  const { requiredFields, numericFields } = lists.output;
  return [...new Set([...requiredFields, ...numericFields])].map((name) => ({
    name,
    ...(numericFields.includes(name) ? { kind: 'number' as const, normalize: true } : {}),
    missing: 'drop' as const,
  }));
}

function toField({ type, values, ...rest }: v.InferOutput<typeof NamedFactor>): FieldSpec {
  const levels = rest.enum ?? values;
  return withoutUndefined({ ...rest, kind: kindOf(type), enum: levels }) as FieldSpec;
}

function kindOf(type: (typeof types)[number] | undefined): FieldSpec['kind'] {
  if (type === 'numeric') return 'number';
  if (type === 'string') return 'category';
  return type;
}

function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

function fromIssue(issue: v.BaseIssue<unknown>): AppError {
  const path = (issue.path ?? []).map((step) => String(step.key));
  const key = path.join('.') || 'request';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return new AppError('request.unknown-key', { key: path.at(-1) ?? '', place: placeOf(path), known: knownAt(path) });
  }
  return new AppError('request.bad-value', {
    key,
    value: JSON.stringify(issue.input) ?? String(issue.input),
    problem: issue.message,
    expected: issue.expected ?? 'another value',
  });
}

function placeOf(path: string[]): string {
  return path.slice(0, -1).join('.') || 'the request';
}

function knownAt(path: string[]): string {
  const [first] = path;
  if (path.length === 1) return Object.keys(Request.entries).join(', ');
  if (first === 'factorParams') return Object.keys(NamedFactor.entries).join(', ');
  const inner = Request.entries[first as keyof typeof Request.entries] as { wrapped?: { entries?: object } };
  return Object.keys(inner.wrapped?.entries ?? {}).join(', ');
}
