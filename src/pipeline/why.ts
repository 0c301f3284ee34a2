import type { Run } from '../base/run.ts';
import type { Contributions, Predictor } from '../contract/model/predictor.ts';
import type { TrainResult } from '../contract/result/result.ts';
import { applyRecipe, featureNames } from '../recipe/apply.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Answers } from './answers.ts';
import type { Subject } from './importance.ts';
import type { Why } from '../contract/result/explanation.ts';
import type { Features } from '../contract/model/features.ts';

/** Of predictions for more rows than this only the answers are given. */
const mostRows = 10;
/** The rows that the mean is taken of: at most so many, as many as this many nanoseconds do, and no fewer than these. */
const mostMeasured = 1000;
const mostNs = 3e9;
const fewestMeasured = 50;
const blockRows = 50;

/** Says, for each of a few rows, what every factor adds to its answer; nothing of models that cannot, and for many rows. */
export async function whyOf(
  { shap }: Predictor,
  recipe: Recipe,
  features: Features,
  { values, labels }: Answers,
  run: Run,
): Promise<{ why?: Why[] }> {
  if (!shap || features.rows > mostRows || features.rows === 0) return {};
  const found = await shap.contributions(features, run);
  const sums = byFactor(found, recipe, features);
  const why = Array.from(values, (value, row) => {
    // Two classes have one score: the log odds of the second. More have one each, which mean something beside one another only.
    const one = found.base.length === 1;
    const sign = labels && one && value === 0 ? -1 : 1;
    const score = labels && !one ? value : 0;
    return {
      ...(labels ? { label: labels[value] } : {}),
      base: sign * aboveMean(found.base, score),
      adds: recipe.factors.map(({ name }, f) => ({ factor: name, value: sign * aboveMean(sums(row, f), score) })),
    };
  });
  return { why };
}

/**
 * Tells how much each factor moves the answers: the mean size of what it adds, over at most 1000 rows from all parts of those judged, and over the scores
 * where there are several. Nothing of models that cannot say.
 */
export async function meanContributions(
  { recipe, columns, rows: all, model: { shap } }: Subject,
  run: Run,
): Promise<Pick<TrainResult, 'contributions'>> {
  if (!shap) return {};
  const affordable = Math.max(fewestMeasured, Math.floor(mostNs / shap.nsOfRow));
  const n = Math.min(all.length, mostMeasured, affordable);
  const rows = Int32Array.from({ length: n }, (_, i) => all[Math.floor((i * all.length) / n)]);
  const totals = new Float64Array(recipe.factors.length);
  let scores = 1;
  for (let from = 0; from < n; from += blockRows) {
    const { features } = applyRecipe(recipe, columns, rows.subarray(from, from + blockRows));
    const found = await shap.contributions(features, run);
    const sums = byFactor(found, recipe, features);
    scores = found.base.length;
    for (let row = 0; row < features.rows; row++) {
      for (let f = 0; f < totals.length; f++) {
        const added = sums(row, f);
        for (let k = 0; k < scores; k++) totals[f] += Math.abs(aboveMean(added, k));
      }
    }
  }
  return {
    contributions: recipe.factors.map(({ name }, f) => ({ factor: name, mean: totals[f] / (n * scores) })),
  };
}

/** Gives score k, less the mean of all where there are several. */
function aboveMean(scores: Float64Array, k: number): number {
  if (scores.length === 1) return scores[0];
  return scores[k] - scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Adds up what the features of a factor add to each score of a row. */
function byFactor({ base, values }: Contributions, { factors }: Recipe, { names }: Features) {
  const starts = [0];
  for (const factor of factors) starts.push(starts[starts.length - 1] + featureNames([factor]).length);
  return (row: number, factor: number): Float64Array =>
    base.map((_, score) => {
      const at = (row * base.length + score) * names.length;
      return values.subarray(at + starts[factor], at + starts[factor + 1]).reduce((sum, value) => sum + value, 0);
    });
}
