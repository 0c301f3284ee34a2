import { classificationMetrics, predictedCodes } from '../metrics/classification.ts';
import { labelMetrics, likely } from '../metrics/multi-label.ts';
import { regressionMetrics } from '../metrics/regression.ts';
import type { Run } from '../base/run.ts';
import type { AdapterMeta } from '../contract/model/adapter.ts';
import type { Control } from '../contract/request/control.ts';
import type { Metrics } from '../contract/result/metrics.ts';
import { invertTarget, isTargetCoded, type AppliedTarget, type FittedTarget } from '../recipe/target.ts';
import type { Features } from '../contract/model/features.ts';
import type { Predictor } from '../contract/model/predictor.ts';

/** What a model gives: rows x outputs, row-major, or a text a row. */
export type Outputs = Float64Array | (string | null)[];

/**
 * What a model answers for some rows, and how to say it. Regression: one number a row; classification: a code and k probabilities a row;
 * generation: a text a row. With `undo` (postprocess) numbers are in the target's own units and classes have their names; without it they stay as trained.
 */
export interface Answers {
  units: 'target' | 'scaled';
  /** Numbers in `units`, or class codes, -1 = no answer that counts; empty for texts. */
  values: Float64Array;
  texts?: readonly (string | null)[];
  /** Several labels a row: they in one text, as the target has them; `values` are then 0. */
  lists?: readonly string[];
  /** Classification: rows x classes, row-major. */
  probabilities?: Float64Array;
  /** Classification: what the codes are called in `units`. */
  labels?: readonly string[];
}

/** Says whether a model's answers are given in the target's own units and names: postprocess does it, and models of texts always do. */
export function undoes(control: Control, { input }: Pick<AdapterMeta, 'input'>): boolean {
  return control.postprocess.run || input === 'texts';
}

/** Lets a model answer: it writes where texts are wanted. */
export function outputsOf(model: Predictor, target: FittedTarget, features: Features, run: Run): Promise<Outputs> {
  if (target.task !== 'generation') return model.predict(features, run);
  if (!model.write) throw new TypeError('this model does not write texts');
  return model.write(features, run);
}

/** Takes what a model gave as answers. */
export function toAnswers(target: FittedTarget, outputs: Outputs, rows: number, undo: boolean): Answers {
  if (Array.isArray(outputs)) return { units: 'target', values: new Float64Array(0), texts: outputs };
  const units = undo || !isTargetCoded(target) ? 'target' : 'scaled';
  if (target.task === 'regression') return { units, values: undo ? invertTarget(target, outputs) : outputs };
  const classes = classesOf(target);
  const width = classes.length;
  if (target.task === 'classification' && target.separator !== undefined) {
    const lists = sayLabels(outputs, rows, classes, target.separator);
    return { units: 'target', values: new Float64Array(rows), lists, probabilities: outputs, labels: classes };
  }
  const codes = predictedCodes(outputs, width, rows);
  const values = Float64Array.from(codes, (code, row) => (Number.isNaN(outputs[row * width]) ? -1 : code));
  const probabilities = values.includes(-1) ? outputs.map((share) => (Number.isNaN(share) ? 0 : share)) : outputs;
  return { units, values, probabilities, labels: labelsOf(classes, undo) };
}

/** Says which labels each row has, in one text a row. `shares`: rows x labels, probabilities or 0 and 1. */
export function sayLabels(
  shares: ArrayLike<number>,
  rows: number,
  labels: readonly string[],
  separator: string,
): string[] {
  return Array.from({ length: rows }, (_, row) =>
    labels.filter((_, k) => shares[row * labels.length + k] >= likely).join(separator),
  );
}

function classesOf(target: FittedTarget): readonly string[] {
  return target.task === 'classification' ? target.classes : [];
}

/** Names the classes: by their names, or by their codes where postprocess is off. */
function labelsOf(classes: readonly string[], undo: boolean): readonly string[] {
  return undo ? classes : classes.map((_, code) => String(code));
}

/**
 * Says values in words of the result: numbers, class names (null for -1), or class codes where postprocess is off.
 */
export function sayValues(
  values: Float64Array,
  labels: readonly string[] | undefined,
  units: Answers['units'],
): (number | string | null)[] {
  if (!labels || units === 'scaled') return Array.from(values);
  return Array.from(values, (code) => (code < 0 ? null : labels[code]));
}

/** Says the answers of rows `from` to `to` (exclusive) in words of the result. */
export function sayAnswers({ values, texts, lists, labels, units }: Answers, from: number, to: number) {
  if (lists) return lists.slice(from, to);
  return texts ? texts.slice(from, to) : sayValues(values.subarray(from, to), labels, units);
}

/** What a row without an answer that counts is called beside the classes. */
const noClass = '(none)';

/** True values and answers side by side, in the same units, for judging. */
export interface Judged {
  actual: Float64Array;
  /** Classification: all classes that are named or occur, the learned ones first; then `(none)` where a row has no answer that counts. */
  labels?: readonly string[];
  probabilities?: Float64Array;
  values: Float64Array;
  /** Of several labels a row: those it has, rows x labels. */
  marks?: Uint8Array;
}

/** Puts true values (as `applyTarget` gives them, none missing) beside answers. */
export function judged(target: FittedTarget, applied: AppliedTarget, answers: Answers, undo: boolean): Judged {
  if (target.task === 'regression') {
    return { actual: undo ? invertTarget(target, applied.values) : applied.values, values: answers.values };
  }
  const learned = classesOf(target);
  const named = labelsOf(applied.classes ?? learned, undo);
  const { marks } = applied;
  if (marks) {
    const probabilities = widened(answers.probabilities ?? new Float64Array(0), learned.length, named.length);
    return { actual: applied.values, values: answers.values, probabilities, labels: named, marks };
  }
  const lacks = answers.values.includes(-1);
  const labels = lacks ? [...named, noClass] : named;
  const probabilities = widened(answers.probabilities ?? new Float64Array(0), learned.length, labels.length);
  if (!lacks) return { actual: applied.values, values: answers.values, probabilities, labels };
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
export function metricsOf({ actual, values, labels, probabilities, marks }: Judged): Metrics {
  if (!labels || !probabilities) return regressionMetrics(actual, values);
  if (marks) return labelMetrics(marks, probabilities, labels);
  return classificationMetrics(Int32Array.from(actual), probabilities, labels);
}
