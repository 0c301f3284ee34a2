// The logistic loss of a linear model over blocks of rows, in float64, with its gradient and Hessian. One score a row means two classes (the log odds
// of class 1), more scores a softmax over as many classes.
//
// A block is column-major. Z [width] is a row's standardised features, (X - mean) * scale, and a 1 behind them where there is an intercept:
//   S = P Z             scores, P [outputs, width]
//   p = logistic(S) or softmax(S)
//   loss     sum of weight * -log p(true class)
//   gradient sum of R Z'              R = weight * (p - true)        [outputs, width]
//   gram     sum of c Z Z'            c = weight * p_a * ([a = b] - p_b)   one for each pair of outputs a >= b, lower triangle

import { allocate } from './memory';
import { DOUBLE, lanes } from './double';

@unmanaged class Logistic {
  cols: i32; // features
  width: i32; // and the intercept
  outputs: i32;
  apart: i32; // numbers from one column of a block to the next: not a power of two, or columns would share places in the cache
  features: usize; // [cols][apart]
  codes: usize; // [apart] int32
  weights: usize; // [apart]
  means: usize; // [cols]
  scale: usize;
  point: usize; // [outputs, width]
  standard: usize; // [width][apart], Z
  shares: usize; // [outputs][apart], first S, then p
  rests: usize; // [outputs][apart], R
  curvature: usize; // [apart], c
  weighted: usize; // [2][apart], two columns of Z times c
  totals: usize; // [2]: the loss, and what rounding lost of it
  gradient: usize; // [outputs, width]
  grams: usize; // [pairs][width, width]; 0 where there is no room asked for
}

/** Room for a problem, or 0 where memory is short. */
export function create(cols: i32, intercept: bool, outputs: i32, blockRows: i32, curved: bool): Logistic {
  const address = allocate(offsetof<Logistic>());
  const model = changetype<Logistic>(address);
  const width = cols + i32(intercept), apart = ((blockRows + 15) & ~15) + 8;
  const cells: u64 = curved ? <u64>width * width * (outputs * (outputs + 1) / 2) : 0;
  if (cells >= 0x1fffffff) return changetype<Logistic>(0);
  model.cols = cols;
  model.width = width;
  model.outputs = outputs;
  model.apart = apart;
  model.features = columnsOf(cols, apart);
  model.codes = columnsOf(1, apart);
  model.weights = columnsOf(1, apart);
  model.means = columnsOf(1, cols);
  model.scale = columnsOf(1, cols);
  model.point = columnsOf(outputs, width);
  model.standard = columnsOf(width, apart);
  model.shares = columnsOf(outputs, apart);
  model.rests = columnsOf(outputs, apart);
  model.curvature = columnsOf(1, apart);
  model.weighted = columnsOf(2, apart);
  model.totals = columnsOf(1, 2);
  model.gradient = columnsOf(outputs, width);
  model.grams = allocate(<usize>cells * DOUBLE);
  const rows = model.features && model.codes && model.weights && model.standard && model.shares && model.rests;
  const rest = model.means && model.scale && model.point && model.curvature && model.weighted && model.totals && model.gradient;
  return address && rows && rest && model.grams ? model : changetype<Logistic>(0);
}

function columnsOf(count: i32, length: i32): usize { return allocate(<usize>count * length * DOUBLE); }

export function stride(model: Logistic): i32 { return model.apart; }
export function features(model: Logistic): usize { return model.features; }
export function codes(model: Logistic): usize { return model.codes; }
export function weights(model: Logistic): usize { return model.weights; }
export function means(model: Logistic): usize { return model.means; }
export function scale(model: Logistic): usize { return model.scale; }
export function point(model: Logistic): usize { return model.point; }
export function totals(model: Logistic): usize { return model.totals; }
export function gradient(model: Logistic): usize { return model.gradient; }
export function grams(model: Logistic): usize { return model.grams; }

/** Adds `count` rows of the block to loss and gradient, and with `curved` to the grams. */
export function add(model: Logistic, count: i32, isWeighted: bool, curved: bool): void {
  const bytes: usize = ((count + 3) & ~3) * DOUBLE; // rows beyond the last one get R = c = 0
  standardise(model, bytes);
  for (let o = 0; o < model.outputs; o++) score(model, o, bytes);
  weigh(model, count, bytes, isWeighted);
  for (let o = 0; o < model.outputs; o++) addGradient(model, o, bytes);
  if (!curved) return;
  for (let a = 0, pair = 0; a < model.outputs; a++) {
    for (let b = 0; b <= a; b++, pair++) {
      curve(model, a, b, count, bytes, isWeighted);
      addGram(model, model.grams + <usize>pair * model.width * model.width * DOUBLE, bytes);
    }
  }
}

@inline function column(from: usize, j: i32, model: Logistic): usize { return from + <usize>j * model.apart * DOUBLE; }

function standardise(model: Logistic, bytes: usize): void {
  for (let j = 0; j < model.cols; j++) {
    const from = column(model.features, j, model), to = column(model.standard, j, model);
    const mean = v128.load64_splat(model.means + j * DOUBLE), factor = v128.load64_splat(model.scale + j * DOUBLE);
    for (let k: usize = 0; k < bytes; k += 16) v128.store(to + k, f64x2.mul(f64x2.sub(v128.load(from + k), mean), factor));
  }
  if (model.width == model.cols) return;
  const ones = column(model.standard, model.cols, model), one = f64x2.splat(1);
  for (let k: usize = 0; k < bytes; k += 16) v128.store(ones + k, one);
}

function score(model: Logistic, o: i32, bytes: usize): void {
  const to = column(model.shares, o, model), p: usize = model.point + o * model.width * DOUBLE, step: usize = model.apart * DOUBLE;
  for (let k: usize = 0; k < bytes; k += 32) {
    let first = f64x2.splat(0), second = first, z = model.standard + k;
    for (let at: usize = p, end: usize = p + model.width * DOUBLE; at < end; at += DOUBLE, z += step) {
      const w = v128.load64_splat(at);
      first = f64x2.add(first, f64x2.mul(w, v128.load(z)));
      second = f64x2.add(second, f64x2.mul(w, v128.load(z, 16)));
    }
    v128.store(to + k, first);
    v128.store(to + k, second, 16);
  }
}

/** Scores become probabilities and R; the rows' losses go to the total. */
function weigh(model: Logistic, count: i32, bytes: usize, isWeighted: bool): void {
  const step: usize = model.apart * DOUBLE, outputs = model.outputs;
  let part: f64 = 0;
  for (let i = 0; i < count; i++) {
    const at: usize = i * DOUBLE, code = load<i32>(model.codes + (i << 2)), weight = isWeighted ? load<f64>(model.weights + at) : 1;
    const loss = outputs == 1 ? logisticRow(model.shares + at, code) : softmaxRow(model.shares + at, step, outputs, code);
    part += weight * loss;
    const truth = outputs == 1 ? code - 1 : code;
    for (let o = 0; o < outputs; o++) {
      const place = at + <usize>o * step, share = load<f64>(model.shares + place);
      store<f64>(model.rests + place, weight * (share - (o == truth ? 1 : 0)));
    }
  }
  for (let at: usize = count * DOUBLE; at < bytes; at += DOUBLE) {
    for (let o = 0; o < outputs; o++) store<f64>(model.rests + at + <usize>o * step, 0);
  }
  const total = load<f64>(model.totals), next = total + part, rest = next - total;
  store<f64>(model.totals, load<f64>(model.totals, 8) + ((total - (next - rest)) + (part - rest)), 8);
  store<f64>(model.totals, next);
}

/** -log p of the true class; the score becomes the probability of class 1. */
@inline function logisticRow(at: usize, code: i32): f64 {
  const score = load<f64>(at), small = Math.exp(-abs(score));
  store<f64>(at, (score >= 0 ? 1 : small) / (1 + small));
  return Math.log1p(small) + max(score, 0) - (code == 1 ? score : 0);
}

/** -log p of the true class; the scores, `step` bytes apart, become probabilities. */
function softmaxRow(at: usize, step: usize, outputs: i32, code: i32): f64 {
  const end = at + <usize>outputs * step;
  let most = load<f64>(at), sum: f64 = 0;
  for (let k = at + step; k < end; k += step) most = max(most, load<f64>(k));
  const own = load<f64>(at + <usize>code * step) - most;
  for (let k = at; k < end; k += step) {
    const share = Math.exp(load<f64>(k) - most);
    store<f64>(k, share);
    sum += share;
  }
  for (let k = at; k < end; k += step) store<f64>(k, load<f64>(k) / sum);
  return Math.log(sum) - own;
}

function addGradient(model: Logistic, o: i32, bytes: usize): void {
  const r = column(model.rests, o, model), to: usize = model.gradient + o * model.width * DOUBLE, last = model.width - 1;
  for (let j = 0; j <= last; j += 4) {
    const a = column(model.standard, j, model), b = column(model.standard, min(j + 1, last), model);
    const c = column(model.standard, min(j + 2, last), model), d = column(model.standard, min(j + 3, last), model);
    let sa = f64x2.splat(0), sb = sa, sc = sa, sd = sa;
    for (let k: usize = 0; k < bytes; k += 16) {
      const rest = v128.load(r + k);
      sa = f64x2.add(sa, f64x2.mul(rest, v128.load(a + k)));
      sb = f64x2.add(sb, f64x2.mul(rest, v128.load(b + k)));
      sc = f64x2.add(sc, f64x2.mul(rest, v128.load(c + k)));
      sd = f64x2.add(sd, f64x2.mul(rest, v128.load(d + k)));
    }
    addTo(to + j * DOUBLE, sa);
    if (j < last) addTo(to + (j + 1) * DOUBLE, sb);
    if (j + 1 < last) addTo(to + (j + 2) * DOUBLE, sc);
    if (j + 2 < last) addTo(to + (j + 3) * DOUBLE, sd);
  }
}

@inline function addTo(at: usize, pair: v128): void { store<f64>(at, load<f64>(at) + lanes(pair)); }

function curve(model: Logistic, a: i32, b: i32, count: i32, bytes: usize, isWeighted: bool): void {
  const first = column(model.shares, a, model), second = column(model.shares, b, model), same: f64 = a == b ? 1 : 0;
  for (let i = 0; i < count; i++) {
    const at: usize = i * DOUBLE, weight = isWeighted ? load<f64>(model.weights + at) : 1;
    store<f64>(model.curvature + at, weight * load<f64>(first + at) * (same - load<f64>(second + at)));
  }
  for (let at: usize = count * DOUBLE; at < bytes; at += DOUBLE) store<f64>(model.curvature + at, 0);
}

/** Two columns times two at once. */
function addGram(model: Logistic, gram: usize, bytes: usize): void {
  const width = model.width, last = width - 1, x = model.weighted, y = column(model.weighted, 1, model);
  for (let a = 0; a <= last; a += 2) {
    const pair = a < last, za = column(model.standard, a, model), zb = column(model.standard, min(a + 1, last), model);
    for (let k: usize = 0; k < bytes; k += 16) {
      const c = v128.load(model.curvature + k);
      v128.store(x + k, f64x2.mul(c, v128.load(za + k)));
      v128.store(y + k, f64x2.mul(c, v128.load(zb + k)));
    }
    for (let b = 0; b <= a; b += 2) {
      const u = column(model.standard, b, model), v = column(model.standard, min(b + 1, last), model);
      let xu = f64x2.splat(0), xv = xu, yu = xu, yv = xu;
      for (let k: usize = 0; k < bytes; k += 16) {
        const xs = v128.load(x + k), ys = v128.load(y + k), us = v128.load(u + k), vs = v128.load(v + k);
        xu = f64x2.add(xu, f64x2.mul(xs, us));
        xv = f64x2.add(xv, f64x2.mul(xs, vs));
        yu = f64x2.add(yu, f64x2.mul(ys, us));
        yv = f64x2.add(yv, f64x2.mul(ys, vs));
      }
      const to = gram + (a * width + b) * DOUBLE, below = to + width * DOUBLE;
      addTo(to, xu);
      if (b < a) addTo(to + DOUBLE, xv);
      if (pair) addTo(below, yu);
      if (pair) addTo(below + DOUBLE, yv);
    }
  }
}
