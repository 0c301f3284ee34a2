// Products of float32 matrices on one 2 x 16 tile. Its 8 accumulators hide the latency of two multiply-add units, and are few enough
// that V8 keeps them, and the six loads of a turn, in 15 registers. Sizes need not be multiples of anything: a tile at the edge
// computes columns of rubbish and keeps the good ones, so memory is only ever over-read, never over-written.

import { bent, IDENTITY, RELU } from './activation';
import { FLOAT, madd } from './vector';

/** Columns of a tile. */
@inline export const TILE: i32 = 16;
@inline const DEPTH: i32 = 320; // most of K that is worked on at once: a panel of 20 KB stays in the first cache
/** Floats of room that a product needs in `panel`. */
@inline export const PANEL: i32 = DEPTH * TILE;
/** Floats of room that a product needs in `edge`. */
@inline export const EDGE: i32 = 2 * TILE;
/** Rows behind a right-hand side that a transposed reading may touch. */
@inline export const BEHIND: i32 = TILE;

// Room for packed columns and for tiles at the edge: set where a computation begins.
export let panel: usize = 0;
export let edge: usize = 0;
export function useRoom(panelAt: usize, edgeAt: usize): void { panel = panelAt; edge = edgeAt; }

/** How a product reads its right-hand side. */
@inline export const AS_IT_LIES: i32 = 0;
@inline export const PACKED: i32 = 1;
@inline export const TRANSPOSED: i32 = 2;

/** Whether packing pays: many rows share a panel, and its rows lie far apart. */
@inline export function worth(rows: i32, columns: i32): i32 { return columns > 64 && rows >= 16 ? PACKED : AS_IT_LIES; }

/**
 * C[M, N] = finish(A[M, K] B[K, N]), or with `add` C + A B.
 * @param a     A(m, k) lies at a + m * aRow + k * aStep (bytes) for even m, and A(m + 1, k) `aNext` bytes behind
 * @param b     B(k, n) lies at b + k * bRow + 4 * n, or, TRANSPOSED, at b + n * bRow + 4 * k
 * @param h     values that a gate looks at, laid out as C
 */
export function product(M: i32, N: i32, K: i32, a: usize, aRow: i32, aNext: i32, aStep: i32, b: usize, bRow: i32, reading: i32,
  c: usize, cRow: i32, add: bool, finish: i32, h: usize): void {
  const blocks = (K + DEPTH - 1) / DEPTH, depth = (K + blocks - 1) / blocks;
  for (let k = 0; k < K; k += depth) {
    const turns = min(depth, K - k), more = add || k > 0, last = k + turns == K ? finish : IDENTITY;
    for (let n = 0; n < N; n += TILE) {
      const columns = min(TILE, N - n);
      let from = b + k * bRow + n * FLOAT, step = bRow;
      if (reading) {
        if (reading == PACKED) packColumns(from, bRow, turns, panel, TILE * FLOAT);
        else packRows(b + n * bRow + k * FLOAT, bRow, turns, panel, TILE * FLOAT);
        from = panel;
        step = TILE * FLOAT;
      }
      for (let m = 0; m < M; m += 2) {
        const rows = min(2, M - m), whole = columns == TILE && rows == 2;
        const a0 = a + m * aRow + k * aStep, a1 = rows == 2 ? a0 + aNext : a0;
        const place = m * cRow + n * FLOAT, to = whole ? c + place : edge, toRow = whole ? cRow : TILE * FLOAT;
        if (!whole && more) copy(c + place, cRow, edge, TILE * FLOAT, rows, columns);
        tile(turns, a0, a1, aStep, from, step, to, toRow, more, last == RELU);
        if (last > RELU) bend(last, to, toRow, h + place, rows == 2 ? cRow : 0);
        if (!whole) copy(edge, TILE * FLOAT, c + place, cRow, rows, columns);
      }
    }
  }
}

/**
 * C[2, 16] = (C +) A[2, K] B[K, 16]. Row pointers a0, a1 go on by `aStep` bytes a turn, b by `bStep`: so that rows of a
 * matrix, columns of a matrix and packed strips all fit. Keep it at one turn a pass: V8 hoists the loads of a turn
 * above its multiplications, and with two turns it runs out of registers and spills accumulators (0.65 of the speed).
 */
function tile(K: i32, a0: usize, a1: usize, aStep: i32, b: usize, bStep: i32, c: usize, cRow: i32, more: bool, relu: bool): void {
  const zero = f32x4.splat(0);
  const d = c + cRow;
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero, d0 = zero, d1 = zero, d2 = zero, d3 = zero;
  if (more) {
    c0 = v128.load(c); c1 = v128.load(c, 16); c2 = v128.load(c, 32); c3 = v128.load(c, 48);
    d0 = v128.load(d); d1 = v128.load(d, 16); d2 = v128.load(d, 32); d3 = v128.load(d, 48);
  }
  const end = b + K * bStep;
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    const x = v128.load32_splat(a0), y = v128.load32_splat(a1);
    c0 = madd(x, b0, c0); c1 = madd(x, b1, c1); c2 = madd(x, b2, c2); c3 = madd(x, b3, c3);
    d0 = madd(y, b0, d0); d1 = madd(y, b1, d1); d2 = madd(y, b2, d2); d3 = madd(y, b3, d3);
    a0 += aStep; a1 += aStep; b += bStep;
  }
  if (relu) {
    c0 = f32x4.pmax(c0, zero); c1 = f32x4.pmax(c1, zero); c2 = f32x4.pmax(c2, zero); c3 = f32x4.pmax(c3, zero);
    d0 = f32x4.pmax(d0, zero); d1 = f32x4.pmax(d1, zero); d2 = f32x4.pmax(d2, zero); d3 = f32x4.pmax(d3, zero);
  }
  v128.store(c, c0); v128.store(c, c1, 16); v128.store(c, c2, 32); v128.store(c, c3, 48);
  v128.store(d, d0); v128.store(d, d1, 16); v128.store(d, d2, 32); v128.store(d, d3, 48);
}

function copy(from: usize, fromRow: i32, to: usize, toRow: i32, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) store<f32>(to + j * FLOAT, load<f32>(from + j * FLOAT));
    from += fromRow; to += toRow;
  }
}

/** Finishes a tile in place. */
function bend(kind: i32, c: usize, cRow: i32, h: usize, hRow: i32): void {
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < TILE * FLOAT; j += 16) v128.store(c + j, bent(kind, v128.load(c + j), v128.load(h + j)));
    c += cRow; h += hRow;
  }
}

// Packing: 16 columns of B become one run of memory that stays in the cache while all rows of A pass by.

/** B[K, 16] with rows `bRow` bytes apart -> panel [K, 16] with rows `toRow` bytes apart. */
export function packColumns(b: usize, bRow: i32, K: i32, to: usize, toRow: i32): void {
  for (let k = 0; k < K; k++) {
    v128.store(to, v128.load(b)); v128.store(to, v128.load(b, 16), 16);
    v128.store(to, v128.load(b, 32), 32); v128.store(to, v128.load(b, 48), 48);
    b += bRow; to += toRow;
  }
}

/** 16 rows of W, `row` bytes apart, K of each -> panel [K, 16] of the transpose, in blocks of 4 x 4 (K rounded up to 4). */
export function packRows(w: usize, row: i32, K: i32, to: usize, toRow: i32): void {
  for (let q = 0; q < TILE; q += 4) {
    let from = w + q * row, out = to + q * FLOAT;
    for (let k = 0; k < K; k += 4) {
      const r0 = v128.load(from), r1 = v128.load(from + row), r2 = v128.load(from + 2 * row), r3 = v128.load(from + 3 * row);
      const s0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), s1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const s2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7), s3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(out, v128.shuffle<i64>(s0, s1, 0, 2)); v128.store(out + toRow, v128.shuffle<i64>(s0, s1, 1, 3));
      v128.store(out + 2 * toRow, v128.shuffle<i64>(s2, s3, 0, 2)); v128.store(out + 3 * toRow, v128.shuffle<i64>(s2, s3, 1, 3));
      from += 16; out += 4 * toRow;
    }
  }
}

/** A[M, K] -> strips of two columns [K / 2][M, 2]. */
export function packPairs(a: usize, aRow: i32, M: i32, K: i32, to: usize): void {
  for (let k = 0; k < K; k += 2) {
    let from = a + k * FLOAT;
    for (let m = 0; m < M; m++) { store<u64>(to, load<u64>(from)); from += aRow; to += 2 * FLOAT; }
  }
}
