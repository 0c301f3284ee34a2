import type { Run } from '../base/run.ts';
import type { Contributions, Predictor } from '../contract/model/predictor.ts';
import { featureNames } from '../recipe/apply.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Answers } from './answers.ts';
import type { RowContributions } from '../contract/result/explanation.ts';
import type { Features } from '../contract/model/features.ts';

/** Of predictions for more rows than this only the answers are given. */
const maxRows = 10;

/** Says, for each of a few rows, what every factor adds to its answer; nothing of models that cannot, and for many rows. */
export async function rowContributions(
  { shap }: Predictor,
  recipe: Recipe,
  features: Features,
  { values, labels }: Answers,
  run: Run,
): Promise<{ why?: RowContributions[] }> {
  if (!shap || features.rows > maxRows || features.rows === 0) return {};
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

/** Gives score k, less the mean of all where there are several. */
export function aboveMean(scores: Float64Array, k: number): number {
  if (scores.length === 1) return scores[0];
  return scores[k] - scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Adds up what the features of a factor add to each score of a row. */
export function byFactor({ base, values }: Contributions, { factors }: Recipe, { names }: Features) {
  const starts = [0];
  for (const factor of factors) starts.push(starts[starts.length - 1] + featureNames([factor]).length);
  return (row: number, factor: number): Float64Array =>
    base.map((_, score) => {
      const at = (row * base.length + score) * names.length;
      return values.subarray(at + starts[factor], at + starts[factor + 1]).reduce((sum, value) => sum + value, 0);
    });
}
