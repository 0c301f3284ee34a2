import { AppError } from '../../base/errors.ts';
import type { Predictor } from '../../contract/model/predictor.ts';
import { exp, logistic } from '../exp.ts';
import { addTree } from './tree-walk.ts';
import { openShap } from './trees-shap.ts';
import type { TreesArtifact } from '../../contract/model/artifact.ts';
import type { Features } from '../../contract/model/features.ts';

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
  const fit = ({ names }: Features): void => {
    if (names.length !== width) throw new AppError('model.bad-size', { expected: width, found: names.length });
  };
  const { nsOfRow, base, add } = openShap(artifact);

  return {
    space: 'raw',
    outputs,
    async predict(rows, run) {
      fit(rows);
      const result = new Float64Array(rows.rows * outputs);
      const block = new Float64Array(Math.min(blockRows, rows.rows) * width);
      const sums = new Float64Array(Math.min(blockRows, rows.rows) * scores);
      for (let from = 0; from < rows.rows; from += blockRows) {
        const count = Math.min(blockRows, rows.rows - from);
        rows.block(from, from + count, 'raw', block);
        for (let at = 0; at < count * scores; at++) sums[at] = baseline[at % scores];
        for (let tree = 0; tree + 1 < starts.length; tree++) {
          addTree(artifact, tree, block, count, sums, tree % scores);
          if (tree % 16 === 15) await run.yield();
        }
        for (let r = 0; r < count; r++) {
          finish(sums.subarray(r * scores, (r + 1) * scores), outputs, result, (from + r) * outputs);
        }
        await run.yield();
      }
      return { outputs: result };
    },
    shap: {
      nsOfRow,
      async contributions(rows, run) {
        fit(rows);
        const values = new Float64Array(rows.rows * scores * width);
        const cells = rows.block(0, rows.rows, 'raw');
        for (let row = 0; row < rows.rows; row++) {
          for (let tree = 0; tree + 1 < starts.length; tree++) {
            add(tree, cells, row * width, values, (row * scores + (tree % scores)) * width);
            if (tree % 64 === 63) await run.yield();
          }
          await run.yield();
        }
        return { base, values };
      },
    },
    dispose() {},
  };
}

function finish(scores: Float64Array, outputs: number, into: Float64Array, at: number): void {
  if (outputs === 1) into[at] = scores[0];
  else if (scores.length === 1) {
    into[at] = logistic(-scores[0]);
    into[at + 1] = logistic(scores[0]);
  } else {
    const top = scores.reduce((max, score) => Math.max(max, score), -Infinity);
    let total = 0;
    for (let s = 0; s < outputs; s++) total += into[at + s] = exp(scores[s] - top);
    for (let s = 0; s < outputs; s++) into[at + s] /= total;
  }
}
