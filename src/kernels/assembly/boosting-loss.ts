// Gradients and hessians of the losses by the score, of the rows from `from` to `to`, float32; each gives the summed loss as well. `weights` float64 [rows] or 0.
// Constant hessians are not written: `hessians` is then 0.

/** Half the squared error: gradient = score - y, hessian = 1. */
export function squared(scores: usize, targets: usize, weights: usize, gradients: usize, hessians: usize, from: i32, to: i32): f64 {
  let loss: f64 = 0;
  for (let i = from; i < to; i++) {
    const error = load<f64>(scores + (<usize>i << 3)) - load<f64>(targets + (<usize>i << 3));
    const weight: f64 = weights ? load<f64>(weights + (<usize>i << 3)) : 1;
    store<f32>(gradients + (<usize>i << 2), <f32>(weight * error));
    if (hessians) store<f32>(hessians + (<usize>i << 2), <f32>weight);
    loss += 0.5 * weight * error * error;
  }
  return loss;
}

/** Two classes, y 0 or 1: loss = ln(1 + e^score) - y score, gradient = p - y, hessian = p (1 - p), p = 1 / (1 + e^-score). */
export function binomial(scores: usize, targets: usize, weights: usize, gradients: usize, hessians: usize, from: i32, to: i32): f64 {
  let loss: f64 = 0;
  for (let i = from; i < to; i++) {
    const score = load<f64>(scores + (<usize>i << 3)), y = load<f64>(targets + (<usize>i << 3));
    const weight: f64 = weights ? load<f64>(weights + (<usize>i << 3)) : 1;
    const small = Math.exp(-Math.abs(score)), share = 1 / (1 + small);
    const p = score >= 0 ? share : small * share;
    store<f32>(gradients + (<usize>i << 2), <f32>(weight * (p - y)));
    store<f32>(hessians + (<usize>i << 2), <f32>(weight * small * share * share));
    loss += weight * (Math.log1p(small) + (score > 0 ? score : 0) - y * score);
  }
  return loss;
}

/**
 * K classes, y their code: p = softmax(scores), loss = -ln p(y), gradient = p - [y is the class], hessian = p (1 - p).
 * Scores, gradients and hessians are [classes, rows].
 */
export function multinomial(
  scores: usize, targets: usize, weights: usize, gradients: usize, hessians: usize, from: i32, to: i32, rows: i32, classes: i32,
): f64 {
  let loss: f64 = 0;
  const wide: usize = <usize>rows << 3, narrow: usize = <usize>rows << 2;
  for (let i = from; i < to; i++) {
    const first: usize = scores + (<usize>i << 3), y = <i32>load<f64>(targets + (<usize>i << 3));
    const weight: f64 = weights ? load<f64>(weights + (<usize>i << 3)) : 1;
    let top = -Infinity, total: f64 = 0;
    for (let k = 0; k < classes; k++) top = Math.max(top, load<f64>(first + <usize>k * wide));
    for (let k = 0; k < classes; k++) total += Math.exp(load<f64>(first + <usize>k * wide) - top);
    for (let k = 0; k < classes; k++) {
      const p = Math.exp(load<f64>(first + <usize>k * wide) - top) / total, at: usize = (<usize>i << 2) + <usize>k * narrow;
      store<f32>(gradients + at, <f32>(weight * (p - (k == y ? 1 : 0))));
      store<f32>(hessians + at, <f32>(weight * p * (1 - p)));
    }
    loss += weight * (Math.log(total) + top - load<f64>(first + <usize>y * wide));
  }
  return loss;
}
