// A decoder-only transformer in float32, laid out and computed as GPT-2: learned positions, blocks that normalise first, GELU by tanh, a tied
// output. One text of T tokens is worked off at a time, and the gradients of the texts of a batch add up; the caller takes block after block,
// so that no call takes long and what a block needs stays in the cache:
//   begin(); for each text: embed; forward(0 ..); lost += judge; backward(.. 0); unembed; then move(...) for every tensor.
//
// Parameters stand one after the other: words [V, W], positions [P, W], then for every block
//   gain, shift [W]; qkv [W, 3 W] and bias; out [W, W] and bias; gain, shift [W]; up [W, I] and bias; down [I, W] and bias
// and gain, shift [W] at the end. Matrices are [in, out], each followed by its bias.

import { IDENTITY } from './activation';
import { causalShares, crossEntropy, gelu, geluBack, normalise, normaliseBack, sharesBack } from './decoder-parts';
import { allocate } from './memory';
import { AS_IT_LIES, BEHIND, EDGE, packPairs, PANEL, product, TRANSPOSED, useRoom, worth } from './product';
import { FLOAT, roundUp } from './vector';

export { allocate } from './memory';
export { move, norm } from './adamw';

@unmanaged class Decoder {
  vocabulary: i32;
  positions: i32;
  width: i32;
  heads: i32;
  inner: i32;
  layers: i32;
  epsilon: f32;
  size: i32; // parameters
  block: i32; // parameters of a block
  weights: usize; // the three below have the same layout
  gradient: usize;
  first: usize; // AdamW's moments
  second: usize;
  kept: usize; // what the forward pass of every block leaves for the way back
  keptOf: i32; // bytes of it for one block
  x: usize; // [P, W] states, then their gradient
  y: usize; // [P, W] the last states, normalised
  wide: usize; // [P, max(I, 3 W)] gradients
  narrow: usize; // [P, W] gradients
  square: usize; // [P, P] gradients of one head's shares
  logits: usize; // [P, V]
  strip: usize; // room for a packed left-hand side
  panel: usize;
  edge: usize;
}

/** A decoder with parameters 0, or 0 where memory is short. `width` is a multiple of 4 * `heads`, `inner` of 4. */
export function create(vocabulary: i32, positions: i32, width: i32, heads: i32, inner: i32, layers: i32, epsilon: f32): Decoder {
  const nothing = changetype<Decoder>(0), at = allocate(offsetof<Decoder>()), net = changetype<Decoder>(at);
  const block = 4 * width + (width + 1) * 4 * width + (width + 1) * inner + (inner + 1) * width;
  const size: u64 = <u64>(vocabulary + positions) * width + <u64>block * layers + 2 * width;
  if (!at || size > 0x10000000) return nothing;
  net.vocabulary = vocabulary; net.positions = positions; net.width = width; net.heads = heads; net.inner = inner; net.layers = layers;
  net.epsilon = epsilon; net.size = <i32>size; net.block = block;
  const padded = roundUp(net.size, 4), widest = max(inner, 3 * width), rows = positions + BEHIND;
  net.weights = floats(padded + BEHIND * widest);
  net.gradient = floats(padded); net.first = floats(padded); net.second = floats(padded);
  net.keptOf = keptFloats(net) * FLOAT;
  net.kept = allocate(net.keptOf * layers + BEHIND * widest * FLOAT);
  net.x = floats(rows * width); net.y = floats(rows * width); net.narrow = floats(rows * width);
  net.wide = floats(rows * widest);
  net.square = floats(rows * roundUp(positions, 4));
  net.logits = floats(rows * roundUp(vocabulary, 4));
  net.strip = floats(roundUp(max(max(widest, vocabulary), positions), 2) * rows);
  net.panel = floats(PANEL); net.edge = floats(EDGE);
  const lacks = !net.weights || !net.gradient || !net.first || !net.second || !net.kept || !net.x || !net.y || !net.narrow || !net.wide
    || !net.square || !net.logits || !net.strip || !net.panel || !net.edge;
  return lacks ? nothing : net;
}

function floats(count: i32): usize { return allocate(<usize>count * FLOAT); }

export function weights(net: Decoder): usize { return net.weights; }
export function gradient(net: Decoder): usize { return net.gradient; }
export function moments(net: Decoder, which: i32): usize { return which ? net.second : net.first; }
export function size(net: Decoder): i32 { return net.size; }

// What a block keeps of its forward pass, as floats from its beginning on.
@inline function hat1(net: Decoder): i32 { return 0; }
@inline function norm1(net: Decoder): i32 { return net.positions * net.width; }
@inline function qkv(net: Decoder): i32 { return 2 * net.positions * net.width; }
@inline function mixed(net: Decoder): i32 { return 5 * net.positions * net.width; }
@inline function hat2(net: Decoder): i32 { return 6 * net.positions * net.width; }
@inline function norm2(net: Decoder): i32 { return 7 * net.positions * net.width; }
@inline function up(net: Decoder): i32 { return 8 * net.positions * net.width; }
@inline function active(net: Decoder): i32 { return up(net) + net.positions * net.inner; }
@inline function shares(net: Decoder): i32 { return active(net) + net.positions * net.inner; }
@inline function spreads(net: Decoder): i32 { return shares(net) + net.heads * net.positions * roundUp(net.positions, 4); }
function keptFloats(net: Decoder): i32 { return spreads(net) + 2 * roundUp(net.positions, 4); }

/** Where block i's parameters begin. */
@inline function blockAt(net: Decoder, i: i32): i32 { return (net.vocabulary + net.positions) * net.width + i * net.block; }

/** Forgets the gradient: a batch begins. */
export function begin(net: Decoder): void { memory.fill(net.gradient, 0, <usize>net.size * FLOAT); }

/** x = words[ids] + positions. `ids` [T] int32. */
export function embed(net: Decoder, ids: usize, T: i32): void {
  const row: usize = net.width * FLOAT;
  let place: usize = net.weights + row * net.vocabulary, x = net.x;
  for (let t = 0; t < T; t++) {
    const word: usize = net.weights + row * load<i32>(ids + t * FLOAT);
    for (let j: usize = 0; j < row; j += 16) v128.store(x + j, f32x4.add(v128.load(word + j), v128.load(place + j)));
    place += row; x += row;
  }
}

/** What the gradient of the first states gives to words and positions. */
export function unembed(net: Decoder, ids: usize, T: i32): void {
  const row: usize = net.width * FLOAT;
  let place: usize = net.gradient + row * net.vocabulary, x = net.x;
  for (let t = 0; t < T; t++) {
    const word: usize = net.gradient + row * load<i32>(ids + t * FLOAT);
    for (let j: usize = 0; j < row; j += 16) {
      const d = v128.load(x + j);
      v128.store(word + j, f32x4.add(v128.load(word + j), d));
      v128.store(place + j, f32x4.add(v128.load(place + j), d));
    }
    place += row; x += row;
  }
}

/** The states go through block i. */
export function forward(net: Decoder, i: i32, T: i32): void {
  useRoom(net.panel, net.edge);
  const W = net.width, I = net.inner, k = net.kept + i * net.keptOf, spread: usize = k + spreads(net) * FLOAT;
  let p: usize = net.weights + blockAt(net, i) * FLOAT;
  normalise(net.x, T, W, net.epsilon, p, k + hat1(net) * FLOAT, spread, k + norm1(net) * FLOAT);
  p += 2 * W * FLOAT;
  dense(k + norm1(net) * FLOAT, W, p, 3 * W, T, k + qkv(net) * FLOAT, false);
  p += (W + 1) * 3 * W * FLOAT;
  attend(net, k, T);
  dense(k + mixed(net) * FLOAT, W, p, W, T, net.x, true);
  p += (W + 1) * W * FLOAT;
  normalise(net.x, T, W, net.epsilon, p, k + hat2(net) * FLOAT, spread + roundUp(net.positions, 4) * FLOAT, k + norm2(net) * FLOAT);
  p += 2 * W * FLOAT;
  dense(k + norm2(net) * FLOAT, W, p, I, T, k + up(net) * FLOAT, false);
  p += (W + 1) * I * FLOAT;
  gelu(k + up(net) * FLOAT, T * I, k + active(net) * FLOAT);
  dense(k + active(net) * FLOAT, I, p, W, T, net.x, true);
}

/** The gradient of the states goes back through block i. */
export function backward(net: Decoder, i: i32, T: i32): void {
  useRoom(net.panel, net.edge);
  const W = net.width, I = net.inner, k = net.kept + i * net.keptOf, spread: usize = k + spreads(net) * FLOAT;
  let at = blockAt(net, i) + net.block - (I + 1) * W;
  denseBack(net, k + active(net) * FLOAT, I, at, W, T, net.x, net.wide);
  geluBack(k + up(net) * FLOAT, T * I, net.wide);
  at -= (W + 1) * I;
  denseBack(net, k + norm2(net) * FLOAT, W, at, I, T, net.wide, net.narrow);
  at -= 2 * W;
  normaliseBack(net.narrow, T, W, net.weights + at * FLOAT, k + hat2(net) * FLOAT, spread + roundUp(net.positions, 4) * FLOAT,
    net.gradient + at * FLOAT, net.x);
  at -= (W + 1) * W;
  denseBack(net, k + mixed(net) * FLOAT, W, at, W, T, net.x, net.narrow);
  attendBack(net, k, T);
  at -= (W + 1) * 3 * W;
  denseBack(net, k + norm1(net) * FLOAT, W, at, 3 * W, T, net.wide, net.narrow);
  at -= 2 * W;
  normaliseBack(net.narrow, T, W, net.weights + at * FLOAT, k + hat1(net) * FLOAT, spread, net.gradient + at * FLOAT, net.x);
}

/** y = x P + bias, added to y if `add`. P [K, N], the bias behind it. */
function dense(x: usize, K: i32, p: usize, N: i32, T: i32, y: usize, add: bool): void {
  const row: usize = N * FLOAT, bias: usize = p + row * K;
  let to = y;
  for (let t = 0; t < T; t++, to += row) {
    if (add) for (let j: usize = 0; j < row; j += 16) v128.store(to + j, f32x4.add(v128.load(to + j), v128.load(bias + j)));
    else memory.copy(to, bias, row);
  }
  product(T, N, K, x, K * FLOAT, K * FLOAT, FLOAT, p, N * FLOAT, worth(T, N), y, N * FLOAT, true, IDENTITY, 0);
}

/** dx = d P^T; P's and the bias's gradients (`at` floats from the beginning) gain x^T d and the sums of d. */
function denseBack(net: Decoder, x: usize, K: i32, at: i32, N: i32, T: i32, d: usize, dx: usize): void {
  const p: usize = net.weights + at * FLOAT, g: usize = net.gradient + at * FLOAT, row: usize = N * FLOAT, bias: usize = g + row * K;
  for (let t = 0, from = d; t < T; t++, from += row) {
    for (let j: usize = 0; j < row; j += 16) v128.store(bias + j, f32x4.add(v128.load(bias + j), v128.load(from + j)));
  }
  packPairs(x, K * FLOAT, T, K, net.strip);
  product(K, N, T, net.strip, T * FLOAT, FLOAT, 2 * FLOAT, d, N * FLOAT, worth(K, N), g, N * FLOAT, true, IDENTITY, 0);
  product(T, K, N, d, N * FLOAT, N * FLOAT, FLOAT, p, N * FLOAT, TRANSPOSED, dx, K * FLOAT, false, IDENTITY, 0);
}

/** Each head mixes the values of earlier tokens by the shares its queries give to their keys. */
function attend(net: Decoder, k: usize, T: i32): void {
  const W = net.width, S = W / net.heads, row = 3 * W * FLOAT, square = roundUp(T, 4) * FLOAT, scale: f32 = 1 / sqrt<f32>(<f32>S);
  const tall = net.positions * roundUp(net.positions, 4) * FLOAT;
  for (let h = 0; h < net.heads; h++) {
    const q: usize = k + (qkv(net) + h * S) * FLOAT, keys: usize = q + W * FLOAT, values: usize = keys + W * FLOAT;
    const s: usize = k + shares(net) * FLOAT + h * tall;
    product(T, T, S, q, row, row, FLOAT, keys, row, TRANSPOSED, s, square, false, IDENTITY, 0);
    causalShares(s, T, square, scale);
    product(T, S, T, s, square, square, FLOAT, values, row, AS_IT_LIES, k + (mixed(net) + h * S) * FLOAT, W * FLOAT, false, IDENTITY, 0);
  }
}

/** From the gradient of what was mixed (`narrow`) to that of queries, keys and values (`wide`). */
function attendBack(net: Decoder, k: usize, T: i32): void {
  const W = net.width, S = W / net.heads, row = 3 * W * FLOAT, square = roundUp(T, 4) * FLOAT, scale: f32 = 1 / sqrt<f32>(<f32>S);
  const tall = net.positions * roundUp(net.positions, 4) * FLOAT;
  for (let h = 0; h < net.heads; h++) {
    const q: usize = k + (qkv(net) + h * S) * FLOAT, keys: usize = q + W * FLOAT, values: usize = keys + W * FLOAT;
    const dq: usize = net.wide + h * S * FLOAT, dKeys: usize = dq + W * FLOAT, dValues: usize = dKeys + W * FLOAT;
    const s: usize = k + shares(net) * FLOAT + h * tall, d: usize = net.narrow + h * S * FLOAT, ds = net.square;
    packPairs(s, square, T, T, net.strip);
    product(T, S, T, net.strip, T * FLOAT, FLOAT, 2 * FLOAT, d, W * FLOAT, AS_IT_LIES, dValues, row, false, IDENTITY, 0);
    product(T, T, S, d, W * FLOAT, W * FLOAT, FLOAT, values, row, TRANSPOSED, ds, square, false, IDENTITY, 0);
    sharesBack(s, T, square, scale, ds);
    product(T, S, T, ds, square, square, FLOAT, keys, row, AS_IT_LIES, dq, row, false, IDENTITY, 0);
    packPairs(ds, square, T, T, net.strip);
    product(T, S, T, net.strip, T * FLOAT, FLOAT, 2 * FLOAT, q, row, AS_IT_LIES, dKeys, row, false, IDENTITY, 0);
  }
}

/**
 * Sums up what foretelling `next` [T] from the last states costs, in nats. With `slope` not 0 the states become the gradient of slope times
 * that sum, and the gradients of the end gain theirs.
 */
export function evaluate(net: Decoder, next: usize, T: i32, slope: f32): f64 {
  useRoom(net.panel, net.edge);
  const W = net.width, V = net.vocabulary, row = roundUp(V, 4) * FLOAT, words = net.weights, p = blockAt(net, net.layers);
  // What the last normalisation leaves for the way back lies where gradients of wide rows will lie later.
  const hat = net.wide, spread: usize = net.wide + net.positions * W * FLOAT;
  normalise(net.x, T, W, net.epsilon, net.weights + p * FLOAT, hat, spread, net.y);
  product(T, V, W, net.y, W * FLOAT, W * FLOAT, FLOAT, words, W * FLOAT, TRANSPOSED, net.logits, row, false, IDENTITY, 0);
  const lost = crossEntropy(net.logits, T, V, row, next, slope);
  if (slope == 0) return lost;
  packPairs(net.logits, row, T, V, net.strip);
  product(V, W, T, net.strip, T * FLOAT, FLOAT, 2 * FLOAT, net.y, W * FLOAT, worth(V, W), net.gradient, W * FLOAT, true, IDENTITY, 0);
  product(T, W, V, net.logits, row, row, FLOAT, words, W * FLOAT, worth(T, W), net.narrow, W * FLOAT, false, IDENTITY, 0);
  memory.fill(net.x, 0, T * W * FLOAT);
  normaliseBack(net.narrow, T, W, net.weights + p * FLOAT, hat, spread, net.gradient + p * FLOAT, net.x);
  return lost;
}
