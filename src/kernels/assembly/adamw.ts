// AdamW (Loshchilov and Hutter, 2019) as PyTorch has it, over `count` float32 from the given addresses on, count a multiple of 4.

import { FLOAT, madd, sumLanes } from './vector';

/** The sum of squares of `count` gradients. */
export function norm(gradient: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0, end: usize = count * FLOAT; i < end; i += 1024) {
    let squares = f32x4.splat(0);
    for (let j = i; j < min(i + 1024, end); j += 16) {
      const g = v128.load(gradient + j);
      squares = madd(g, g, squares);
    }
    sum += sumLanes(squares);
  }
  return sum;
}

/**
 * m = beta1 m + (1 - beta1) scale G, v = beta2 v + (1 - beta2) (scale G)^2, P = keep P - rate m / (sqrt(v) / root + epsilon).
 * @param rate the step over 1 - beta1^t  @param root sqrt(1 - beta2^t)  @param keep 1 - step * decay  Denormals become 0.
 */
export function move(weights: usize, gradient: usize, first: usize, second: usize, count: i32, scale: f32, beta1: f32, beta2: f32,
  rate: f32, root: f32, epsilon: f32, keep: f32): void {
  const b1 = f32x4.splat(beta1), b2 = f32x4.splat(beta2), r1 = f32x4.splat(1 - beta1), r2 = f32x4.splat(1 - beta2);
  const scales = f32x4.splat(scale), rates = f32x4.splat(rate), roots = f32x4.splat(1 / root), tail = f32x4.splat(epsilon);
  const keeps = f32x4.splat(keep), tiny1 = f32x4.splat(1e-30), tiny2 = f32x4.splat(1e-36);
  for (let i: usize = 0, end: usize = count * FLOAT; i < end; i += 16) {
    const g = f32x4.mul(scales, v128.load(gradient + i));
    let m = f32x4.add(f32x4.mul(b1, v128.load(first + i)), f32x4.mul(r1, g));
    let v = f32x4.add(f32x4.mul(b2, v128.load(second + i)), f32x4.mul(r2, f32x4.mul(g, g)));
    m = v128.andnot(m, f32x4.lt(f32x4.abs(m), tiny1));
    v = v128.andnot(v, f32x4.lt(v, tiny2));
    v128.store(first + i, m);
    v128.store(second + i, v);
    const step = f32x4.div(f32x4.mul(rates, m), madd(f32x4.sqrt(v), roots, tail));
    v128.store(weights + i, f32x4.sub(f32x4.mul(keeps, v128.load(weights + i)), step));
  }
}
