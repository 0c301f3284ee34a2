import { classificationMetrics } from '../metrics/classification.ts';
import { labelMetrics } from '../metrics/multi-label.ts';
import { regressionMetrics } from '../metrics/regression.ts';
import type { Metrics } from '../contract/result/metrics.ts';
import { type AppliedTarget, type FittedTarget, invertTarget } from '../recipe/target.ts';
import { type Answers, targetClasses, outputLabels } from './answers.ts';
import { cellText } from '../tables/cells/cell-text.ts';
import type { Column } from '../tables/table.ts';

/** What a row without an answer that counts is called beside the classes. */
const noClass = '(none)';

/** True values and answers side by side, in the same units, for judging. */
export interface ScoredRows {
  actual: Float64Array;
  /** Classification: all classes that are named or occur, the learned ones first; then `(none)` where a row has no answer that counts. */
  labels?: readonly string[];
  probabilities?: Float64Array;
  values: Float64Array;
  /** Of several labels a row: those it has, rows x labels. */
  labelMatrix?: Uint8Array;
}

/** Puts true values (as `applyTarget` gives them, none missing) beside answers. */
export function pairForScoring(
  target: FittedTarget,
  applied: AppliedTarget,
  answers: Answers,
  undo: boolean,
): ScoredRows {
  if (target.task === 'regression') {
    return { actual: undo ? invertTarget(target, applied.values) : applied.values, values: answers.values };
  }
  const learned = targetClasses(target);
  const named = outputLabels(applied.classes ?? learned, undo);
  const { labelMatrix } = applied;
  if (labelMatrix) {
    const probabilities = widened(answers.probabilities ?? new Float64Array(0), learned.length, named.length);
    return { actual: applied.values, values: answers.values, probabilities, labels: named, labelMatrix };
  }
  const hasUnknown = answers.values.includes(-1);
  const labels = hasUnknown ? [...named, noClass] : named;
  const probabilities = widened(answers.probabilities ?? new Float64Array(0), learned.length, labels.length);
  if (!hasUnknown) return { actual: applied.values, values: answers.values, probabilities, labels };
  const values = answers.values.map((code) => (code < 0 ? named.length : code));
  values.forEach((code, row) => {
    if (code === named.length) probabilities[row * labels.length + code] = 1;
  });
  return { actual: applied.values, values, probabilities, labels };
}

/** Gives probability 0 to what the model never answers of itself. */
function widened(probabilities: Float64Array, from: number, to: number): Float64Array {
  if (from === to) return probabilities;
  const rows = probabilities.length / from;
  const wide = new Float64Array(rows * to);
  for (let row = 0; row < rows; row++) wide.set(probabilities.subarray(row * from, (row + 1) * from), row * to);
  return wide;
}

/** Measures how good answers are. */
export function computeMetrics({ actual, values, labels, probabilities, labelMatrix }: ScoredRows): Metrics {
  if (!labels || !probabilities) return regressionMetrics(actual, values);
  if (labelMatrix) return labelMetrics(labelMatrix, probabilities, labels);
  return classificationMetrics(Int32Array.from(actual), probabilities, labels);
}

/** Gives the texts of a target's rows, '' for a missing one. */
export function targetTexts(column: Column, rows: Int32Array): string[] {
  return Array.from(rows, (row) => cellText(column, row) ?? '');
}
