import {
  abs,
  add,
  concat1d,
  div,
  exp,
  expandDims,
  log,
  logSumExp,
  mul,
  neg,
  oneHot,
  relu,
  reshape,
  scalar,
  sigmoid,
  slice1d,
  softmax,
  sqrt,
  square,
  step,
  sub,
  sum,
  tanh,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { MlpSpec } from '../networks/mlp-spec.ts';
import { product } from './product.ts';

// One step of training in TF.js operations, the backward pass written out: a tape would add operations, and their number is the cost.
// Parameters, gradient and moments are one vector each (kernel of a layer, its bias, the next layer): a dozen operations update them all.

/** Rows of a batch on the device. */
export interface Batch {
  x: Tensor2D;
  /** [rows, outputs], or for softmax int32 [rows]. */
  y: Tensor;
  /** [rows, 1], or null = 1 each. */
  w: Tensor2D | null;
  /** What the rows weigh together. */
  total: number;
}

/** Gives the levels of the net: the input, the hidden layers' values, what goes into the output's activation. */
export function forward({ widths, activation }: MlpSpec, parameters: Tensor1D, x: Tensor2D): Tensor2D[] {
  const levels = [x];
  let at = 0;
  for (let i = 1; i < widths.length; i++) {
    const [inputs, units] = [widths[i - 1], widths[i]];
    const bias = slice1d(parameters, at + inputs * units, units);
    const z: Tensor2D = add(product(levels[i - 1], kernelAt(parameters, at, inputs, units)), bias);
    levels.push(i === widths.length - 1 ? z : activate(activation, z));
    at += (inputs + 1) * units;
  }
  return levels;
}

/** Gives the answers of a net: values, probabilities of 1, or of each class. */
export function answer({ loss }: MlpSpec, z: Tensor2D): Tensor2D {
  if (loss === 'softmax') return softmax(z);
  return loss === 'binary' ? sigmoid(z) : z;
}

/** Gives the gradient of a batch's objective, and the objective times what the batch weighs. */
export function lossGradient(spec: MlpSpec, parameters: Tensor1D, batch: Batch): { gradient: Tensor1D; cost: Scalar } {
  const { widths, activation, alpha } = spec;
  const levels = forward(spec, parameters, batch.x);
  const z = levels[widths.length - 1];
  const truth = spec.loss === 'softmax' ? oneHot(batch.y as Tensor1D, widths[widths.length - 1]) : batch.y;
  const costs = rowCosts(spec, z, truth as Tensor2D);
  let cost: Scalar = sum(batch.w ? mul(costs, batch.w) : costs);
  let delta: Tensor2D = mul(sub(answer(spec, z), truth), batch.w ? div(batch.w, batch.total) : 1 / batch.total);

  const parts: Tensor1D[] = [];
  let at = parameters.size;
  for (let i = widths.length - 1; i > 0; i--) {
    const [inputs, units] = [widths[i - 1], widths[i]];
    at -= (inputs + 1) * units;
    const kernel = kernelAt(parameters, at, inputs, units);
    let slope = product(levels[i - 1], delta, true);
    if (alpha !== 0) {
      slope = add(slope, mul(kernel, alpha / batch.total));
      cost = add(cost, mul(sum(square(kernel)), alpha / 2));
    }
    parts.unshift(reshape(slope, [inputs * units]), sum(delta, 0));
    if (i > 1) delta = bend(activation, product(delta, kernel, false, true), levels[i - 1]);
  }
  return { gradient: concat1d(parts), cost };
}

/** What the solver remembers: Adam's two moments, or the velocity. */
export interface Moments {
  first: Tensor1D;
  second: Tensor1D;
}

/** Gives parameters and moments after one step; `steps` counts from 1. As scikit-learn has both rules. */
export function update(
  { solver }: MlpSpec,
  rate: number,
  steps: number,
  parameters: Tensor1D,
  { first, second }: Moments,
  gradient: Tensor1D,
): Moments & { parameters: Tensor1D } {
  if (solver.name === 'sgd') {
    const push = mul(gradient, rate);
    const velocity: Tensor1D = sub(mul(first, solver.momentum), push);
    const move = solver.nesterov ? sub(mul(velocity, solver.momentum), push) : velocity;
    return { parameters: add(parameters, move), first: velocity, second };
  }
  const { beta1, beta2, epsilon } = solver;
  const m: Tensor1D = add(mul(first, beta1), mul(gradient, 1 - beta1));
  const v: Tensor1D = add(mul(second, beta2), mul(square(gradient), 1 - beta2));
  const corrected = (rate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
  return { parameters: sub(parameters, div(mul(m, corrected), add(sqrt(v), scalar(epsilon)))), first: m, second: v };
}

function kernelAt(parameters: Tensor1D, at: number, inputs: number, units: number): Tensor2D {
  return reshape(slice1d(parameters, at, inputs * units), [inputs, units]);
}

/** [rows, 1] or [rows, outputs]: what sums up to the rows' losses. */
function rowCosts({ loss }: MlpSpec, z: Tensor2D, y: Tensor2D): Tensor2D {
  if (loss === 'squared') return mul(square(sub(z, y)), 0.5);
  if (loss === 'binary') return add(sub(relu(z), mul(z, y)), log(add(exp(neg(abs(z))), 1)));
  return sub(expandDims(logSumExp(z, 1), 1), sum(mul(z, y), 1, true)) as Tensor2D;
}

function activate(activation: MlpSpec['activation'], z: Tensor2D): Tensor2D {
  if (activation === 'relu') return relu(z);
  if (activation === 'tanh') return tanh(z);
  return activation === 'logistic' ? sigmoid(z) : z;
}

/** d times the activation's derivative, told from the value h that it gave. */
function bend(activation: MlpSpec['activation'], d: Tensor2D, h: Tensor2D): Tensor2D {
  if (activation === 'relu') return mul(d, step(h));
  if (activation === 'tanh') return mul(d, sub(1, square(h)));
  return activation === 'logistic' ? mul(d, mul(h, sub(1, h))) : d;
}
