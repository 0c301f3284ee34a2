import { AppError } from '../base/errors.ts';
import type { Predictor, TreesArtifact } from '../contract/adapter.ts';
import { exp, logistic } from './exp.ts';

const blockRows = 1024;

/**
 * Opens boosted trees. Scores are added up in float64, tree after tree, so that they are the same to the last digit everywhere; with classes
 * they become logistic (two classes) or softmax probabilities.
 * @throws AppError `model.bad-size` when its parts do not fit each other, or the features
 */
export function openTrees(artifact: TreesArtifact): Predictor {
  const { features, baseline, starts, classes } = artifact;
  const [width, scores] = [features.length, baseline.length];
  const outputs = classes ? classes.length : 1;
  if (scores !== outputs && !(scores === 1 && outputs === 2)) {
    throw new AppError('model.bad-size', { expected: outputs, found: scores });
  }

  return {
    space: 'raw',
    outputs,
    async predict(rows, run) {
      if (rows.names.length !== width) {
        throw new AppError('model.bad-size', { expected: width, found: rows.names.length });
      }
      const result = new Float64Array(rows.rows * outputs);
      const block = new Float64Array(Math.min(blockRows, rows.rows) * width);
      const sums = new Float64Array(Math.min(blockRows, rows.rows) * scores);
      for (let from = 0; from < rows.rows; from += blockRows) {
        const count = Math.min(blockRows, rows.rows - from);
        rows.block(from, from + count, 'raw', block);
        for (let at = 0; at < count * scores; at++) sums[at] = baseline[at % scores];
        for (let tree = 0; tree + 1 < starts.length; tree++) {
          const score = tree % scores;
          for (let r = 0; r < count; r++) {
            sums[r * scores + score] += artifact.value[leafOf(artifact, starts[tree], block, r * width)];
          }
          if (tree % 16 === 15) await run.breathe();
        }
        for (let r = 0; r < count; r++) {
          finish(sums.subarray(r * scores, (r + 1) * scores), outputs, result, (from + r) * outputs);
        }
        await run.breathe();
      }
      return result;
    },
    dispose() {},
  };
}

/** Follows a row, whose features begin at `at`, from the root of a tree to its leaf. */
function leafOf(artifact: TreesArtifact, root: number, block: Float64Array, at: number): number {
  const { feature, left, right } = artifact;
  let node = root;
  while (feature[node] >= 0) node = goesLeft(artifact, node, block[at + feature[node]]) ? left[node] : right[node];
  return node;
}

/** Says whether a value goes left at a node. A level that the tree does not know goes where missing cells go. */
function goesLeft(
  { threshold, set, bits, levels, feature, missingLeft }: TreesArtifact,
  node: number,
  value: number,
) {
  if (set[node] < 0) return value === value ? value <= threshold[node] : missingLeft[node] === 1;
  if (!(value >= 0 && value < levels[feature[node]])) return missingLeft[node] === 1;
  return ((bits[set[node] + (value >> 5)] >>> (value & 31)) & 1) === 1;
}

function finish(scores: Float64Array, outputs: number, into: Float64Array, at: number): void {
  if (outputs === 1) into[at] = scores[0];
  else if (scores.length === 1) {
    into[at] = logistic(-scores[0]);
    into[at + 1] = logistic(scores[0]);
  } else {
    const top = scores.reduce((most, score) => Math.max(most, score), -Infinity);
    let total = 0;
    for (let s = 0; s < outputs; s++) total += into[at + s] = exp(scores[s] - top);
    for (let s = 0; s < outputs; s++) into[at + s] /= total;
  }
}
