import { classificationBaseline, regressionBaseline } from '../metrics/baseline.ts';
import type { TrainResult } from '../contract/result.ts';
import type { Column } from '../tables/table.ts';
import { applyTarget, invertTarget, type FittedTarget } from '../recipe/target.ts';
import { judged, metricsOf, sayValues, toAnswers, type Judged } from './answers.ts';

/** A result holds at most this many rows; all of them go into its metrics. */
const shownRows = 100_000;
/** And at most this many probabilities: of more classes, fewer rows have theirs. */
const shownProbabilities = 1_000_000;

/** How good a model is on some rows, beside always answering the training rows' mean or class shares. */
export type Evaluation = Pick<
  TrainResult,
  'units' | 'metrics' | 'baseline' | 'actual' | 'predictions' | 'probabilities'
> & { judged: Judged };

/**
 * Compares a model's outputs for `rows` with their true targets. `rows` and `train` are row numbers of the table that `column` belongs to.
 */
export function evaluate(
  target: FittedTarget,
  column: Column,
  rows: Int32Array,
  train: Int32Array,
  outputs: Float64Array,
  undo: boolean,
): Evaluation {
  const answers = toAnswers(target, outputs, rows.length, undo);
  const side = judged(target, applyTarget(target, column, rows), answers, undo);
  const trained = applyTarget(target, column, train).values;
  const baseline =
    target.task === 'regression'
      ? regressionBaseline(undo ? invertTarget(target, trained) : trained, side.actual)
      : classificationBaseline(Int32Array.from(trained), Int32Array.from(side.actual), side.labels ?? []);
  const say = (values: Float64Array) => sayValues(values.subarray(0, shownRows), side.labels, answers.units);
  return {
    units: answers.units,
    metrics: metricsOf(side),
    baseline,
    actual: say(side.actual),
    predictions: say(side.values),
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

/** Cuts row-major numbers into rows, at most `most` numbers in all. */
export function toRows(values: Float64Array, width: number, most = Infinity): number[][] {
  const rows = Math.min(values.length / width, Math.floor(most / width));
  return Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));
}
