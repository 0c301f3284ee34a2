import { classificationMetrics, predictedCodes } from '../metrics/classification.ts';
import { regressionMetrics } from '../metrics/regression.ts';
import type { AdapterMeta } from '../contract/adapter.ts';
import type { Control } from '../contract/control.ts';
import type { Metrics } from '../contract/result.ts';
import { invertTarget, isTargetCoded, type AppliedTarget, type FittedTarget } from '../recipe/target.ts';

/**
 * What a model answers for some rows, and how to say it. Regression: one number a row; classification: a code and k probabilities a row.
 * With `undo` (postprocess) numbers are in the target's own units and classes have their names; without it they stay as trained.
 */
export interface Answers {
  units: 'target' | 'scaled';
  /** Numbers in `units`, or class codes. */
  values: Float64Array;
  /** Classification: rows x classes, row-major. */
  probabilities?: Float64Array;
  /** Classification: what the codes are called in `units`. */
  labels?: readonly string[];
}

/** Says whether a model's answers are given in the target's own units and names: postprocess does it, and models of texts always do. */
export function undoes(control: Control, { input }: Pick<AdapterMeta, 'input'>): boolean {
  return control.postprocess.run || input === 'texts';
}

/** Takes a model's outputs (rows x outputs, row-major) as answers. */
export function toAnswers(target: FittedTarget, outputs: Float64Array, rows: number, undo: boolean): Answers {
  const units = undo || !isTargetCoded(target) ? 'target' : 'scaled';
  if (target.task === 'regression') return { units, values: undo ? invertTarget(target, outputs) : outputs };
  const { classes } = target;
  const codes = predictedCodes(outputs, classes.length, rows);
  return { units, values: Float64Array.from(codes), probabilities: outputs, labels: labelsOf(classes, undo) };
}

/** Names the classes: by their names, or by their codes where postprocess is off. */
function labelsOf(classes: readonly string[], undo: boolean): readonly string[] {
  return undo ? classes : classes.map((_, code) => String(code));
}

/** Says values in words of the result: numbers, class names, or class codes where postprocess is off. */
export function sayValues(values: Float64Array, labels: readonly string[] | undefined, units: Answers['units']) {
  if (!labels || units === 'scaled') return Array.from(values);
  return Array.from(values, (code) => labels[code]);
}

/** True values and answers side by side, in the same units, for judging. */
export interface Judged {
  actual: Float64Array;
  /** Classification: all classes that are named or occur, the learned ones first. */
  labels?: readonly string[];
  probabilities?: Float64Array;
  values: Float64Array;
}

/** Puts true values (as `applyTarget` gives them, none missing) beside answers. */
export function judged(target: FittedTarget, applied: AppliedTarget, answers: Answers, undo: boolean): Judged {
  if (target.task === 'regression') {
    return { actual: undo ? invertTarget(target, applied.values) : applied.values, values: answers.values };
  }
  const all = applied.classes ?? target.classes;
  const probabilities = widened(answers.probabilities ?? new Float64Array(0), target.classes.length, all.length);
  return { actual: applied.values, values: answers.values, probabilities, labels: labelsOf(all, undo) };
}

/** Gives probability 0 to classes that the model never saw. */
function widened(probabilities: Float64Array, from: number, to: number): Float64Array {
  if (from === to) return probabilities;
  const rows = probabilities.length / from;
  const wide = new Float64Array(rows * to);
  for (let row = 0; row < rows; row++) wide.set(probabilities.subarray(row * from, (row + 1) * from), row * to);
  return wide;
}

/** Measures how good answers are. */
export function metricsOf({ actual, values, labels, probabilities }: Judged): Metrics {
  if (!labels || !probabilities) return regressionMetrics(actual, values);
  return classificationMetrics(Int32Array.from(actual), probabilities, labels);
}
