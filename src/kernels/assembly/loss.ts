// What a row costs, and D of the output level. `scale` below is the row's weight over what its whole batch weighs.

import { BINARY, levelAt, Net, SOFTMAX, SQUARED } from './net';
import { expBelow4, FLOAT } from './vector';

/**
 * D of the output level for M rows; returns their summed weighted losses.
 *   squared   1/2 sum (z - y)^2                            D = (z - y) scale
 *   binary    sum log(1 + e^z) - z y                       D = (logistic(z) - y) scale
 *   softmax   log sum e^z - z[y]                           D = (softmax(z) - [n = y]) scale
 */
export function lossLayer(net: Net, M: i32, total: f64): f64 {
  const top = levelAt(net, net.depth), N = top.width;
  let sum: f64 = 0;
  for (let m = 0; m < M; m++) {
    const z: usize = top.values + m * top.row, d: usize = top.delta + m * top.row, y: usize = net.targets + m * net.targetWidth * FLOAT;
    const weight = load<f32>(net.rowWeights + m * FLOAT), scale = <f32>(weight / total);
    const row = net.loss == SOFTMAX ? softmaxRow(z, d, y, N, scale) : net.loss == SQUARED ? squaredRow(z, d, y, N, scale) : binaryRow(z, d, y, N, scale);
    sum += row * weight;
  }
  return sum;
}

function squaredRow(z: usize, d: usize, y: usize, N: i32, scale: f32): f64 {
  let sum: f64 = 0;
  for (let n = 0; n < N * FLOAT; n += FLOAT) {
    const error = load<f32>(z + n) - load<f32>(y + n);
    sum += <f64>error * error;
    store<f32>(d + n, error * scale);
  }
  return 0.5 * sum;
}

function binaryRow(z: usize, d: usize, y: usize, N: i32, scale: f32): f64 {
  let sum: f64 = 0;
  for (let n = 0; n < N * FLOAT; n += FLOAT) {
    const zn = load<f32>(z + n), yn = load<f32>(y + n), e = Mathf.exp(-abs(zn));
    sum += <f64>(max(zn, 0) - zn * yn + Mathf.log1p(e));
    store<f32>(d + n, ((zn < 0 ? e : 1) / (1 + e) - yn) * scale);
  }
  return sum;
}

function softmaxRow(z: usize, d: usize, y: usize, N: i32, scale: f32): f64 {
  const truth: usize = <i32>load<f32>(y) * FLOAT, norm = softmax(z, d, N);
  store<f32>(d + truth, load<f32>(d + truth) - 1);
  for (let n = 0; n < N * FLOAT; n += FLOAT) store<f32>(d + n, load<f32>(d + n) * scale);
  return <f64>norm - load<f32>(z + truth);
}

/** p[N] = softmax(z[N]), N rounded up to 4 may be written; returns log(sum(exp(z))). */
function softmax(z: usize, p: usize, N: i32): f32 {
  let top = load<f32>(z), sum: f32 = 0;
  for (let n = FLOAT; n < N * FLOAT; n += FLOAT) top = max(top, load<f32>(z + n));
  const tops = f32x4.splat(top);
  for (let n = 0; n < N * FLOAT; n += 16) v128.store(p + n, expBelow4(f32x4.sub(v128.load(z + n), tops)));
  for (let n = 0; n < N * FLOAT; n += FLOAT) sum += load<f32>(p + n);
  for (let n = 0; n < N * FLOAT; n += FLOAT) store<f32>(p + n, load<f32>(p + n) / sum);
  return top + Mathf.log(sum);
}

/** Values, probabilities of 1, or class probabilities of M rows: to out[M, N]. Uses D of the output level. */
export function answer(net: Net, M: i32, out: usize): void {
  const top = levelAt(net, net.depth), N = top.width;
  for (let m = 0; m < M; m++) {
    const z: usize = top.values + m * top.row, d: usize = top.delta + m * top.row;
    if (net.loss == SOFTMAX) softmax(z, d, N);
    for (let n = 0; n < N * FLOAT; n += FLOAT) {
      const zn = load<f32>(z + n), e = Mathf.exp(-abs(zn));
      store<f32>(out + n, net.loss == SOFTMAX ? load<f32>(d + n) : net.loss == BINARY ? (zn < 0 ? e : 1) / (1 + e) : zn);
    }
    out += N * FLOAT;
  }
}
