// The penalty, and one step of a solver, over parameters `from` to `to` (multiples of 4: what is behind the last one stays 0).

import { levelAt, Net } from './net';
import { FLOAT, madd, sumLanes } from './vector';

/** G += alpha / total * W, biases left out; returns alpha / 2 * sum(W^2), which is not yet divided by `total`. */
export function penalize(net: Net, total: f64): f64 {
  if (net.alpha == 0) return 0;
  const decay = <f32>(net.alpha / total), decays = f32x4.splat(decay);
  let sum: f64 = 0;
  for (let i = 1; i <= net.depth; i++) {
    const here = levelAt(net, i), w = here.weights, g = here.gradient, end: usize = levelAt(net, i - 1).width * here.width * FLOAT;
    let squares = f32x4.splat(0), k: usize = 0;
    for (; k + 16 <= end; k += 16) {
      const v = v128.load(w + k);
      squares = madd(v, v, squares);
      v128.store(g + k, madd(decays, v, v128.load(g + k)));
    }
    sum += sumLanes(squares);
    for (; k < end; k += FLOAT) {
      const v = load<f32>(w + k);
      sum += v * v;
      store<f32>(g + k, load<f32>(g + k) + decay * v);
    }
  }
  return 0.5 * net.alpha * sum;
}

/** Counts one step more. */
export function countStep(net: Net): void {
  net.power1 *= net.beta1;
  net.power2 *= net.beta2;
}

export function update(net: Net, from: i32, to: i32): void {
  if (net.adam) updateAdam(net, from * FLOAT, to * FLOAT);
  else updateSgd(net, from * FLOAT, to * FLOAT);
}

/**
 * m = beta1 m + (1 - beta1) G, v = beta2 v + (1 - beta2) G^2, P -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon): Kingma
 * and Ba's efficient form, as scikit-learn has it. The corrections in float64, or the fourth digit is lost in two epochs. m below 1e-30 and v
 * below 1e-36 become 0: WebAssembly keeps denormals, at 100 cycles each.
 */
function updateAdam(net: Net, from: usize, end: usize): void {
  const beta1 = f32x4.splat(<f32>net.beta1), beta2 = f32x4.splat(<f32>net.beta2);
  const rest1 = f32x4.splat(<f32>(1 - net.beta1)), rest2 = f32x4.splat(<f32>(1 - net.beta2));
  const rate = f32x4.splat(<f32>(net.rate * Math.sqrt(1 - net.power2) / (1 - net.power1))), epsilon = f32x4.splat(<f32>net.epsilon);
  const tiny1 = f32x4.splat(1e-30), tiny2 = f32x4.splat(1e-36);
  for (let i: usize = from; i < end; i += 16) {
    const g = v128.load(net.gradient + i);
    let m = f32x4.add(f32x4.mul(beta1, v128.load(net.first + i)), f32x4.mul(rest1, g));
    let v = f32x4.add(f32x4.mul(beta2, v128.load(net.second + i)), f32x4.mul(rest2, f32x4.mul(g, g)));
    m = v128.andnot(m, f32x4.lt(f32x4.abs(m), tiny1));
    v = v128.andnot(v, f32x4.lt(v, tiny2));
    v128.store(net.first + i, m);
    v128.store(net.second + i, v);
    const step = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(v), epsilon));
    v128.store(net.weights + i, f32x4.sub(v128.load(net.weights + i), step));
  }
}

/** velocity = momentum * velocity - rate * G; P += velocity, or what the next velocity would be (Nesterov). */
function updateSgd(net: Net, from: usize, end: usize): void {
  const momentum = f32x4.splat(<f32>net.beta1), rate = f32x4.splat(<f32>net.rate), tiny = f32x4.splat(1e-30);
  for (let i: usize = from; i < end; i += 16) {
    const push = f32x4.mul(rate, v128.load(net.gradient + i));
    let v = f32x4.sub(f32x4.mul(momentum, v128.load(net.first + i)), push);
    v = v128.andnot(v, f32x4.lt(f32x4.abs(v), tiny));
    v128.store(net.first + i, v);
    const step = net.nesterov ? f32x4.sub(f32x4.mul(momentum, v), push) : v;
    v128.store(net.weights + i, f32x4.add(v128.load(net.weights + i), step));
  }
}
