import { describe, expect, it } from 'vitest';
import type { TreesArtifact } from '../../../src/contract/model/artifact.ts';
import { openArtifact } from '../../../src/models/families.ts';
import { featuresFrom } from '../../adapters/gradient-boosting/table.ts';
import { quietRun } from '../../run.ts';
import { randomRows, randomTrees } from './random-trees.ts';

const levels = [0, 3, 0, 40];
const rows = 1100;
const cells = randomRows(levels, rows);
const features = featuresFrom(
  levels.map((known, j) => ({
    name: `f${j}`,
    levels: known,
    values: Float64Array.from({ length: rows }, (_, row) => cells[row * levels.length + j]!),
  })),
);

/** What a tree adds, question by question. */
function answer(trees: TreesArtifact, node: number, row: number): number {
  const j = trees.feature[node]!;
  if (j < 0) return trees.value[node]!;
  const value = cells[row * levels.length + j]!;
  const known = levels[j]! === 0 ? !Number.isNaN(value) : value < levels[j]!;
  const [set, threshold] = [trees.set[node]!, trees.threshold[node]!];
  const yes = levels[j]! === 0 ? value <= threshold : (trees.bits[set + Math.floor(value / 32)]! >>> (value % 32)) & 1;
  const left = known ? Boolean(yes) : trees.missingLeft[node] === 1;
  return answer(trees, left ? trees.left[node]! : trees.right[node]!, row);
}

function scores(trees: TreesArtifact, row: number): number[] {
  return Array.from(trees.baseline, (first, k) => {
    let score = first;
    for (let tree = k; tree + 1 < trees.starts.length; tree += trees.baseline.length) {
      score += answer(trees, trees.starts[tree]!, row);
    }
    return score;
  });
}

async function predict(trees: TreesArtifact) {
  const model = await openArtifact(trees);
  return { model, found: (await model.predict(features, quietRun())).outputs };
}

describe('trees', () => {
  it('add up one leaf of every tree', async () => {
    const trees = randomTrees({ levels, trees: 33, depth: 6 });
    const { model, found } = await predict(trees);
    expect(model).toMatchObject({ space: 'raw', outputs: 1 });
    expect(Array.from(found)).toEqual(Array.from({ length: rows }, (_, row) => scores(trees, row)[0]));
  });

  it('give the logistic of their sum for two classes', async () => {
    const trees = randomTrees({ levels, trees: 5, depth: 4, classes: ['no', 'yes'] });
    const { found } = await predict(trees);
    for (let row = 0; row < rows; row++) {
      expect(found[2 * row + 1]).toBeCloseTo(1 / (1 + Math.exp(-scores(trees, row)[0]!)), 14);
      expect(found[2 * row]! + found[2 * row + 1]!).toBeCloseTo(1, 14);
    }
  });

  it('give the softmax of a sum each for more classes', async () => {
    const trees = randomTrees({ levels, trees: 12, depth: 4, classes: ['a', 'b', 'c'] });
    const { found } = await predict(trees);
    for (let row = 0; row < rows; row++) {
      const powers = scores(trees, row).map(Math.exp);
      const total = powers.reduce((sum, power) => sum + power, 0);
      powers.forEach((power, k) => expect(found[3 * row + k]).toBeCloseTo(power / total, 13));
    }
  });

  it('refuse features of another number', async () => {
    const model = await openArtifact(randomTrees({ levels: [0, 0], trees: 1, depth: 2 }));
    await expect(model.predict(features, quietRun())).rejects.toMatchObject({ code: 'model.bad-size' });
    const odd = { ...randomTrees({ levels, trees: 1, depth: 2 }), classes: ['a', 'b', 'c'] };
    await expect(openArtifact(odd)).rejects.toMatchObject({ code: 'model.bad-size' });
  });
});
