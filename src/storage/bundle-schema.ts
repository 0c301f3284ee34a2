import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import { dayOrders, kinds } from '../contract/data/kinds.ts';
import { DrawnTreeFile } from './drawn-tree-schema.ts';

const Kind = v.picklist(kinds);
const Task = v.picklist(['regression', 'classification', 'generation']);

/** What `manifest.json` holds: the only file that is not in its own list of checksums. */
export const Manifest = v.object({
  format: v.literal('intab'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.string(),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  madeBy: v.string(),
  /** What kind of model is inside, since version 2. */
  form: v.string(),
  author: v.optional(v.string()),
  licence: v.optional(v.string()),
  /** The SHA-256 of every other member, hexadecimal. */
  members: v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
});
/** `manifest.json` of a bundle file: format, version, and the SHA-256 of every other member. */
export type Manifest = v.InferOutput<typeof Manifest>;

/** What `recipe.json` holds: which columns the model needs, and what was learned of them. `recipe/` checks the latter. */
export const RecipeFile = v.object({
  modelType: v.string(),
  task: Task,
  target: v.object({ name: v.string(), kind: Kind }),
  factors: v.array(
    v.object({
      name: v.string(),
      kind: v.picklist(['number', 'category', 'boolean', 'date', 'text']),
      from: v.optional(v.array(v.string())),
      range: v.optional(v.object({ min: v.number(), max: v.number(), median: v.number() })),
      dayOrder: v.optional(v.picklist(dayOrders)),
      levels: v.optional(v.array(v.string())),
    }),
  ),
  recipe: v.unknown(),
});

const Decision = v.object({ run: v.boolean(), decidedBy: v.picklist(['adapter', 'user', 'default']) });
// JSON has no NaN: a metric that is not defined is null there.
const Metric = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? NaN),
);
const Regression = v.object({ r2: Metric, mae: Metric, mse: Metric, rmse: Metric, medae: Metric });
const Classification = v.object({
  accuracy: Metric,
  balancedAccuracy: Metric,
  f1Macro: Metric,
  logLoss: Metric,
  rocAuc: v.optional(Metric),
  confusion: v.object({ labels: v.array(v.string()), matrix: v.array(v.array(v.number())) }),
});
const Labels = v.object({
  exactMatch: Metric,
  f1Macro: Metric,
  f1Micro: Metric,
  hammingLoss: Metric,
  logLoss: Metric,
  labels: v.array(v.object({ label: v.string(), precision: Metric, recall: Metric, f1: Metric, rows: v.number() })),
});
const Generation = v.object({ exactMatch: Metric });
const LanguageModel = v.object({ perplexity: Metric, bitsPerByte: Metric, loss: Metric });
const Metrics = v.union([Regression, Classification, Labels, Generation, LanguageModel]);

const Phrase = v.object({ code: v.string(), params: v.record(v.string(), v.any()) });

/** What a report must hold to be shown; whatever else a report has is kept as it is. */
export const ReportFile = v.looseObject({
  modelId: v.string(),
  modelType: v.string(),
  task: Task,
  target: v.string(),
  rows: v.object({
    read: v.number(),
    duplicates: v.number(),
    dropped: v.record(v.string(), v.number()),
    kept: v.number(),
    train: v.number(),
    test: v.number(),
  }),
  control: v.object({ preprocess: Decision, normalize: Decision, postprocess: Decision }),
  units: v.picklist(['target', 'scaled']),
  evaluatedOn: v.picklist(['test', 'train']),
  metrics: v.optional(Metrics),
  baseline: v.optional(Metrics),
  timings: v.record(v.string(), v.number()),
  engine: v.object({ name: v.string(), reason: v.string(), why: v.optional(v.array(Phrase)) }),
  contributions: v.optional(v.array(v.object({ factor: v.string(), mean: v.number() }))),
  tree: v.optional(DrawnTreeFile),
  notices: v.array(v.looseObject({ code: v.string(), level: v.string(), message: v.string(), hint: v.string() })),
});

/** What a plan must hold to be read again. */
export const PlanFile = v.looseObject({
  fields: v.nullable(v.array(v.looseObject({ name: v.string() }))),
  target: v.nullable(v.string()),
  modelType: v.string(),
  modelParams: v.record(v.string(), v.unknown()),
  split: v.object({ testSize: v.number(), seed: v.number(), stratify: v.boolean() }),
});

/** Checks the content of a member. @throws AppError `model.bad-content` names the place */
export function check<S extends v.GenericSchema>(schema: S, member: string, content: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, content, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const location = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  throw new AppError('model.bad-content', {
    member,
    problem: location ? `${location}: ${issue.message}` : issue.message,
  });
}
