// Activations of a hidden layer, and their derivatives told from the value they gave.

import { logistic4, tanh4 } from './vector';

@inline export const IDENTITY: i32 = 0;
@inline export const RELU: i32 = 1;
@inline export const TANH: i32 = 2;
@inline export const LOGISTIC: i32 = 3;
/** GATE + an activation: times the derivative of that activation. */
@inline export const GATE: i32 = 4;

/** act(c), or c * act'(...) where h = act(...). Four values; NaN stays NaN, so that a diverging run shows. */
@inline export function bent(kind: i32, c: v128, h: v128): v128 {
  const one = f32x4.splat(1);
  if (kind == GATE + RELU) return v128.and(c, f32x4.gt(h, f32x4.splat(0)));
  if (kind == GATE + TANH) return f32x4.mul(c, f32x4.sub(one, f32x4.mul(h, h)));
  if (kind == GATE + LOGISTIC) return f32x4.mul(c, f32x4.mul(h, f32x4.sub(one, h)));
  if (kind == RELU) return f32x4.pmax(c, f32x4.splat(0));
  if (kind == TANH) return tanh4(c);
  if (kind == LOGISTIC) return logistic4(c);
  return c;
}
