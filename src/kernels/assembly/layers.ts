// Forward and backward through dense layers:
//   forward   A' = act(A P)             [M, N]     = [M, K+1] [K+1, N]
//   backward  G  = A^T D                [K+1, N]   = [M, K+1]^T [M, N]
//             D' = (D W^T) * act'(A)    [M, K]     = [M, N] [K, N]^T          W = P without its last row

import { bent, GATE, IDENTITY, RELU } from './activation';
import { levelAt, NARROW, Net } from './net';
import { AS_IT_LIES, PACKED, packPairs, product, TRANSPOSED, worth } from './product';
import { hasZeros, sparseProduct } from './sparse';
import { FLOAT, madd, sumLanes } from './vector';

/** Level i from level i - 1. The output level stays linear. */
export function forwardLayer(net: Net, i: i32, M: i32): void {
  const below = levelAt(net, i - 1), here = levelAt(net, i), K = below.width, N = here.width;
  if (i == net.depth && N <= NARROW) { forwardNarrow(net, M); return; }
  const finish = i == net.depth ? IDENTITY : net.activation;
  below.sparse = i > 1 && net.activation == RELU && hasZeros(M, N, K, below.values, below.row);
  if (below.sparse) {
    sparseProduct(M, N, K + 1, below.values, below.row, FLOAT, here.weights, N * FLOAT, PACKED, here.values, here.row, false, finish, 0);
    return;
  }
  product(M, N, K + 1, below.values, below.row, below.row, FLOAT, here.weights, N * FLOAT, worth(M, N), here.values, here.row, false, finish, 0);
}

/** G of layer i (added to what is there, if `add`), and D of the level below unless that is the input. */
export function backwardLayer(net: Net, i: i32, M: i32, add: bool): void {
  if (i == net.depth && levelAt(net, i).width <= NARROW) { backwardNarrow(net, M, add); return; }
  weightGradient(net, i, M, add);
  if (i > 1) pullBack(net, i, M);
}

/** G[K + 1, N] = (G +) A^T D. */
function weightGradient(net: Net, i: i32, M: i32, add: bool): void {
  const below = levelAt(net, i - 1), here = levelAt(net, i), K = below.width, N = here.width, reading = worth(K, N);
  if (below.sparse) {
    sparseProduct(K + 1, N, M, below.values, FLOAT, below.row, here.delta, here.row, PACKED, here.gradient, N * FLOAT, add, IDENTITY, 0);
    return;
  }
  let a = below.values, row: i32 = FLOAT, turn = below.row;
  if (reading != AS_IT_LIES) {
    packPairs(a, below.row, M, K + 1, net.strip);
    a = net.strip;
    row = M * FLOAT;
    turn = 2 * FLOAT;
  }
  product(K + 1, N, M, a, row, FLOAT, turn, here.delta, here.row, reading, here.gradient, N * FLOAT, add, IDENTITY, 0);
}

/** D'[M, K] = (D W^T) * act'(A). */
function pullBack(net: Net, i: i32, M: i32): void {
  const below = levelAt(net, i - 1), here = levelAt(net, i), K = below.width, N = here.width;
  const gate = net.activation == IDENTITY ? IDENTITY : GATE + net.activation;
  if (i < net.depth && net.activation == RELU && hasZeros(M, K, N, here.delta, here.row)) {
    sparseProduct(M, K, N, here.delta, here.row, FLOAT, here.weights, N * FLOAT, TRANSPOSED, below.delta, below.row, false, gate, below.values);
    return;
  }
  product(M, K, N, here.delta, here.row, here.row, FLOAT, here.weights, N * FLOAT, TRANSPOSED, below.delta, below.row, false, gate, below.values);
}

// An output layer of a few columns would waste most of a tile: each output is a dot product with a row of P^T instead.

/** Z[M, N] = A P, N <= NARROW. */
function forwardNarrow(net: Net, M: i32): void {
  const below = levelAt(net, net.depth - 1), here = levelAt(net, net.depth), N = here.width, row = below.row;
  for (let n = 0; n < N; n++) {
    const p: usize = net.narrow + n * row;
    for (let k = 0; k <= below.width; k++) store<f32>(p + k * FLOAT, load<f32>(here.weights + (k * N + n) * FLOAT));
    let a = below.values, z: usize = here.values + n * FLOAT;
    for (let m = 0; m < M; m++) {
      let sum = f32x4.splat(0);
      for (let k = 0; k < row; k += 16) sum = madd(v128.load(a + k), v128.load(p + k), sum);
      store<f32>(z, sumLanes(sum));
      a += row;
      z += here.row;
    }
  }
}

/** G[K + 1, N] = (G +) A^T D and D'[M, K] = (D W^T) * act'(A), N <= NARROW. The rows of P^T are those of the forward pass. */
function backwardNarrow(net: Net, M: i32, add: bool): void {
  const below = levelAt(net, net.depth - 1), here = levelAt(net, net.depth), N = here.width, row = below.row;
  const p = net.narrow, g: usize = p + NARROW * row;
  const gate = net.activation == IDENTITY || net.depth == 1 ? IDENTITY : GATE + net.activation;
  memory.fill(g, 0, NARROW * row);
  let a = below.values, d = here.delta, e = below.delta;
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) {
      const dn = v128.load32_splat(d + n * FLOAT), gn: usize = g + n * row, pn: usize = p + n * row;
      for (let k = 0; k < row; k += 16) {
        v128.store(gn + k, madd(dn, v128.load(a + k), v128.load(gn + k)));
        const part = f32x4.mul(dn, v128.load(pn + k));
        v128.store(e + k, n == 0 ? part : f32x4.add(v128.load(e + k), part));
      }
    }
    if (gate != IDENTITY) for (let k = 0; k < row; k += 16) v128.store(e + k, bent(gate, v128.load(e + k), v128.load(a + k)));
    a += row;
    d += here.row;
    e += row;
  }
  for (let n = 0; n < N; n++) {
    for (let k = 0; k <= below.width; k++) {
      const to: usize = here.gradient + (k * N + n) * FLOAT, value = load<f32>(g + n * row + k * FLOAT);
      store<f32>(to, add ? load<f32>(to) + value : value);
    }
  }
}
