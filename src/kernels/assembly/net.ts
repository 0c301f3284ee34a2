// A multilayer perceptron in memory.
//
// M rows of a slice, K inputs and N outputs of a layer. Matrices are row-major float32.
//   level 0 is the input, level i the output of layer i; every level stores
//     A [M, width + 1]   values, with a column of ones behind them
//     D [M, width]       d objective / d (what went into the activation)
//   layer i (from level i - 1 to level i) stores
//     P [K + 1, N]       the kernel [K, N] and then the bias [N], as TensorFlow.js orders them. So the bias is the row of P that
//                        the column of ones multiplies, and needs no code of its own.
//     G [K + 1, N]       d objective / d P

import { RELU } from './activation';
import { allocate } from './memory';
import { BEHIND, EDGE, PANEL } from './product';
import { listRoom, WIDE_PANEL } from './sparse';
import { FLOAT, roundUp } from './vector';

/** Squared error, targets [rows, outputs]. */
@inline export const SQUARED: i32 = 0;
/** Softmax cross-entropy, targets [rows]: the class as a number 0 .. outputs - 1. */
@inline export const SOFTMAX: i32 = 1;
/** Logistic cross-entropy, targets [rows, outputs] in 0 .. 1. */
@inline export const BINARY: i32 = 2;

/** An output layer up to this wide has its own loops. */
@inline export const NARROW: i32 = 4;

@unmanaged export class Level {
  width: i32;
  row: i32; // bytes from one row of A to the next, the same for D
  values: usize; // A
  delta: usize; // D
  sparse: bool; // whether the last A had so many zeros that they are passed over
  weights: usize; // P of the layer that ends here (0 at level 0)
  gradient: usize; // G
}

@unmanaged export class Net {
  depth: i32; // layers; levels 0 .. depth
  levels: usize;
  activation: i32; // of the hidden layers
  loss: i32;
  slice: i32; // most rows that are worked on at once
  size: i32; // parameters, without padding
  weights: usize; // P of all layers, one after the other; the three below have the same layout
  gradient: usize;
  first: usize; // Adam's m, or the velocity of SGD
  second: usize; // Adam's v
  targets: usize; // [slice, targetWidth], gathered
  targetWidth: i32;
  rowWeights: usize; // [slice], gathered
  panel: usize; // room of a product
  edge: usize;
  strip: usize; // room for the packed or listed left-hand side of a product
  ends: usize; // room for where the rows of a list end
  narrow: usize; // room for a narrow output layer's transposed weights and gradient
  adam: bool; // else SGD
  nesterov: bool;
  rate: f64;
  beta1: f64; // SGD: the momentum
  beta2: f64;
  epsilon: f64;
  power1: f64; // beta1^t, beta2^t
  power2: f64;
  alpha: f64;
  lost: f64; // of a twin: what its half of a batch cost
}

@inline export function levelAt(net: Net, i: i32): Level {
  return changetype<Level>(net.levels + i * offsetof<Level>());
}

/** A network of `depth` layers with `depth + 1` widths (int32 at `widths`), parameters 0; or 0 where memory is short. */
export function create(widths: usize, depth: i32, activation: i32, loss: i32, slice: i32): Net {
  return build(widths, depth, activation, loss, slice, changetype<Net>(0));
}

/** Room for a second worker on the same network: the parameters and moments are the net's, all else is its own. */
export function twin(net: Net, widths: usize): Net {
  return build(widths, net.depth, net.activation, net.loss, net.slice, net);
}

function build(widths: usize, depth: i32, activation: i32, loss: i32, slice: i32, original: Net): Net {
  const nothing = changetype<Net>(0);
  let size: u64 = 0, widest = 0;
  for (let i = 0; i <= depth; i++) {
    if (i > 0) size += <u64>(widthAt(widths, i - 1) + 1) * widthAt(widths, i);
    widest = max(widest, widthAt(widths, i));
  }
  if (size > 0x10000000) return nothing;
  const address = allocate(offsetof<Net>());
  const net = changetype<Net>(address);
  if (!address) return nothing;
  net.depth = depth; net.activation = activation; net.loss = loss; net.slice = slice;
  net.size = <i32>size;
  net.power1 = 1; net.power2 = 1;

  const padded = roundUp(net.size, 4);
  const top = widthAt(widths, depth);
  net.targetWidth = loss == SOFTMAX ? 1 : top;
  const isTwin = changetype<usize>(original) != 0;
  net.weights = isTwin ? original.weights : floats(padded + BEHIND * widest);
  net.gradient = floats(padded);
  net.first = isTwin ? original.first : floats(padded);
  net.second = isTwin ? original.second : floats(padded);
  net.levels = allocate((depth + 1) * offsetof<Level>());
  net.targets = floats(slice * net.targetWidth);
  net.rowWeights = floats(slice);
  net.panel = floats(max(PANEL, WIDE_PANEL));
  net.edge = floats(EDGE);
  const rows = max(widest + 1, slice);
  net.strip = floats(max(roundUp(widest + 1, 2) * slice, activation == RELU && depth > 1 ? listRoom(rows) : 0));
  net.ends = floats(rows);
  net.narrow = floats(2 * NARROW * roundUp(widest + 1, 4));
  if (!net.levels) return nothing;

  let offset = 0;
  for (let i = 0; i <= depth; i++) {
    const here = levelAt(net, i);
    here.width = widthAt(widths, i);
    here.row = roundUp(here.width + 1, 4) * FLOAT;
    here.values = allocate((slice + 1) * here.row);
    here.delta = allocate((slice + 1) * here.row);
    if (!here.values || !here.delta) return nothing;
    for (let m = 0; m < slice; m++) store<f32>(here.values + m * here.row + here.width * FLOAT, 1);
    if (i > 0) {
      here.weights = net.weights + offset * FLOAT;
      here.gradient = net.gradient + offset * FLOAT;
      offset += (widthAt(widths, i - 1) + 1) * here.width;
    }
  }
  return lacking(net) ? nothing : net;
}

/** A failed allocation does not stop later, smaller ones: so all are looked at. */
function lacking(net: Net): bool {
  return !net.weights || !net.gradient || !net.first || !net.second || !net.targets || !net.rowWeights || !net.panel || !net.edge
    || !net.strip || !net.ends || !net.narrow;
}

function floats(count: i32): usize { return allocate(<usize>count * FLOAT); }
@inline function widthAt(widths: usize, i: i32): i32 { return load<i32>(widths + (i << 2)); }
