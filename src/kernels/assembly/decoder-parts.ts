// The parts of a decoder's block that are no products of matrices. Rows are float32; widths are multiples of 4.

import { FLOAT, expBelow4, madd, roundUp, sumLanes, tanh4 } from './vector';

@inline const LOW: f32 = -1e30;

/**
 * y = hat * gain + shift, hat = (x - mean) / sqrt(var + epsilon), each row by itself.
 * @param x, hat, y [rows, width]  @param spread [rows]: 1 / sqrt(var + epsilon)  @param p gain [width], then shift [width]
 */
export function normalise(x: usize, rows: i32, width: i32, epsilon: f32, p: usize, hat: usize, spread: usize, y: usize): void {
  const row: usize = width * FLOAT;
  for (let m = 0; m < rows; m++) {
    let sums = f32x4.splat(0);
    for (let j: usize = 0; j < row; j += 16) sums = f32x4.add(sums, v128.load(x + j));
    const mean = f32x4.splat(sumLanes(sums) / <f32>width);
    let squares = f32x4.splat(0);
    for (let j: usize = 0; j < row; j += 16) {
      const centred = f32x4.sub(v128.load(x + j), mean);
      squares = madd(centred, centred, squares);
    }
    const scale: f32 = 1 / sqrt<f32>(sumLanes(squares) / <f32>width + epsilon), scales = f32x4.splat(scale);
    store<f32>(spread, scale);
    for (let j: usize = 0; j < row; j += 16) {
      const h = f32x4.mul(f32x4.sub(v128.load(x + j), mean), scales);
      v128.store(hat + j, h);
      v128.store(y + j, madd(h, v128.load(p + j), v128.load(p + row + j)));
    }
    x += row; hat += row; y += row; spread += FLOAT;
  }
}

/**
 * dx += spread (e - mean(e) - hat mean(e hat)), e = dy * gain; the gains' and shifts' gradients gain what the rows give.
 * @param dy, hat, dx [rows, width]  @param p gain, shift  @param g their gradients
 */
export function normaliseBack(dy: usize, rows: i32, width: i32, p: usize, hat: usize, spread: usize, g: usize, dx: usize): void {
  const row: usize = width * FLOAT, share: f32 = 1 / <f32>width;
  for (let m = 0; m < rows; m++) {
    let level = f32x4.splat(0), along = f32x4.splat(0);
    for (let j: usize = 0; j < row; j += 16) {
      const d = v128.load(dy + j), h = v128.load(hat + j), e = f32x4.mul(d, v128.load(p + j));
      level = f32x4.add(level, e);
      along = madd(e, h, along);
      v128.store(g + j, madd(d, h, v128.load(g + j)));
      v128.store(g + row + j, f32x4.add(d, v128.load(g + row + j)));
    }
    const mean = f32x4.splat(sumLanes(level) * share), slope = f32x4.splat(sumLanes(along) * share), scale = v128.load32_splat(spread);
    for (let j: usize = 0; j < row; j += 16) {
      const e = f32x4.mul(v128.load(dy + j), v128.load(p + j));
      const off = f32x4.sub(f32x4.sub(e, mean), f32x4.mul(v128.load(hat + j), slope));
      v128.store(dx + j, madd(scale, off, v128.load(dx + j)));
    }
    dy += row; hat += row; dx += row; spread += FLOAT;
  }
}

/** GELU by tanh: y = x / 2 (1 + tanh(c (x + 0.044715 x^3))), c = sqrt(2 / pi); `count` values, a multiple of 4. */
export function gelu(x: usize, count: i32, y: usize): void {
  const half = f32x4.splat(0.5);
  for (let j: usize = 0, end: usize = count * FLOAT; j < end; j += 16) {
    const v = v128.load(x + j), h = f32x4.mul(v, half);
    v128.store(y + j, madd(h, bend(v), h));
  }
}

/** d *= gelu'(x). */
export function geluBack(x: usize, count: i32, d: usize): void {
  const half = f32x4.splat(0.5), one = f32x4.splat(1), c = f32x4.splat(0.7978845608028654);
  for (let j: usize = 0, end: usize = count * FLOAT; j < end; j += 16) {
    const v = v128.load(x + j), t = bend(v);
    const inner = f32x4.mul(c, madd(f32x4.mul(v, v), f32x4.splat(3 * 0.044715), one));
    const rise = f32x4.mul(f32x4.mul(f32x4.mul(half, v), f32x4.sub(one, f32x4.mul(t, t))), inner);
    v128.store(d + j, f32x4.mul(v128.load(d + j), madd(half, t, f32x4.add(half, rise))));
  }
}

@inline function bend(v: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(v, v), f32x4.mul(v, f32x4.splat(0.044715)));
  return tanh4(f32x4.mul(f32x4.splat(0.7978845608028654), f32x4.add(v, cube)));
}

/** Scores s [rows, rows] become shares: row i looks at tokens 0 to i alone, softmax(scale * s); the others get 0. */
export function causalShares(s: usize, rows: i32, row: i32, scale: f32): void {
  for (let i = 0; i < rows; i++) {
    const end: usize = roundUp(i + 1, 4) * FLOAT;
    for (let j: usize = (i + 1) * FLOAT; j < end; j += FLOAT) store<f32>(s + j, LOW);
    shares(s, end, scale);
    memory.fill(s + (i + 1) * FLOAT, 0, row - (i + 1) * FLOAT);
    s += row;
  }
}

/** x = softmax(scale x) over `end` bytes, a multiple of 16; returns log(sum(exp(scale x))). */
function shares(x: usize, end: usize, scale: f32): f64 {
  let most = f32x4.splat(LOW);
  for (let j: usize = 0; j < end; j += 16) most = f32x4.max(most, v128.load(x + j));
  const top = max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
  const tops = f32x4.splat(top), scales = f32x4.splat(scale);
  let sums = f32x4.splat(0);
  for (let j: usize = 0; j < end; j += 16) {
    const e = expBelow4(f32x4.mul(f32x4.sub(v128.load(x + j), tops), scales));
    v128.store(x + j, e);
    sums = f32x4.add(sums, e);
  }
  const sum = sumLanes(sums), parts = f32x4.splat(1 / sum);
  for (let j: usize = 0; j < end; j += 16) v128.store(x + j, f32x4.mul(v128.load(x + j), parts));
  return Math.log(sum) + <f64>top * <f64>scale;
}

/** d = scale * s * (d - sum(s d)), row by row: what shares pass back to scores. */
export function sharesBack(s: usize, rows: i32, row: i32, scale: f32, d: usize): void {
  for (let i = 0; i < rows; i++) {
    const end: usize = roundUp(i + 1, 4) * FLOAT;
    let sums = f32x4.splat(0);
    for (let j: usize = 0; j < end; j += 16) sums = madd(v128.load(s + j), v128.load(d + j), sums);
    const sum = f32x4.splat(sumLanes(sums)), scales = f32x4.splat(scale);
    for (let j: usize = 0; j < end; j += 16) {
      v128.store(d + j, f32x4.mul(f32x4.mul(v128.load(s + j), scales), f32x4.sub(v128.load(d + j), sum)));
    }
    memory.fill(d + end, 0, row - <i32>end);
    s += row; d += row;
  }
}

/**
 * Sums up -log softmax(z)[next], row by row; with `slope` not 0, z becomes slope * (softmax(z) - 1 at next).
 * @param z [rows, vocabulary], rows `row` bytes apart, a multiple of 16  @param next [rows] int32
 */
export function crossEntropy(z: usize, rows: i32, vocabulary: i32, row: i32, next: usize, slope: f32): f64 {
  let lost: f64 = 0;
  for (let m = 0; m < rows; m++) {
    for (let j = vocabulary * FLOAT; j < row; j += FLOAT) store<f32>(z + j, LOW);
    const right: usize = z + (load<i32>(next + m * FLOAT) << 2), score = load<f32>(right);
    lost += shares(z, row, 1) - <f64>score;
    if (slope != 0) {
      store<f32>(right, load<f32>(right) - 1);
      const slopes = f32x4.splat(slope);
      for (let j: usize = 0; j < <usize>row; j += 16) v128.store(z + j, f32x4.mul(v128.load(z + j), slopes));
    }
    z += row;
  }
  return lost;
}
