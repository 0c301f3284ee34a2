import type { Run } from '../base/run.ts';
import type { TrainResult } from '../contract/result/result.ts';
import { applyRecipe } from '../recipe/apply.ts';
import type { Subject } from './importance.ts';
import { aboveMean, byFactor } from '../prediction/contributions.ts';

/** Rows of the mean: a maximum, a budget in nanoseconds, and a minimum. */
const maxMeasured = 1000;

const maxNs = 3e9;

const minMeasured = 50;

const blockRows = 50;

/**
 * Tells how much each factor moves the answers: the mean size of what it adds, over at most 1000 rows from all parts of those judged, and over the
 * scores
 * where there are several. Nothing of models that cannot say.
 */
export async function meanContributions(
  { recipe, columns, rows: all, model: { shap } }: Subject,
  run: Run,
): Promise<Pick<TrainResult, 'contributions'>> {
  if (!shap) return {};
  const affordable = Math.max(minMeasured, Math.floor(maxNs / shap.nsOfRow));
  const n = Math.min(all.length, maxMeasured, affordable);
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
