// One training step of a multilayer perceptron in float32, fused: gather, forward, loss, backward, update. TensorFlow.js runs about 150
// kernels for such a step, and their number, not their work, is what a small network pays for.
//
// A batch is worked off in slices of rows whose gradients add up, so that no call takes long and the slice stays in the cache:
//   total = weigh(batch); for each slice: sum += accumulate(slice); sum += finish(); objective = sum / total

import { backwardLayer, forwardLayer } from './layers';
import { answer, lossLayer } from './loss';
import { levelAt, Net } from './net';
import { useRoom } from './product';
import { useList } from './sparse';
import { meetHere } from './meet';
import { countStep, penalize, update } from './update';
import { FLOAT, roundUp } from './vector';

export { allocate } from './memory';
export { create, twin } from './net';

export function weights(net: Net): usize { return net.weights; }
export function gradient(net: Net): usize { return net.gradient; }

/** Chooses Adam; the moments and the count of steps stay. */
export function useAdam(net: Net, rate: f64, beta1: f64, beta2: f64, epsilon: f64): void {
  net.adam = true;
  net.rate = rate; net.beta1 = beta1; net.beta2 = beta2; net.epsilon = epsilon;
}

/** Chooses gradient descent with momentum; the velocity stays. */
export function useSgd(net: Net, rate: f64, momentum: f64, nesterov: bool): void {
  net.adam = false;
  net.rate = rate; net.beta1 = momentum; net.nesterov = nesterov;
}

/** The objective of a batch gains alpha / 2 * sum(W^2) / (what the batch weighs), biases left out. */
export function usePenalty(net: Net, alpha: f64): void { net.alpha = alpha; }

/** Forgets the moments and the count of steps. */
export function forget(net: Net): void {
  memory.fill(net.first, 0, net.size * FLOAT);
  memory.fill(net.second, 0, net.size * FLOAT);
  net.power1 = 1;
  net.power2 = 1;
}

/** What `count` rows from `start` of the order weigh together. `sampleWeights` [rows] or 0 = 1 each. */
export function weigh(sampleWeights: usize, order: usize, start: i32, count: i32): f64 {
  if (!sampleWeights) return count;
  let sum: f64 = 0;
  for (let m = start; m < start + count; m++) sum += load<f32>(sampleWeights + (load<i32>(order + (<usize>m << 2)) << 2));
  return sum;
}

/**
 * Adds to G (or begins it anew, if `first`) what M rows from `start` of the order give; returns their summed weighted losses.
 * @param x [rows, inputs]  @param y [rows, outputs] or [rows]  @param sampleWeights [rows] or 0  @param order int32 row numbers
 * @param M at most the slice of the net  @param total what the whole batch weighs
 */
export function accumulate(net: Net, x: usize, y: usize, sampleWeights: usize, order: usize, start: i32, M: i32, total: f64, first: bool): f64 {
  useRoom(net.panel, net.edge);
  useList(net.strip, net.ends);
  forward(net, x, order, start, M);
  gather(y, net.targetWidth, order, start, M, net.targets, net.targetWidth * FLOAT);
  if (sampleWeights) gather(sampleWeights, 1, order, start, M, net.rowWeights, FLOAT);
  else for (let m = 0; m < M; m++) store<f32>(net.rowWeights + m * FLOAT, 1);
  const loss = lossLayer(net, M, total);
  for (let i = net.depth; i > 0; i--) backwardLayer(net, i, M, !first);
  return loss;
}

/** Adds the penalty to G and takes the solver's step; returns the penalty, not yet divided by `total`. */
export function finish(net: Net, total: f64): f64 {
  const penalty = penalize(net, total);
  countStep(net);
  update(net, 0, roundUp(net.size, 4));
  return penalty;
}

/**
 * The end of a batch of which a net and its twin worked off half the rows each, called by both workers: once both are here each
 * sums up half of G and takes the solver's step for those parameters. Exactly one net's step: no averaging of parameters.
 * @param part 0 for the net's worker, 1 for the twin's  @param lost what its rows cost  @param meet where they wait for each other
 * @returns what all rows and the penalty cost; NaN where the other worker did not come (then the third int32 of `meet` is 1)
 */
export function finishHalf(net: Net, twin: Net, part: i32, total: f64, lost: f64, meet: usize): f64 {
  const padded = roundUp(net.size, 4), middle = min(padded, roundUp(padded / 2, 16)), from = part ? middle : 0, to = part ? padded : middle;
  if (part) twin.lost = lost;
  else {
    lost += penalize(net, total);
    countStep(net);
  }
  if (!meetHere(meet)) return NaN;
  for (let i: usize = from * FLOAT, end: usize = to * FLOAT; i < end; i += 16) {
    v128.store(net.gradient + i, f32x4.add(v128.load(net.gradient + i), v128.load(twin.gradient + i)));
  }
  update(net, from, to);
  const sum = lost + twin.lost;
  return meetHere(meet) ? sum : NaN;
}

/** G = 0: for a worker that has no row of a batch. */
export function clearGradient(net: Net): void { memory.fill(net.gradient, 0, net.size * FLOAT); }

/** Writes the answers for M rows from `start` of the order to out[M, outputs]: values, probabilities of 1, or of each class. */
export function predict(net: Net, x: usize, order: usize, start: i32, M: i32, out: usize): void {
  useRoom(net.panel, net.edge);
  useList(net.strip, net.ends);
  forward(net, x, order, start, M);
  answer(net, M, out);
}

function forward(net: Net, x: usize, order: usize, start: i32, M: i32): void {
  const input = levelAt(net, 0);
  gather(x, input.width, order, start, M, input.values, input.row);
  for (let i = 1; i <= net.depth; i++) forwardLayer(net, i, M);
}

/** Row order[start + m] of `from` to row m of a matrix with rows of `toRow` bytes. */
function gather(from: usize, width: i32, order: usize, start: i32, M: i32, to: usize, toRow: i32): void {
  for (let m = 0; m < M; m++) {
    const source: usize = from + <usize>load<i32>(order + (<usize>(start + m) << 2)) * width * FLOAT;
    let j = 0;
    for (; j + 4 <= width; j += 4) v128.store(to + j * FLOAT, v128.load(source + j * FLOAT));
    for (; j < width; j++) store<f32>(to + j * FLOAT, load<f32>(source + j * FLOAT));
    to += toRow;
  }
}
