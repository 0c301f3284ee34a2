import { AppError } from '../../base/errors.ts';
import type { Predictor } from '../../contract/model/predictor.ts';
import { hasBuild } from '../../kernels/load.ts';
import { openMlpForward, type MlpForward } from '../../kernels/mlp-forward.ts';
import { exp, logistic } from '../exp.ts';
import { forwardRow } from './mlp-plain-forward.ts';
import type { MlpArtifact } from '../../contract/model/artifact.ts';

/**
 * Opens a multilayer perceptron: float32 through the layers, then the output's activation in float64. The same rows give the same digits in
 * every tab, whether it has SIMD or not. Outputs a row: one value a unit; with classes one probability each (one logistic unit gives two).
 * @throws AppError `model.bad-size` when its layers do not fit each other, or the features
 */
export async function openMlp({ layers, classes }: MlpArtifact): Promise<Predictor> {
  const width = layers[0].inputs;
  const { units, activation } = layers[layers.length - 1];
  const outputs = classes ? classes.length : units;
  layers.forEach(({ inputs, units: n, kernel, bias }, l) => {
    const expected = l === 0 ? inputs : layers[l - 1].units;
    if (inputs !== expected) throw new AppError('model.bad-size', { expected, found: inputs });
    if (kernel.length !== inputs * n)
      throw new AppError('model.bad-size', { expected: inputs * n, found: kernel.length });
    if (bias.length !== n) throw new AppError('model.bad-size', { expected: n, found: bias.length });
  });
  const pair = activation === 'logistic' && units === 1 && outputs === 2;
  if (outputs !== units && !pair) throw new AppError('model.bad-size', { expected: outputs, found: units });

  const hidden = layers.slice(0, -1);
  const alike = hidden.every((layer) => layer.activation === hidden[0].activation && layer.activation !== 'softmax');
  let forward = hasBuild('simd') && alike ? await openMlpForward(layers) : slowForward(layers);
  const finish = pair
    ? toPair
    : activation === 'softmax'
      ? toSoftmax
      : activation === 'logistic'
        ? toLogistic
        : toNumbers;

  return {
    space: 'scaled',
    outputs,
    async predict(features, run) {
      if (features.names.length !== width) {
        throw new AppError('model.bad-size', { expected: width, found: features.names.length });
      }
      const result = new Float64Array(features.rows * outputs);
      const block = new Float64Array(forward.slice * width);
      for (let from = 0; from < features.rows; from += forward.slice) {
        const count = Math.min(forward.slice, features.rows - from);
        features.block(from, from + count, 'scaled', block);
        forward.input.set(block);
        const scores = forward.outputs(count);
        for (let r = 0; r < count; r++) {
          finish(scores.subarray(r * units, (r + 1) * units), result, (from + r) * outputs);
        }
        await run.yield();
      }
      return { outputs: result };
    },
    dispose() {
      forward = closed;
    },
  };
}

const closed: MlpForward = {
  slice: 1,
  input: new Float32Array(0),
  outputs() {
    throw new Error('the predictor was disposed');
  },
};

/** The same pass in plain float32. */
function slowForward(layers: MlpArtifact['layers']): MlpForward {
  const [slice, width, units] = [64, layers[0].inputs, layers[layers.length - 1].units];
  const input = new Float32Array(slice * width);
  return {
    slice,
    input,
    outputs(count) {
      const scores = new Float32Array(count * units);
      for (let r = 0; r < count; r++) {
        scores.set(forwardRow(layers, input.subarray(r * width, (r + 1) * width)), r * units);
      }
      return scores;
    },
  };
}

function toNumbers(scores: Float32Array, into: Float64Array, at: number): void {
  into.set(scores, at);
}

function toLogistic(scores: Float32Array, into: Float64Array, at: number): void {
  for (let n = 0; n < scores.length; n++) into[at + n] = logistic(scores[n]);
}

function toPair(scores: Float32Array, into: Float64Array, at: number): void {
  into[at] = logistic(-scores[0]);
  into[at + 1] = logistic(scores[0]);
}

function toSoftmax(scores: Float32Array, into: Float64Array, at: number): void {
  const top = scores.reduce((max, score) => Math.max(max, score), -Infinity);
  let total = 0;
  for (let n = 0; n < scores.length; n++) total += into[at + n] = exp(scores[n] - top);
  for (let n = 0; n < scores.length; n++) into[at + n] /= total;
}
