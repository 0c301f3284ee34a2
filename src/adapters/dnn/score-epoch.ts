import type { MlpSpec } from '../../networks/mlp-spec.ts';

/** How well a network does on rows: the mean loss without penalty, and the score that early stopping goes by. */
export interface EpochScore {
  loss: number;
  /** R² of a regression, accuracy of a classification: higher is better. */
  score: number;
}

/** Judges outputs [rows, units] against the targets of the same rows: values, or class codes. */
export function scoreEpoch(loss: MlpSpec['loss'], outputs: Float32Array, targets: Float64Array): EpochScore {
  return loss === 'squared' ? scoreNumbers(outputs, targets) : scoreClasses(loss, outputs, targets);
}

function scoreNumbers(outputs: Float32Array, targets: Float64Array): EpochScore {
  const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
  let squares = 0;
  let totalSquares = 0;
  for (let i = 0; i < targets.length; i++) {
    squares += (outputs[i] - targets[i]) ** 2;
    totalSquares += (targets[i] - mean) ** 2;
  }
  const score = totalSquares > 0 ? 1 - squares / totalSquares : squares > 0 ? 0 : 1;
  return { loss: squares / (2 * targets.length), score };
}

function scoreClasses(loss: MlpSpec['loss'], outputs: Float32Array, targets: Float64Array): EpochScore {
  const units = outputs.length / targets.length;
  let total = 0;
  let right = 0;
  for (let i = 0; i < targets.length; i++) {
    const row = outputs.subarray(i * units, (i + 1) * units);
    const probabilities = loss === 'binary' ? [1 - row[0], row[0]] : row;
    total -= Math.log(Math.max(probabilities[targets[i]], 1e-10));
    if (probabilities.indexOf(Math.max(...probabilities)) === targets[i]) right++;
  }
  return { loss: total / targets.length, score: right / targets.length };
}
