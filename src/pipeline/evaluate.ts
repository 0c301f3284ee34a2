import { classificationBaseline, regressionBaseline } from '../metrics/baseline.ts';
import type { TrainResult } from '../contract/result.ts';
import type { Column } from '../tables/table.ts';
import { applyTarget, invertTarget, type FittedTarget } from '../recipe/target.ts';
import { judged, metricsOf, sayAnswers, sayValues, toAnswers, type Judged, type Outputs } from './answers.ts';
import { targetTexts, textMetrics } from './texts.ts';

/** A result holds at most this many rows; all of them go into its metrics. */
const shownRows = 100_000;
/** And at most this many probabilities: of more classes, fewer rows have theirs. */
const shownProbabilities = 1_000_000;

/** How good a model is on some rows, beside always answering the training rows' mean or class shares. */
export type Evaluation = Pick<
  TrainResult,
  'units' | 'metrics' | 'baseline' | 'actual' | 'predictions' | 'probabilities'
> & { judged: Judged };

/** Of written texts nothing is computed later. */
const nothing: Judged = { actual: new Float64Array(0), values: new Float64Array(0) };

/**
 * Compares what a model gave for `rows` with their true targets. `rows` and `train` are row numbers of the table that `column` belongs to;
 * without a column, texts stand for themselves.
 */
export function evaluate(
  target: FittedTarget,
  column: Column | undefined,
  rows: Int32Array,
  train: Int32Array,
  outputs: Outputs,
  undo: boolean,
): Evaluation {
  const answers = toAnswers(target, outputs, rows.length, undo);
  if (!column || answers.texts) return evaluateTexts(answers.texts ?? [], column, rows);
  const side = judged(target, applyTarget(target, column, rows), answers, undo);
  const trained = applyTarget(target, column, train).values;
  const baseline =
    target.task === 'regression'
      ? regressionBaseline(undo ? invertTarget(target, trained) : trained, side.actual)
      : classificationBaseline(Int32Array.from(trained), Int32Array.from(side.actual), side.labels ?? []);
  return {
    units: answers.units,
    metrics: metricsOf(side),
    baseline,
    actual: sayValues(side.actual.subarray(0, shownRows), side.labels, answers.units).map((value) => value ?? ''),
    predictions: sayAnswers(answers, 0, shownRows),
    ...(side.probabilities && side.labels
      ? {
          probabilities: toRows(
            side.probabilities.subarray(0, shownRows * side.labels.length),
            side.labels.length,
            shownProbabilities,
          ),
        }
      : {}),
    judged: side,
  };
}

function evaluateTexts(texts: readonly (string | null)[], column: Column | undefined, rows: Int32Array): Evaluation {
  const actual = column ? targetTexts(column, rows) : [];
  return {
    units: 'target',
    ...(column ? { metrics: textMetrics(actual, texts) } : {}),
    actual: actual.slice(0, shownRows),
    predictions: texts.slice(0, shownRows),
    judged: nothing,
  };
}

/** Cuts row-major numbers into rows, at most `most` numbers in all. */
export function toRows(values: Float64Array, width: number, most = Infinity): number[][] {
  const rows = Math.min(values.length / width, Math.floor(most / width));
  return Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));
}
