import { log, type Run } from '../base/run.ts';
import { fitAdapter, openModel } from '../adapters/hooks.ts';
import { loadAdapter, metaOf } from '../adapters/registry.ts';
import { decideAll } from '../contract/control.ts';
import { readOptions } from '../contract/options.ts';
import { toldNotice } from '../contract/report.ts';
import type { TrainRequest } from '../contract/request.ts';
import type { TrainResult } from '../contract/result.ts';
import { applyRecipe } from '../recipe/apply.ts';
import { describeRecipe, fitRecipe } from '../recipe/recipe.ts';
import { applyTarget } from '../recipe/target.ts';
import { modelId } from '../storage/model-id.ts';
import { cleanRows } from '../tables/clean.ts';
import { chooseFields } from '../tables/fields.ts';
import { measureAfterwards, type Afterwards } from './afterwards.ts';
import { bundleOf } from './bundle.ts';
import { kindsOf, mergeChoicesOf, readChoicesOf } from './choices.ts';
import { equationFor } from './equation.ts';
import { evaluate } from './evaluate.ts';
import { writeLedger } from './ledger.ts';
import { mainMetric } from './main-metric.ts';
import { mapFactors } from './mapping.ts';
import type { Reader } from './reader.ts';
import { historyOf, recorded } from './record.ts';
import { save, type Keeper } from './save.ts';
import { splitKept } from './split.ts';
import { makeStopwatch } from './stopwatch.ts';

/** A run that is over: its result, and what can still be asked of it. */
export interface Finished {
  result: TrainResult;
  /** Computes bootstrap intervals and permutation importance, for the saved report. */
  afterwards(run: Run): Promise<Afterwards>;
  /** Writes every row that was not used as CSV. */
  ledger(): Blob;
}

/**
 * Does a whole run: the product on one page.
 * @throws AppError the code of the stage that could not be done; `run.stopped`
 */
export async function runPipeline(
  { plan, sources }: TrainRequest,
  { reader, library }: { reader: Reader; library: Keeper },
  outer: Run,
): Promise<Finished> {
  const { run, record } = recorded(outer);
  const { stage, timings } = makeStopwatch(run);
  const meta = metaOf(plan.modelType);
  const options = readOptions(meta.options, plan.modelParams, plan.modelType);
  const control = decideAll(meta, plan.control);

  // 1 read: bytes become tables of typed columns.
  const parts = await stage('read', 'read', () => reader.read(sources, readChoicesOf(plan), run));
  for (const { file, view } of parts) {
    log(run, 'read', 'read.done', { file, rows: view.rows, columns: view.columns.length });
  }

  // 2 merge: several tables become one, duplicates are dropped.
  const merged = await stage('merge', 'merge', () => reader.merge(parts, mergeChoicesOf(plan), kindsOf(plan)));
  const { table } = merged;
  log(run, 'merge', 'merge.done', { rows: table.rows, duplicates: merged.duplicates });

  // 3 map: which columns are factors, which one is the target.
  const fields = await stage('map', null, () => chooseFields(table, plan, meta));
  const columns = { columns: fields.factors.map(({ column }) => column), rows: table.rows };

  // 4 clean: rows that cannot be used are dropped, each with a reason.
  const cleaned = await stage('clean', 'clean', () => cleanRows(table, fields));
  log(run, 'clean', 'clean.done', { kept: cleaned.kept.length, dropped: cleaned.dropped.rows.length });

  // 5 split: seeded, before anything is learned.
  const split = await stage('split', 'split', () => splitKept(cleaned.kept, fields, plan.split));
  const { train, test, judged } = split;
  log(run, 'split', 'split.done', { train: train.length, test: test.length, seed: plan.split.seed });

  // 6 preprocess: fill, scale and encode, as learned from the training rows alone.
  const prepared = await stage('preprocess', 'preprocess', async () => {
    const { recipe, notices } = await fitRecipe(fields, train, meta, control, run);
    return {
      recipe,
      notices,
      samples: applyRecipe(recipe, columns, train).features,
      rows: applyRecipe(recipe, columns, judged),
      target: applyTarget(recipe.target, fields.target.column, train),
    };
  });
  const { recipe, samples } = prepared;
  const width = samples.names.length;
  log(run, 'preprocess', 'preprocess.done', { factors: fields.factors.length, features: width });

  // 7 train: the adapter learns and leaves a plain artifact.
  const adapter = await loadAdapter(plan.modelType);
  log(run, 'train', 'train.start', { model: meta.label.en, rows: train.length, features: width });
  const fitted = await stage('train', 'train', () =>
    fitAdapter(
      adapter,
      {
        input: 'features',
        features: samples,
        target: prepared.target.values,
        ...(recipe.target.task === 'classification' ? { classes: recipe.target.classes } : {}),
        task: fields.task,
        seed: plan.split.seed,
        engine: plan.engine,
      },
      options,
      run,
    ),
  );
  const { artifact, engine, engineMs = 0 } = fitted;
  timings.engine = engineMs;
  timings.train -= engineMs;
  log(run, 'train', 'train.done', { seconds: (timings.train / 1000).toPrecision(2) });
  const learned = { ...recipe, ...(fitted.own === undefined ? {} : { own: fitted.own }) };

  // 8 postprocess: what the model answers, in the target's own units or class names.
  const model = await openModel(adapter, artifact, fitted.own);
  const undo = control.postprocess.run;
  const outputs = await stage('postprocess', 'evaluate', () => model.predict(prepared.rows.features, run));

  // 9 evaluate: on rows never seen, beside a baseline.
  const evaluation = await stage('evaluate', 'evaluate', () =>
    evaluate(recipe.target, fields.target.column, judged, train, outputs, undo),
  );
  const { judged: side, ...numbers } = evaluation;
  log(run, 'evaluate', 'evaluate.done', { ...mainMetric(numbers.metrics), rows: judged.length });

  // 10 save: one bundle, in one transaction.
  const madeAt = new Date(run.now()).toISOString();
  const id = await modelId({ madeAt, recipe: learned, artifact });
  const notices = [
    ...parts.flatMap(({ view }) => view.notices),
    ...merged.notices,
    ...fields.notices,
    ...cleaned.notices,
    ...prepared.notices,
    ...prepared.rows.notices,
    ...(fitted.notices ?? []),
  ];
  const result: TrainResult = {
    modelId: id,
    modelType: plan.modelType,
    task: fields.task,
    target: fields.target.spec.name,
    rows: {
      read: merged.read,
      duplicates: merged.duplicates,
      dropped: { ...cleaned.counts },
      kept: cleaned.kept.length,
      train: train.length,
      test: test.length,
    },
    control,
    evaluatedOn: test.length > 0 ? 'test' : 'train',
    ...numbers,
    testRows: split.testRows,
    timings,
    engine,
    log: record.log,
    notices: notices.map(toldNotice),
    ...equationFor(artifact, samples),
    ...historyOf(record),
    recipe: describeRecipe(learned),
  };
  const unsaved = await stage('save', 'save', async () => {
    const factors = await mapFactors(fields.factors, train, run);
    return save(bundleOf({ plan, meta, fields, factors, recipe: learned, artifact, madeAt, result }), library, run);
  });
  if (unsaved) result.notices.push(unsaved);

  return {
    result,
    ledger: () => writeLedger(table, fields, cleaned.dropped, merged.duplicateRows),
    afterwards: (later) => {
      const target = fields.target.column;
      return measureAfterwards(
        { recipe: learned, columns, target, rows: judged, model, seed: plan.split.seed },
        side,
        later,
      );
    },
  };
}
