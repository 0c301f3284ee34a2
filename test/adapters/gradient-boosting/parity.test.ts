import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapter } from '../../../src/adapters/gradient-boosting/adapter.ts';
import { gradientBoosting } from '../../../src/adapters/gradient-boosting/meta.ts';
import type { Samples } from '../../../src/contract/model/adapter.ts';
import { readOptions } from '../../../src/contract/request/options.ts';
import { openTrees } from '../../../src/models/trees/trees-predictor.ts';
import { quietRun } from '../../run.ts';
import { referenceTable } from './table.ts';
import type { TreesArtifact } from '../../../src/contract/model/artifact.ts';

interface Node {
  rows: number;
  value?: number;
  feature?: number;
  missingLeft?: number;
  threshold?: number | null;
  levels?: number[];
  left?: Node;
  right?: Node;
}
interface Reference {
  first: Node[];
  rounds: number;
  losses: number[];
  held: number[];
  answers: number[];
}

const reference = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../reference/trees.json'), 'utf8'),
) as Record<string, Reference> & { rows: number; seed: number };
const { features, targets } = referenceTable(reference.rows, reference.seed);

async function learn(target: 'number' | 'two' | 'three', given: Record<string, unknown>) {
  const classes = { number: undefined, two: ['no', 'yes'], three: ['a', 'b', 'c'] }[target];
  const samples: Samples = {
    features,
    target: targets[target],
    ...(classes ? { classes } : {}),
    task: classes ? 'classification' : 'regression',
    seed: 3,
  };
  const run = quietRun();
  const { artifact } = await adapter.fit(samples, readOptions(gradientBoosting.options, given, ''), run);
  const trees = artifact as TreesArtifact;
  const { outputs: answers } = await openTrees(trees).predict(features, quietRun());
  const epochs = run.events.flatMap((event) => (event.type === 'epoch' ? [event] : []));
  return { trees, answers, epochs };
}

function readNode(trees: TreesArtifact, node: number): Node {
  const rows = trees.rows[node]!;
  const feature = trees.feature[node]!;
  if (feature < 0) return { value: trees.value[node]!, rows };
  const [set, threshold] = [trees.set[node]!, trees.threshold[node]!];
  return {
    feature,
    rows,
    missingLeft: trees.missingLeft[node]!,
    ...(set < 0
      ? { threshold: threshold === Infinity ? null : threshold }
      : { levels: [...Array(9).keys()].filter((code) => (trees.bits[set]! >>> code) & 1) }),
    left: readNode(trees, trees.left[node]!),
    right: readNode(trees, trees.right[node]!),
  };
}

/** Splits the leaves' values off, which are compared to a tolerance; the rest must be equal. */
function parted(tree: Node): { shape: unknown; values: number[] } {
  const values: number[] = [];
  const shape = JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === 'value' ? void values.push(value as number) : value)),
  ) as unknown;
  return { shape, values };
}

function worst(found: ArrayLike<number>, expected: readonly number[]): number {
  return Math.max(...expected.map((value, i) => Math.abs(found[i]! - value)));
}

describe('gradient_boosting equals scikit-learn', () => {
  it.each([
    ['number', 'number', {}],
    ['few_bins', 'number', { max_bins: 16, max_leaf_nodes: 8, learning_rate: 0.3, max_iter: 20 }],
    [
      'deep',
      'number',
      { max_leaf_nodes: null, max_depth: 4, min_samples_leaf: 5, l2_regularization: 2.5, max_iter: 20 },
    ],
    ['rising', 'number', { monotonic_cst: 'b +', max_iter: 20 }],
    ['falling', 'number', { monotonic_cst: 'a -', max_iter: 20 }],
    [
      'early_number',
      'number',
      { early_stopping: true, validation_fraction: 0.2, n_iter_no_change: 5, learning_rate: 0.3 },
    ],
    [
      'early_on_training',
      'number',
      { early_stopping: true, validation_fraction: null, n_iter_no_change: 5, tol: 1e-2 },
    ],
    ['two', 'two', {}],
    ['balanced', 'two', { class_weight: 'balanced', max_iter: 20 }],
    ['three', 'three', { max_iter: 30 }],
    ['early_three', 'three', { early_stopping: true, n_iter_no_change: 3, learning_rate: 0.2, tol: 1e-3 }],
  ] as const)('%s', async (name, target, given) => {
    const expected = reference[name]!;
    const { trees, answers, epochs } = await learn(target, given);
    expected.first.forEach((tree, t) => {
      const [ours, theirs] = [parted(readNode(trees, trees.starts[t]!)), parted(tree)];
      expect(ours.shape).toEqual(theirs.shape);
      expect(worst(ours.values, theirs.values)).toBeLessThan(1e-10);
    });
    expect(epochs.length).toBe(expected.rounds);
    if (expected.losses.length > 0) {
      const ours = epochs.map(({ loss }) => loss);
      expect(worst(ours, expected.losses.slice(1))).toBeLessThan(1e-6);
    }
    if (expected.held.length > 0) {
      const ours = epochs.map(({ validation }) => validation!);
      expect(worst(ours, expected.held.slice(1))).toBeLessThan(1e-6);
    }
    expect(worst(answers, expected.answers)).toBeLessThan(1e-6);
  });
});
