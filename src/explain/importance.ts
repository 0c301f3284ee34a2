import { randomFrom } from '../base/random.ts';
import type { Run } from '../base/run.ts';
import { mean, sumBy } from '../base/sum.ts';
import type { Predictor } from '../contract/model/predictor.ts';
import type { TrainResult } from '../contract/result/result.ts';
import { predictedCodes } from '../metrics/classification.ts';
import { regressionMetrics } from '../metrics/regression.ts';
import { applyRecipe } from '../recipe/apply.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { applyTarget } from '../recipe/target.ts';
import type { Column } from '../tables/table.ts';
import type { Features } from '../contract/model/features.ts';

/** A model with the rows it is judged on. */
export interface Subject {
  recipe: Recipe;
  columns: { columns: readonly Column[]; rows: number };
  target: Column;
  /** Row numbers of the table. */
  rows: Int32Array;
  model: Predictor;
  seed: number;
}

const repeats = 5;
const maxRows = 10_000;
/** Feature cells to compute at most, all factors and repeats together; beyond it fewer rows are drawn, and below 200 rows it is not worth it. */
const maxCells = 2e9;
const minRows = 200;

/**
 * Tells how much each factor matters: by how much R² (accuracy, for classes) falls when the factor's cells change places among the rows,
 * mean and standard deviation of five tries, on at most 10,000 rows. Empty where there are too many factors to try each, and for texts.
 * Source: Breiman, "Random Forests", Machine Learning 45 (2001), in the form of scikit-learn's `permutation_importance`.
 */
export async function permutationImportance(
  { recipe, columns, target, rows: all, model, seed }: Subject,
  run: Run,
): Promise<NonNullable<TrainResult['importance']>> {
  if (recipe.factors.some((factor) => factor.as === 'text')) return [];
  const random = randomFrom(seed);
  const width = applyRecipe(recipe, columns, new Int32Array(0)).features.names.length;
  const affordable = Math.floor(maxCells / (recipe.factors.length * repeats * Math.max(1, width)));
  const n = Math.min(all.length, maxRows, affordable);
  if (n < Math.min(minRows, all.length)) return [];
  const rows =
    n === all.length
      ? all
      : random
          .permutation(all.length)
          .slice(0, n)
          .map((index) => all[index]);
  const { features } = applyRecipe(recipe, columns, rows);
  const actual = applyTarget(recipe.target, target, rows).values;
  const score = async (of: Features) =>
    scoreOutputs(recipe.target.task, actual, (await model.predict(of, run)).outputs, model.outputs);
  const base = await score(features);

  const importance: { factor: string; mean: number; std: number }[] = [];
  let at = 0;
  for (const factor of recipe.factors) {
    const count = applyRecipe({ factors: [factor] }, columns, new Int32Array(0)).features.names.length;
    const falls: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const moved = random.permutation(n).map((index) => rows[index]);
      const shuffled = applyRecipe({ factors: [factor] }, columns, moved).features;
      falls.push(base - (await score(replaced(features, shuffled, at))));
    }
    const centre = mean(falls);
    const std = Math.sqrt(sumBy(repeats, (i) => (falls[i] - centre) ** 2) / repeats);
    importance.push({ factor: factor.name, mean: centre, std });
    at += count;
  }
  return importance;
}

function scoreOutputs(
  task: Recipe['target']['task'],
  actual: Float64Array,
  outputs: Float64Array,
  width: number,
): number {
  if (task === 'regression') return regressionMetrics(actual, outputs).r2;
  const codes = predictedCodes(outputs, width, actual.length);
  return codes.reduce((hits, code, i) => hits + (code === actual[i] ? 1 : 0), 0) / actual.length;
}

/** Gives features in which those from `at` on are taken from `part`. */
function replaced(features: Features, part: Features, at: number): Features {
  const [width, inner] = [features.names.length, part.names.length];
  return {
    ...features,
    // In another order the two parts would not be of the same rows.
    stored: undefined,
    block(from, to, space, into) {
      const block = features.block(from, to, space, into);
      const cells = part.block(from, to, space);
      for (let row = 0; row < to - from; row++) {
        block.set(cells.subarray(row * inner, (row + 1) * inner), row * width + at);
      }
      return block;
    },
  };
}
