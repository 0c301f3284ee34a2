import { log, type Run } from '../base/run.ts';
import { requireMeta } from '../adapters/catalog.ts';
import { fitAdapter, loadHooks } from '../adapters/hooks.ts';
import { loadAdapter } from '../adapters/registry.ts';
import { decideAll, learns } from '../contract/request/control.ts';
import type { EngineCache } from '../contract/model/engine-cache.ts';
import { readOptions } from '../contract/request/options.ts';
import type { HostServices } from '../contract/model/jobs.ts';
import type { TrainRequest } from '../contract/request/plan.ts';
import type { DataFingerprint, TrainResult } from '../contract/result/result.ts';
import { describeArtifact } from '../models/families.ts';
import { openModel } from '../prediction/open-model.ts';
import { featureInfo } from '../recipe/feature-info.ts';
import { undoes } from '../recipe/recipe.ts';
import { modelId } from '../storage/model-id.ts';
import { cleanRows } from '../tables/rows/clean.ts';
import { chooseFields } from '../tables/fields/choose-fields.ts';
import { makeDiagnostics, type Diagnostics } from './diagnostics.ts';
import { classNames, evaluationOutputs } from '../prediction/answers.ts';
import { toBundle } from './to-bundle.ts';
import { planKinds, planMergeChoices, planReadChoices, withTemplateFields } from './plan-choices.ts';
import { evaluate } from './evaluate.ts';
import { makeLedger } from '../tables/rows/ledger.ts';
import { logMetric } from './log-metric.ts';
import { fingerprint } from './fingerprint.ts';
import { makeHeldOutReader } from './held-out.ts';
import { mapFactors } from './factor-mapping.ts';
import { prepare } from './prepare.ts';
import type { Reader } from './reader.ts';
import { recorded } from './record.ts';
import { makeResult } from './result.ts';
import { save, type ModelStore } from './save.ts';
import { splitKept } from './split-kept.ts';
import { makeStopwatch } from './stopwatch.ts';

/** A run that is over: its result, and what can still be asked of it. */
export interface Finished {
  result: TrainResult;
  /** Computes bootstrap intervals and permutation importance, for the saved report. */
  diagnostics(run: Run): Promise<Diagnostics>;
  /** Computes the fingerprint of the data that was used, for the saved report. */
  fingerprint(run: Run): Promise<DataFingerprint>;
  /** Writes every row that was not used as CSV. */
  ledger(): Blob;
  /** Gives the factors of up to `most` test rows, to check exports by; they are never saved. */
  heldOut: ReturnType<typeof makeHeldOutReader>;
}

/**
 * Does a whole run: the product on one page.
 * @throws AppError the code of the stage that could not be done; `run.stopped`
 */
export async function runPipeline(
  { plan, sources }: TrainRequest,
  {
    reader,
    library,
    host,
    engines,
  }: { reader: Reader; library: ModelStore; host?: HostServices; engines?: EngineCache },
  outer: Run,
): Promise<Finished> {
  const { run, record } = recorded(outer);
  const { stage, timings } = makeStopwatch(run);
  const meta = requireMeta(plan.modelType);
  const options = readOptions(meta.options, plan.modelParams, plan.modelType);
  const control = decideAll(meta, plan.control);

  // 1 read: bytes become tables of typed columns.
  const parts = await stage('read', 'read', () => reader.read(sources, planReadChoices(plan), run));
  for (const { file, view } of parts) {
    log(run, 'read', 'read.done', { file, rows: view.rows, columns: view.columns.length });
  }

  // 2 merge: several tables become one, duplicates are dropped.
  const merged = await stage('merge', 'merge', () => reader.merge(parts, planMergeChoices(plan), planKinds(plan), run));
  const { table } = merged;
  log(run, 'merge', 'merge.done', { rows: table.rows, duplicates: merged.duplicates });

  // 3 map: which columns are factors, which one is the target.
  const fields = await stage('map', null, () => chooseFields(table, withTemplateFields(plan, meta, options), meta));

  // 4 clean: rows that cannot be used are dropped, each with a reason.
  const cleaned = await stage('clean', 'clean', () => cleanRows(table, fields, run));
  log(run, 'clean', 'clean.done', { kept: cleaned.kept.length, dropped: cleaned.dropped.rows.length });

  // 5 split: seeded, before anything is learned.
  const learning = learns(fields.task, meta, options);
  const split = await stage('split', 'split', () => splitKept(cleaned.kept, fields, plan.split, learning, run));
  const { train, test, evaluationRows } = split;
  log(run, 'split', 'split.done', { train: train.length, test: test.length, seed: plan.split.seed });

  // 6 preprocess: fill, scale and encode, as learned from the training rows alone.
  const prepared = await stage('preprocess', 'preprocess', () =>
    prepare(fields, table.rows, split, meta, control, plan, run),
  );
  const { samples, columns } = prepared;
  const features = samples.features.names.length + (samples.features.texts?.names.length ?? 0);
  log(run, 'preprocess', 'preprocess.done', { factors: fields.factors.length, features });

  // 7 train: the adapter learns and leaves a plain artifact.
  const [adapter, hooks] = [await loadAdapter(plan.modelType), await loadHooks(plan.modelType)];
  log(run, 'train', 'train.start', { model: meta.label, rows: train.length, features });
  const fitted = await stage('train', 'train', () =>
    fitAdapter(adapter, hooks, { ...samples, host, engines }, options, run),
  );
  timings.engine = fitted.engineMs ?? 0;
  timings.train -= timings.engine;
  log(run, 'train', 'train.done', { seconds: Number((timings.train / 1000).toPrecision(3)) });

  // 8 postprocess: what the model answers; then in the target's own units or class names, unless that is off.
  const { artifact } = fitted;
  const recipe = fitted.hookState === undefined ? prepared.recipe : { ...prepared.recipe, own: fitted.hookState };
  const model = await openModel(hooks, artifact, fitted.hookState, host);
  const { outputs, ...remarks } = await stage('postprocess', 'evaluate', () =>
    evaluationOutputs(model, recipe.target, prepared.evaluationFeatures, fitted.bigrams, run),
  );

  // 9 evaluate: on rows never seen, beside a baseline.
  const target = fields.target?.column;
  const undo = undoes(control, recipe);
  const { scored: side, ...numbers } = await stage('evaluate', 'evaluate', () =>
    evaluate(recipe.target, target, evaluationRows, train, outputs, undo),
  );
  logMetric(run, numbers.metrics, evaluationRows.length);

  // 10 save: one bundle, in one transaction.
  const madeAt = new Date(run.now()).toISOString();
  const id = await modelId({ madeAt, recipe, artifact });
  const description = await describeArtifact(artifact, {
    features: featureInfo(recipe, samples.features.scale),
    classNames: classNames(recipe.target, undo),
  });
  const stages = { plan, control, parts, merged, fields, cleaned, split, prepared, fitted, remarks, numbers };
  const result = makeResult({ ...stages, id, recipe, description, timings, record });
  const unsaved = await stage('save', 'save', async () => {
    const factors = await mapFactors(fields.factors, train, run);
    const bundle = toBundle({ plan, meta, fields, factors, recipe, artifact, madeAt, result });
    return save(bundle, library, run);
  });
  if (unsaved) result.notices.push(unsaved);

  const { seed } = plan.split;
  return {
    result,
    diagnostics: makeDiagnostics({ recipe, columns, target, rows: evaluationRows, model, seed }, side),
    fingerprint: (later) =>
      fingerprint([...fields.factors.map(({ column }) => column), ...(target ? [target] : [])], cleaned.kept, later),
    ledger: makeLedger(table, fields, cleaned.dropped, merged.duplicateRows),
    heldOut: makeHeldOutReader(fields.factors, test),
  };
}
