import { predictedCodes } from '../metrics/classification.ts';
import { likely } from '../metrics/multi-label.ts';
import type { Run } from '../base/run.ts';
import type { Predictor, Remarks } from '../contract/model/predictor.ts';
import type { Bigrams, LanguageModelEvaluation } from '../contract/model/causal-lm-artifact.ts';
import { type FittedTarget, invertTarget, isTargetCoded } from '../recipe/target.ts';
import type { Features } from '../contract/model/features.ts';

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

/** Lets a model answer: it generates where texts are wanted. */
export async function runModel(
  model: Predictor,
  target: FittedTarget,
  features: Features,
  run: Run,
): Promise<{ outputs: Outputs } & Remarks> {
  if (target.task !== 'generation') return model.predict(features, run);
  if (!model.generate) throw new TypeError('this model does not generate texts');
  const { texts, ...remarks } = await model.generate(features, run);
  return { outputs: texts, ...remarks };
}

/** What a model gives for the evaluation rows: its answers, or its own evaluation. */
export type EvaluationOutputs = { outputs: Outputs | LanguageModelEvaluation } & Remarks;

/** Lets a model answer the evaluation rows. One that measures itself does so beside the `bigrams` its fit left. */
export async function evaluationOutputs(
  model: Predictor,
  target: FittedTarget,
  features: Features,
  bigrams: Bigrams | undefined,
  run: Run,
): Promise<EvaluationOutputs> {
  if (!bigrams || !model.evaluate) return runModel(model, target, features, run);
  const { notices, usage, prompts, ...outputs } = await model.evaluate(features, bigrams, run);
  return { outputs, notices, usage, prompts };
}

/** Takes what a model gave as answers. */
export function toAnswers(target: FittedTarget, outputs: Outputs, rows: number, undo: boolean): Answers {
  if (Array.isArray(outputs)) return { units: 'target', values: new Float64Array(0), texts: outputs };
  const units = undo || !isTargetCoded(target) ? 'target' : 'scaled';
  if (target.task === 'regression') return { units, values: undo ? invertTarget(target, outputs) : outputs };
  const classes = targetClasses(target);
  const width = classes.length;
  if (target.task === 'classification' && target.separator !== undefined) {
    const lists = formatLabels(outputs, rows, classes, target.separator);
    return { units: 'target', values: new Float64Array(rows), lists, probabilities: outputs, labels: classes };
  }
  const codes = predictedCodes(outputs, width, rows);
  const values = Float64Array.from(codes, (code, row) => (Number.isNaN(outputs[row * width]) ? -1 : code));
  const probabilities = values.includes(-1) ? outputs.map((share) => (Number.isNaN(share) ? 0 : share)) : outputs;
  return { units, values, probabilities, labels: outputLabels(classes, undo) };
}

/** Says which labels each row has, in one text a row. `shares`: rows x labels, probabilities or 0 and 1. */
export function formatLabels(
  shares: ArrayLike<number>,
  rows: number,
  labels: readonly string[],
  separator: string,
): string[] {
  return Array.from({ length: rows }, (_, row) =>
    labels.filter((_, k) => shares[row * labels.length + k] >= likely).join(separator),
  );
}

/** Gives the classes of a target in code order; empty for another task. */
export function targetClasses(target: FittedTarget): readonly string[] {
  return target.task === 'classification' ? target.classes : [];
}

/** Names the classes of a target in code order, by their codes where postprocess is off; empty where there are none. */
export function classNames(target: FittedTarget, undo: boolean): readonly string[] {
  return outputLabels(targetClasses(target), undo);
}

/** Names the classes: by their names, or by their codes where postprocess is off. */
export function outputLabels(classes: readonly string[], undo: boolean): readonly string[] {
  return undo ? classes : classes.map((_, code) => String(code));
}

/**
 * Says values in words of the result: numbers, class names (null for -1), or class codes where postprocess is off.
 */
export function formatValues(
  values: Float64Array,
  labels: readonly string[] | undefined,
  units: Answers['units'],
): (number | string | null)[] {
  if (!labels || units === 'scaled') return Array.from(values);
  return Array.from(values, (code) => (code < 0 ? null : labels[code]));
}

/** Says the answers of rows `from` to `to` (exclusive) in words of the result. */
export function formatAnswers({ values, texts, lists, labels, units }: Answers, from: number, to: number) {
  if (lists) return lists.slice(from, to);
  return texts ? texts.slice(from, to) : formatValues(values.subarray(from, to), labels, units);
}

/** Cuts row-major numbers into rows, at most `max` numbers in all. */
export function toRows(values: Float64Array, width: number, max = Infinity): number[][] {
  const rows = Math.min(values.length / width, Math.floor(max / width));
  return Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));
}
