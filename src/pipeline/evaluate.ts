import { classificationBaseline, regressionBaseline } from '../metrics/baseline.ts';
import { labelBaseline } from '../metrics/multi-label.ts';
import type { TrainResult } from '../contract/result/result.ts';
import type { Column } from '../tables/table.ts';
import { applyTarget, invertTarget, type FittedTarget } from '../recipe/target.ts';
import {
  type Answers,
  type EvaluationOutputs,
  formatAnswers,
  formatLabels,
  formatValues,
  toAnswers,
  toRows,
} from '../prediction/answers.ts';
import { textMetrics } from '../metrics/text-match.ts';
import { pairForScoring, type ScoredRows, computeMetrics, targetTexts } from '../prediction/scored.ts';

/** A result holds at most this many rows; all of them go into its metrics. */
const shownRows = 100_000;
/** And at most this many probabilities: of more classes, fewer rows have theirs. */
const shownProbabilities = 1_000_000;

/** How good a model is on some rows, beside always answering the training rows' mean or class shares. */
export type Evaluation = Pick<
  TrainResult,
  'units' | 'metrics' | 'baseline' | 'actual' | 'predictions' | 'probabilities'
> & { scored: ScoredRows };

/** Of written texts nothing is computed later. */
const nothing: ScoredRows = { actual: new Float64Array(0), values: new Float64Array(0) };

/**
 * Compares what a model gave for `rows` with their true targets. `rows` and `train` are row numbers of the table that `column` belongs to;
 * without a column, texts stand for themselves.
 */
export function evaluate(
  target: FittedTarget,
  column: Column | undefined,
  rows: Int32Array,
  train: Int32Array,
  outputs: EvaluationOutputs['outputs'],
  undo: boolean,
): Evaluation {
  if ('metrics' in outputs) {
    const { metrics, baseline, actual, generated } = outputs;
    return { units: 'target', metrics, baseline, actual, predictions: generated, scored: nothing };
  }
  const answers = toAnswers(target, outputs, rows.length, undo);
  if (!column || answers.texts) return evaluateTexts(answers.texts ?? [], column, rows);
  const side = pairForScoring(target, applyTarget(target, column, rows), answers, undo);
  if (side.labelMatrix && side.labels) return evaluateLabels(target, column, rows, train, answers, side);
  const trained = applyTarget(target, column, train).values;
  const baseline =
    target.task === 'regression'
      ? regressionBaseline(undo ? invertTarget(target, trained) : trained, side.actual)
      : classificationBaseline(Int32Array.from(trained), Int32Array.from(side.actual), side.labels ?? []);
  return {
    units: answers.units,
    metrics: computeMetrics(side),
    baseline,
    actual: formatValues(side.actual.subarray(0, shownRows), side.labels, answers.units).map((value) => value ?? ''),
    predictions: formatAnswers(answers, 0, shownRows),
    ...toProbabilities(side),
    scored: side,
  };
}

function toProbabilities({ probabilities, labels }: ScoredRows): Pick<Evaluation, 'probabilities'> {
  if (!probabilities || !labels) return {};
  const some = probabilities.subarray(0, shownRows * labels.length);
  return { probabilities: toRows(some, labels.length, shownProbabilities) };
}

function evaluateLabels(
  target: FittedTarget,
  column: Column,
  rows: Int32Array,
  train: Int32Array,
  answers: Answers,
  side: ScoredRows,
): Evaluation {
  const { labelMatrix = new Uint8Array(0), labels = [] } = side;
  const separator = target.task === 'classification' ? (target.separator ?? '') : '';
  // The labels that only the judged rows have are never in training: their share is 0.
  const known = applyTarget(target, column, train).labelMatrix ?? new Uint8Array(0);
  const width = known.length / train.length;
  const trained = new Uint8Array(train.length * labels.length);
  for (let row = 0; row < train.length; row++) {
    trained.set(known.subarray(row * width, (row + 1) * width), row * labels.length);
  }
  return {
    units: 'target',
    metrics: computeMetrics(side),
    baseline: labelBaseline(trained, labelMatrix, labels),
    actual: formatLabels(labelMatrix, rows.length, labels, separator).slice(0, shownRows),
    predictions: formatAnswers(answers, 0, shownRows),
    ...toProbabilities(side),
    scored: side,
  };
}

function evaluateTexts(texts: readonly (string | null)[], column: Column | undefined, rows: Int32Array): Evaluation {
  const actual = column ? targetTexts(column, rows) : [];
  return {
    units: 'target',
    ...(column ? { metrics: textMetrics(actual, texts) } : {}),
    actual: actual.slice(0, shownRows),
    predictions: texts.slice(0, shownRows),
    scored: nothing,
  };
}
