import { describe, expect, it } from 'vitest';
import type { TreesArtifact } from '../../../src/contract/model/artifact.ts';
import { goesLeft } from '../../../src/models/trees/tree-walk.ts';
import { openTrees } from '../../../src/models/trees/trees-predictor.ts';
import { featuresFrom } from '../../adapters/gradient-boosting/table.ts';
import { quietRun } from '../../run.ts';
import { randomRows, randomTrees } from './random-trees.ts';

/** What a tree answers when only the features of `known` are: both ways count where another is asked, by their training rows. */
function answer(trees: TreesArtifact, node: number, row: Float64Array, known: number): number {
  const j = trees.feature[node]!;
  if (j < 0) return trees.value[node]!;
  const [left, right] = [trees.left[node]!, trees.right[node]!];
  if (known & (1 << j)) return answer(trees, goesLeft(trees, node, row[j]!) ? left : right, row, known);
  const share = (child: number) => (trees.rows[child]! / trees.rows[node]!) * answer(trees, child, row, known);
  return share(left) + share(right);
}

/** Shapley values by their definition: over every set of the other features. */
function shapley(value: (known: number) => number, width: number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const size = (set: number) => set.toString(2).replaceAll('0', '').length;
  return Array.from({ length: width }, (_, j) => {
    let total = 0;
    for (let set = 0; set < 2 ** width; set++) {
      if (set & (1 << j)) continue;
      const weight = (factorial(size(set)) * factorial(width - size(set) - 1)) / factorial(width);
      total += weight * (value(set | (1 << j)) - value(set));
    }
    return total;
  });
}

const levels = [0, 3, 0, 40, 0, 2];
const width = levels.length;
const rows = 23;
const cells = randomRows(levels, rows, 5);
const features = featuresFrom(
  levels.map((known, j) => ({
    name: `f${j}`,
    levels: known,
    values: Float64Array.from({ length: rows }, (_, row) => cells[row * width + j]!),
  })),
);

describe('SHAP values of trees', () => {
  it.each([
    ['a leaf alone', 1, 0, undefined],
    ['one question', 1, 1, undefined],
    ['features asked again and again', 3, 9, undefined],
    ['two classes', 4, 5, ['no', 'yes']],
    ['three classes', 6, 5, ['a', 'b', 'c']],
  ] as const)('are those of the definition: %s', async (_, trees, depth, classes) => {
    for (let seed = 1; seed < 5; seed++) {
      const model = randomTrees({ levels, trees, depth, seed, ...(classes ? { classes } : {}) });
      const scores = model.baseline.length;
      const { base, values } = await openTrees(model).shap!.contributions(features, quietRun());
      const score = (k: number, row: Float64Array, known: number) => {
        let sum = model.baseline[k]!;
        for (let tree = k; tree < trees; tree += scores) sum += answer(model, model.starts[tree]!, row, known);
        return sum;
      };
      for (let r = 0; r < rows; r++) {
        const row = cells.subarray(r * width, (r + 1) * width);
        for (let k = 0; k < scores; k++) {
          const found = values.subarray((r * scores + k) * width, (r * scores + k + 1) * width);
          const expected = shapley((known) => score(k, row, known), width);
          expected.forEach((value, j) => expect(found[j]).toBeCloseTo(value, 12));
          expect(base[k]).toBeCloseTo(score(k, row, 0), 12);
          const sum = found.reduce((total, value) => total + value, base[k]!);
          expect(sum).toBeCloseTo(score(k, row, 2 ** width - 1), 11);
        }
      }
    }
  });
});
