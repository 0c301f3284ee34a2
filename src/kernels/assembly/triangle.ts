// The triangle R of the QR factorization of all rows.

import { DOUBLE, lanes } from './double';
import { columnOf, Problem } from './problem';

/**
 * Puts rows `from` to `from + count` of the block, centred and scaled, into the chunk; `count` at most `chunkRows`. Rows of zeros, which add
 * nothing to R, make it full.
 */
export function fillChunk(problem: Problem, from: i32, count: i32): void {
  const rows = problem.chunkRows, even = count & ~1;
  for (let j = 0; j <= problem.cols; j++) {
    const at: usize = j * DOUBLE, source = columnOf(problem, j) + from * DOUBLE, to: usize = problem.chunk + <usize>j * rows * DOUBLE;
    const mean = v128.load64_splat(problem.means + at), rest = v128.load64_splat(problem.rests + at);
    const scale = v128.load64_splat(problem.scale + at), end: usize = even * DOUBLE;
    for (let k: usize = 0; k < end; k += 16) {
      v128.store(to + k, f64x2.mul(f64x2.sub(f64x2.sub(v128.load(source + k), mean), rest), scale));
    }
    if (even < count) {
      const centred = f64x2.sub(f64x2.sub(v128.load64_splat(source + end), mean), rest);
      store<f64>(to + end, f64x2.extract_lane(f64x2.mul(centred, scale), 0));
    }
    memory.fill(to + count * DOUBLE, 0, (rows - count) * DOUBLE);
  }
}

/**
 * Folds pivots `begin` to `end` of the chunk into R by Householder reflections: R'R grows by chunk'chunk. The step of TSQR: Demmel, Grigori,
 * Hoemmen and Langou, "Communication-optimal parallel and sequential QR and LU factorizations", SIAM J. Sci. Comput. 34 (2012); reflections as
 * in Golub and Van Loan, 5.1. The chunk is overwritten.
 */
export function fold(problem: Problem, begin: i32, end: i32): void {
  const width = problem.cols + 1, bytes: usize = problem.chunkRows * DOUBLE;
  for (let j = begin; j < end; j++) {
    const v: usize = problem.chunk + <usize>j * bytes, head: usize = problem.triangle + (<usize>j * width + j) * DOUBLE;
    const square = dot(v, v, bytes);
    if (square == 0) continue;
    const pivot = load<f64>(head), length = Math.sqrt(pivot * pivot + square), turned = pivot >= 0 ? -length : length;
    const top = pivot - turned, tau = top / -turned, inverse = f64x2.splat(1 / top);
    store<f64>(head, turned);
    for (let k: usize = 0; k < bytes; k += 16) v128.store(v + k, f64x2.mul(v128.load(v + k), inverse));
    let l = j + 1;
    for (; l + 4 <= width; l += 4) reflectFour(v, problem.chunk + <usize>l * bytes, bytes, tau, head + (l - j) * DOUBLE);
    for (; l < width; l++) reflectOne(v, problem.chunk + <usize>l * bytes, bytes, tau, head + (l - j) * DOUBLE);
  }
}

/** a'b; `bytes` is a multiple of 32. */
function dot(a: usize, b: usize, bytes: usize): f64 {
  let even = f64x2.splat(0), odd = even;
  for (let k: usize = 0; k < bytes; k += 32) {
    even = f64x2.add(even, f64x2.mul(v128.load(a + k), v128.load(b + k)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(a + k, 16), v128.load(b + k, 16)));
  }
  return lanes(f64x2.add(even, odd));
}

/** Applies the reflection (1, v) to four columns, `bytes` apart from `at`, whose heads stand in R at `head`. */
function reflectFour(v: usize, at: usize, bytes: usize, tau: f64, head: usize): void {
  const b = at + bytes, c = b + bytes, d = c + bytes;
  let da = f64x2.splat(0), db = da, dc = da, dd = da, ea = da, eb = da, ec = da, ed = da;
  for (let k: usize = 0; k < bytes; k += 32) {
    const x = v128.load(v + k), y = v128.load(v + k, 16);
    da = f64x2.add(da, f64x2.mul(x, v128.load(at + k))); ea = f64x2.add(ea, f64x2.mul(y, v128.load(at + k, 16)));
    db = f64x2.add(db, f64x2.mul(x, v128.load(b + k))); eb = f64x2.add(eb, f64x2.mul(y, v128.load(b + k, 16)));
    dc = f64x2.add(dc, f64x2.mul(x, v128.load(c + k))); ec = f64x2.add(ec, f64x2.mul(y, v128.load(c + k, 16)));
    dd = f64x2.add(dd, f64x2.mul(x, v128.load(d + k))); ed = f64x2.add(ed, f64x2.mul(y, v128.load(d + k, 16)));
  }
  da = f64x2.splat(push(lanes(f64x2.add(da, ea)), tau, head));
  db = f64x2.splat(push(lanes(f64x2.add(db, eb)), tau, head + DOUBLE));
  dc = f64x2.splat(push(lanes(f64x2.add(dc, ec)), tau, head + 2 * DOUBLE));
  dd = f64x2.splat(push(lanes(f64x2.add(dd, ed)), tau, head + 3 * DOUBLE));
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = v128.load(v + k);
    v128.store(at + k, f64x2.sub(v128.load(at + k), f64x2.mul(x, da)));
    v128.store(b + k, f64x2.sub(v128.load(b + k), f64x2.mul(x, db)));
    v128.store(c + k, f64x2.sub(v128.load(c + k), f64x2.mul(x, dc)));
    v128.store(d + k, f64x2.sub(v128.load(d + k), f64x2.mul(x, dd)));
  }
}

function reflectOne(v: usize, at: usize, bytes: usize, tau: f64, head: usize): void {
  const push1 = f64x2.splat(push(dot(v, at, bytes), tau, head));
  for (let k: usize = 0; k < bytes; k += 16) v128.store(at + k, f64x2.sub(v128.load(at + k), f64x2.mul(v128.load(v + k), push1)));
}

/** Takes the reflection's share off a head in R and returns it: tau times (head + v'column). */
@inline function push(product: f64, tau: f64, head: usize): f64 {
  const share = (product + load<f64>(head)) * tau;
  store<f64>(head, load<f64>(head) - share);
  return share;
}

