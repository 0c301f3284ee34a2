import type { Run } from '../base/run.ts';
import { lbfgs } from './lbfgs.ts';

/** Rows of which most features are 0: row i has the features `ids[starts[i]]` to `ids[starts[i + 1]]` (exclusive) with their values. */
export interface SparseRows {
  rows: number;
  cols: number;
  starts: Int32Array;
  ids: Int32Array;
  values: Float64Array;
}

/** scikit-learn's words: the loss is summed, the penalty is |coefficients|² / (2 C), the intercepts go free. */
export interface SparseLogisticOptions {
  C: number;
  maxIter: number;
  /** The largest component of the gradient at which the minimum counts as found. */
  tol: number;
}

/** A fitted model over sparse rows. */
export interface SparseLogisticFit {
  /** features x outputs: one output for two classes (the log odds of class 1), else one a class. */
  coefficients: Float64Array;
  intercepts: Float64Array;
  iterations: number;
  converged: boolean;
  /** The mean loss of a row and its share of the penalty, at the end. */
  objective: number;
}

/** Multiplications done in one stretch. */
const chunkOperations = 4e6;

/**
 * Fits a logistic (two classes) or softmax (more) model with an L2 penalty by L-BFGS, in float64, until no component of the gradient is above
 * `tol` (or a 1000th of it a row, where that is more). Each class must have a row. `each` gets the iteration, the objective per row and the gradient
 * relative to its limit. @throws AppError `run.stopped`
 */
export async function fitSparseLogistic(
  problem: SparseRows,
  codes: Int32Array,
  classes: number,
  weights: Float64Array | undefined,
  { C, maxIter, tol }: SparseLogisticOptions,
  run: Run,
  each: (iteration: number, objective: number, excess: number) => void = () => {},
): Promise<SparseLogisticFit> {
  const outputs = classes === 2 ? 1 : classes;
  const merged = mergeSingles(problem);
  const { rows } = merged;
  const length = rows.cols * outputs;
  const scale = columnScales(rows, weights, 1 / C);
  const limit = tol * Math.max(1, rows.rows / 1000);
  const relativeExcess = (gradient: Float64Array) => largest(gradient, scale, outputs) / limit;
  const evaluate = evaluator(scaled(rows, scale), codes, outputs, weights, 1 / C, scale, run);
  const found = await lbfgs(evaluate, new Float64Array(length + outputs), {
    maxIter,
    isSmall: (gradient) => relativeExcess(gradient) <= 1,
    // Many parameters remember less: each pair is twice their size.
    memory: length > 4e6 ? 4 : 10,
    each: (iteration, value, gradient) => each(iteration, value / rows.rows, relativeExcess(gradient)),
  });
  const unscaled = found.point.map((value, at) => value * scale[Math.floor(at / outputs)]);
  return {
    coefficients: merged.expand(unscaled.subarray(0, length), outputs),
    intercepts: unscaled.slice(length),
    iterations: found.iterations,
    converged: found.converged,
    objective: found.value / rows.rows,
  };
}

/**
 * Puts all features that stand in one and the same row alone together as one, of their common length: at the minimum their coefficients are in
 * proportion to their values, so nothing is lost, and most n-grams of a text stand nowhere else.
 */
function mergeSingles({ rows, cols, starts, ids, values }: SparseRows) {
  const times = new Int32Array(cols);
  for (const id of ids) times[id]++;
  const newColumns = new Int32Array(cols);
  let count = 0;
  for (let j = 0; j < cols; j++) if (times[j] !== 1) newColumns[j] = count++;
  /** What a feature has of the one it became. */
  const share = new Float64Array(cols).fill(1);
  const into = {
    starts: new Int32Array(rows + 1),
    ids: new Int32Array(ids.length),
    values: new Float64Array(ids.length),
  };
  let at = 0;
  for (let i = 0; i < rows; i++) {
    let square = 0;
    for (let p = starts[i]; p < starts[i + 1]; p++) {
      if (times[ids[p]] === 1) {
        square += values[p] * values[p];
        continue;
      }
      into.ids[at] = newColumns[ids[p]];
      into.values[at++] = values[p];
    }
    if (square > 0) {
      const size = Math.sqrt(square);
      for (let p = starts[i]; p < starts[i + 1]; p++) {
        if (times[ids[p]] !== 1) continue;
        newColumns[ids[p]] = count;
        share[ids[p]] = values[p] / size;
      }
      into.ids[at] = count++;
      into.values[at++] = size;
    }
    into.starts[i + 1] = at;
  }
  return {
    rows: {
      rows,
      cols: count,
      starts: into.starts,
      ids: into.ids.subarray(0, at),
      values: into.values.subarray(0, at),
    },
    expand(coefficients: Float64Array, outputs: number): Float64Array {
      const all = new Float64Array(cols * outputs);
      for (let j = 0; j < cols; j++)
        for (let o = 0; o < outputs; o++)
          all[j * outputs + o] = times[j] === 0 ? 0 : coefficients[newColumns[j] * outputs + o] * share[j];
      return all;
    },
  };
}

/** Gives each feature, and at the end the intercept, the scale at which its curvature (at even odds) with the penalty is 1: fewer iterations. */
function columnScales(
  { rows, cols, starts, ids, values }: SparseRows,
  weights: Float64Array | undefined,
  penalty: number,
) {
  const curvature = new Float64Array(cols + 1).fill(penalty);
  curvature[cols] = 0;
  for (let i = 0; i < rows; i++) {
    const quarter = (weights ? weights[i] : 1) / 4;
    for (let p = starts[i]; p < starts[i + 1]; p++) curvature[ids[p]] += quarter * values[p] * values[p];
    curvature[cols] += quarter;
  }
  return curvature.map((each) => 1 / Math.sqrt(each));
}

function scaled(rows: SparseRows, scale: Float64Array): SparseRows {
  return { ...rows, values: rows.values.map((value, p) => value * scale[rows.ids[p]]) };
}

function evaluator(
  { rows, cols, starts, ids, values }: SparseRows,
  codes: Int32Array,
  outputs: number,
  weights: Float64Array | undefined,
  penalty: number,
  scale: Float64Array,
  run: Run,
) {
  const scores = new Float64Array(outputs);
  const length = cols * outputs;
  const unit = scale[cols];
  return async (point: Float64Array, gradient: Float64Array): Promise<number> => {
    let loss = 0;
    let done = 0;
    for (let j = 0, at = 0; j < cols; j++) {
      const own = penalty * scale[j] * scale[j];
      for (let o = 0; o < outputs; o++, at++) {
        gradient[at] = own * point[at];
        loss += (gradient[at] * point[at]) / 2;
      }
    }
    for (let o = 0; o < outputs; o++) gradient[length + o] = 0;
    for (let i = 0; i < rows; i++) {
      const [from, to] = [starts[i], starts[i + 1]];
      const weight = weights ? weights[i] : 1;
      if (outputs === 1) {
        let score = point[length] * unit;
        for (let p = from; p < to; p++) score += values[p] * point[ids[p]];
        const small = Math.exp(-Math.abs(score));
        loss += weight * (Math.log1p(small) + Math.max(score, 0) - (codes[i] === 1 ? score : 0));
        const share = weight * ((score >= 0 ? 1 : small) / (1 + small) - codes[i]);
        gradient[length] += share * unit;
        for (let p = from; p < to; p++) gradient[ids[p]] += share * values[p];
      } else {
        for (let o = 0; o < outputs; o++) scores[o] = point[length + o] * unit;
        for (let p = from; p < to; p++) addTo(scores, point, ids[p] * outputs, values[p]);
        loss += weight * softmaxRow(scores, codes[i]);
        scores[codes[i]] -= 1;
        for (let o = 0; o < outputs; o++) {
          scores[o] *= weight;
          gradient[length + o] += scores[o] * unit;
        }
        for (let p = from; p < to; p++) addFrom(gradient, ids[p] * outputs, scores, values[p]);
      }
      done += (to - from) * outputs;
      if (done < chunkOperations) continue;
      done = 0;
      await run.yield();
    }
    await run.yield();
    return loss;
  };
}

function addTo(scores: Float64Array, point: Float64Array, at: number, value: number): void {
  for (let o = 0; o < scores.length; o++) scores[o] += value * point[at + o];
}

function addFrom(gradient: Float64Array, at: number, shares: Float64Array, value: number): void {
  for (let o = 0; o < shares.length; o++) gradient[at + o] += value * shares[o];
}

/** Gives -log p of the true class and replaces the scores by probabilities. */
function softmaxRow(scores: Float64Array, code: number): number {
  let max = scores[0];
  for (let o = 1; o < scores.length; o++) if (scores[o] > max) max = scores[o];
  const own = scores[code] - max;
  let total = 0;
  for (let o = 0; o < scores.length; o++) total += scores[o] = Math.exp(scores[o] - max);
  for (let o = 0; o < scores.length; o++) scores[o] /= total;
  return Math.log(total) - own;
}

/** Gives the largest component of the gradient for the coefficients as they are without scales. */
function largest(gradient: Float64Array, scale: Float64Array, outputs: number): number {
  let max = 0;
  for (let j = 0, at = 0; j < scale.length; j++) {
    for (let o = 0; o < outputs; o++, at++) {
      const size = Math.abs(gradient[at]) / scale[j];
      if (!(size <= max)) max = size;
    }
  }
  return max;
}
