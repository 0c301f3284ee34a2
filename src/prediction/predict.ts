import { notice, type Notice } from '../base/notice.ts';
import { log, type Run } from '../base/run.ts';
import { loadHooks } from '../adapters/hooks.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import type { HostServices } from '../contract/model/jobs.ts';
import { toNoticeText } from '../contract/result/report.ts';
import type { Predictions } from '../contract/result/result.ts';
import type { Usage } from '../contract/result/usage.ts';
import type { Predictor, Remarks } from '../contract/model/predictor.ts';
import { openModel } from './open-model.ts';
import { applyRecipe, type AppliedRecipe } from '../recipe/apply.ts';
import { readRecipe } from '../recipe/read-recipe.ts';
import { undoes, type Recipe } from '../recipe/recipe.ts';
import { applyTarget } from '../recipe/target.ts';
import type { Column, Table } from '../tables/table.ts';
import { type Answers, type Outputs, runModel, formatAnswers, toAnswers, toRows } from './answers.ts';
import { rowContributions } from './contributions.ts';
import type { Metrics } from '../contract/result/metrics.ts';
import type { RowContributions, TokenAttribution } from '../contract/result/explanation.ts';
import { textMetrics } from '../metrics/text-match.ts';
import { pairForScoring, computeMetrics, targetTexts } from './scored.ts';

/** Answers for the rows of a table, in its order. */
export interface TableAnswers extends Answers {
  /** 1 for rows that have no answer: a cell that the model needs is missing there. */
  isIncomplete: Uint8Array;
  why?: RowContributions[];
  metrics?: Metrics;
  usage?: Usage;
  /** Attributions of each word; only for one row of texts. */
  words?: TokenAttribution[];
  notices: Notice[];
}

/**
 * Predicts the rows of a table: columns in any order, others passed over, the target optional; where it is there the answers are measured.
 * @throws AppError `predict.missing-column` names every column that is not there; `predict.no-rows`; `model.*`; `run.stopped`
 */
export async function predictTable(bundle: Bundle, table: Table, run: Run, host?: HostServices): Promise<TableAnswers> {
  const recipe = readRecipe(bundle.recipe);
  const applied = applyRecipe(recipe, table);
  const { incomplete } = applied;
  const model = await openModel(await loadHooks(bundle.modelType), bundle.artifact, recipe.own, host);
  const { outputs, usage, ...remarks } = await answerRows(model, recipe, table, applied, run);
  const words = table.rows === 1 && incomplete.length === 0 ? model.explain?.(applied.features, 0) : undefined;
  const notices = [...applied.notices, ...(remarks.notices ?? [])];

  const undo = undoes(bundle.report.control, recipe);
  const plainAnswers = toAnswers(recipe.target, outputs, table.rows, undo);
  const answers = {
    ...plainAnswers,
    ...(await rowContributions(model, recipe, applied.features, plainAnswers, run)),
    ...(usage ? { usage } : {}),
    ...(words ? { words } : {}),
  };
  model.dispose();
  const isIncomplete = new Uint8Array(table.rows);
  for (const row of incomplete) isIncomplete[row] = 1;
  log(run, 'postprocess', 'predict.done', { rows: table.rows - incomplete.length });
  const target = findTarget(bundle, table);
  if (!target) return { ...answers, isIncomplete, notices };

  if (answers.texts) return { ...answers, isIncomplete, ...measureTexts(answers.texts, target), notices };

  const known = knownRows(target, isIncomplete, recipe);
  const some = known.length > 0 && known.length < table.rows ? pick(answers, known, model.outputs) : answers;
  const metrics =
    known.length > 0
      ? computeMetrics(pairForScoring(recipe.target, applyTarget(recipe.target, target, known), some, undo))
      : undefined;
  const left = table.rows - known.length;
  const more = left > 0 ? [notice('predict.unmeasured', { rows: left, column: bundle.target.name }, 'note')] : [];
  return { ...answers, isIncomplete, ...(metrics ? { metrics } : {}), notices: [...notices, ...more] };
}

/** Lets a model answer; where texts may leave the tab or are slow to read, rows with a missing text are left out. */
async function answerRows(
  model: Predictor,
  recipe: Recipe,
  table: Table,
  { features, incomplete }: AppliedRecipe,
  run: Run,
): Promise<{ outputs: Outputs } & Remarks> {
  if (!features.texts || incomplete.length === 0) return runModel(model, recipe.target, features, run);
  const incompleteRows = new Set(incomplete);
  const complete = Int32Array.from({ length: table.rows }, (_, row) => row).filter((row) => !incompleteRows.has(row));
  const asked = applyRecipe(recipe, table, complete).features;
  const { outputs: some, ...remarks } = await runModel(model, recipe.target, asked, run);
  if (Array.isArray(some)) {
    const texts = new Array<string | null>(table.rows).fill(null);
    complete.forEach((row, i) => (texts[row] = some[i]));
    return { outputs: texts, ...remarks };
  }
  const width = model.outputs;
  const outputs = new Float64Array(table.rows * width).fill(NaN);
  complete.forEach((row, i) => outputs.set(some.subarray(i * width, (i + 1) * width), row * width));
  return { outputs, ...remarks };
}

/** Measures the texts of the rows that have both a text and a true one. */
function measureTexts(texts: readonly (string | null)[], target: Column): { metrics?: Metrics } {
  const actual = targetTexts(
    target,
    Int32Array.from(texts, (_, row) => row),
  );
  const known = actual.flatMap((text, row) => (text !== '' && texts[row] !== null ? [row] : []));
  if (known.length === 0) return {};
  return {
    metrics: textMetrics(
      known.map((row) => actual[row]),
      known.map((row) => texts[row]),
    ),
  };
}

/** Finds the target among the columns, where the rows hold it. */
function findTarget({ target, plan }: Bundle, { columns }: Table): Column | undefined {
  if (target.kind === 'empty') return undefined;
  const names = [target.name, ...(plan.targetField?.from ?? [])];
  return columns.find((column) => names.includes(column.name) && column.kind !== 'empty');
}

/** Gives the rows that have both an answer and a true value. */
function knownRows(target: Column, isIncomplete: Uint8Array, recipe: Recipe): Int32Array {
  const all = Int32Array.from(isIncomplete, (_, row) => row);
  const { values } = applyTarget(recipe.target, target, all);
  return all.filter((row) => !isIncomplete[row] && !Number.isNaN(values[row]));
}

function pick(answers: Answers, rows: Int32Array, width: number): Answers {
  const probabilities = answers.probabilities && new Float64Array(rows.length * width);
  rows.forEach((row, i) =>
    probabilities?.set(answers.probabilities?.subarray(row * width, (row + 1) * width) ?? [], i * width),
  );
  return {
    ...answers,
    values: Float64Array.from(rows, (row) => answers.values[row]),
    ...(answers.lists ? { lists: Array.from(rows, (row) => answers.lists?.[row] ?? '') } : {}),
    ...(probabilities ? { probabilities } : {}),
  };
}

/** Says answers as callers get them, the first `max` rows; null where there is none. */
export function toPredictions(answers: TableAnswers, max = Infinity): Predictions {
  const { isIncomplete, labels, metrics, notices, probabilities, why, usage, words } = answers;
  const count = Math.min(isIncomplete.length, max);
  const formatted = formatAnswers(answers, 0, count);
  return {
    predictions: formatted.map((value, row) => (isIncomplete[row] ? null : value)),
    ...(labels && probabilities
      ? { labels: [...labels], probabilities: toRows(probabilities.subarray(0, count * labels.length), labels.length) }
      : {}),
    ...(metrics ? { metrics } : {}),
    ...(why ? { why: why.map((each, row) => (isIncomplete[row] ? null : each)) } : {}),
    ...usage,
    ...(words ? { words } : {}),
    notices: notices.map(toNoticeText),
  };
}
