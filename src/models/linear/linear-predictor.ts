import { AppError } from '../../base/errors.ts';
import type { Predictor } from '../../contract/model/predictor.ts';
import type { LinearArtifact } from '../../contract/model/artifact.ts';
import { toLogistic, toSoftmax } from '../link.ts';

const blockRows = 1024;

/**
 * Opens a linear model: intercept + sum of coefficient * feature, added up in feature order, so that it predicts the same digits everywhere,
 * whether rows come in their order or, faster, as they are stored.
 * With classes: logistic (one row of coefficients, two classes) or softmax probabilities.
 * @throws AppError `model.bad-size` when its parts do not fit each other, or the features
 */
export function openLinear(artifact: LinearArtifact): Predictor {
  const { coefficients, intercepts, classes, space } = artifact;
  const width = artifact.features.length;
  const scores = intercepts.length;
  const outputs = classes ? classes.length : 1;
  const fits = scores === outputs || (scores === 1 && outputs === 2);
  if (!fits || coefficients.length !== scores * width) {
    throw new AppError('model.bad-size', { expected: scores * width, found: coefficients.length });
  }
  const finish = classes ? (scores === 1 ? toLogistic : toSoftmax) : toNumbers;

  return {
    space,
    outputs,
    async predict(features, run) {
      if (features.names.length !== width) {
        throw new AppError('model.bad-size', { expected: width, found: features.names.length });
      }
      const stored = features.stored?.();
      const result = new Float64Array(features.rows * outputs);
      const max = Math.min(blockRows, features.rows);
      const block = new Float64Array(max * width);
      const totals = new Float64Array(max * scores);
      const row = new Float64Array(scores);
      for (let from = 0; from < features.rows; from += blockRows) {
        const to = Math.min(from + blockRows, features.rows);
        if (stored) stored.columns(from, to, space, block, max);
        else features.block(from, to, space, block);
        const [next, stride] = stored ? [1, max] : [width, 1];
        for (let s = 0; s < scores; s++) addUp(block, to - from, next, stride, s, totals.subarray(s * max));
        for (let r = from; r < to; r++) {
          for (let s = 0; s < scores; s++) row[s] = totals[s * max + r - from];
          finish(row, result, (stored ? stored.order[r] : r) * outputs);
        }
        await run.yield();
      }
      return { outputs: result };
    },
    dispose() {},
  };

  /** Adds up score s of some rows: it is `next` places from a row to the next, and `stride` from a feature to the next. */
  function addUp(
    block: Float64Array,
    rows: number,
    next: number,
    stride: number,
    s: number,
    totals: Float64Array,
  ): void {
    totals.fill(intercepts[s], 0, rows);
    for (let j = 0; j < width; j++) {
      const coefficient = coefficients[s * width + j];
      for (let r = 0, at = j * stride; r < rows; r++, at += next) totals[r] += coefficient * block[at];
    }
  }
}

function toNumbers(scores: Float64Array, into: Float64Array, at: number): void {
  into[at] = scores[0];
}
