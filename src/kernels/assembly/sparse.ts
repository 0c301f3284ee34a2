// Products of float32 matrices whose left-hand side has many zeros: after a ReLU about half of the values are, and of the gradients that come
// back through it. The other values of each row are listed with the places of their rows in the panel, and only they are multiplied, on a 1 x 32
// tile. Sums are added up in the order of `product`: zeros add nothing, so the digits are the same.

import { bent, IDENTITY, RELU } from './activation';
import { edge, packColumns, packRows, panel, TILE, TRANSPOSED } from './product';
import { FLOAT, madd } from './vector';

@inline const WIDTH: i32 = 2 * TILE; // columns of a tile
@inline const DEPTH: i32 = 256; // most of K that is worked on at once: a panel of 32 KB stays in the first cache
@inline const PAIR: i32 = 8; // bytes of a listed value: the place of its row in the panel, and the value
/** Floats of room that a product needs in `panel` (packing rounds up to 4 rows). */
@inline export const WIDE_PANEL: i32 = (DEPTH + 4) * WIDTH;
/** A list is worth its work from so many columns on, on both sides. */
@inline const FEWEST: i32 = 64;
/** Rows that are looked at to tell how many zeros there are: one of so many. */
@inline const LOOK: i32 = 8;

/** Floats of room for the list of at most `rows` rows. */
export function listRoom(rows: i32): i32 { return rows * DEPTH * (PAIR / FLOAT); }

// Room for the list, and for where the rows' parts of it end: set where a computation begins.
let list: usize = 0;
let ends: usize = 0;
export function useList(listAt: usize, endsAt: usize): void { list = listAt; ends = endsAt; }

/** Whether at least a quarter of A[M, K] is zeros, and the product with N columns is large enough to pay for the list. */
export function hasZeros(M: i32, N: i32, K: i32, a: usize, aRow: i32): bool {
  if (N < FEWEST || K < FEWEST) return false;
  const zero = f32x4.splat(0);
  let zeros = i32x4.splat(0), looked = 0;
  for (let m = 0; m < M; m += LOOK) {
    for (let k = 0; k + 4 <= K; k += 4) zeros = i32x4.sub(zeros, f32x4.eq(v128.load(a + m * aRow + k * FLOAT), zero));
    looked += K & ~3;
  }
  const count = i32x4.extract_lane(zeros, 0) + i32x4.extract_lane(zeros, 1) + i32x4.extract_lane(zeros, 2) + i32x4.extract_lane(zeros, 3);
  return 4 * count >= looked;
}

/**
 * C[M, N] = finish(A[M, K] B[K, N]), or with `add` C + A B. As `product`, but that A(m, k) lies at a + m * aRow + k * aStep (bytes), and that B is
 * packed in any case.
 */
export function sparseProduct(M: i32, N: i32, K: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, reading: i32,
  c: usize, cRow: i32, add: bool, finish: i32, h: usize): void {
  const blocks = (K + DEPTH - 1) / DEPTH, depth = (K + blocks - 1) / blocks;
  for (let k = 0; k < K; k += depth) {
    const turns = min(depth, K - k), more = add || k > 0, last = k + turns == K ? finish : IDENTITY;
    listValues(a + k * aStep, aRow, aStep, M, turns);
    for (let n = 0; n < N; n += WIDTH) {
      const columns = min(WIDTH, N - n), whole = columns == WIDTH;
      for (let j = 0; j < columns; j += TILE) {
        const to: usize = panel + j * FLOAT;
        if (reading == TRANSPOSED) packRows(b + (n + j) * bRow + k * FLOAT, bRow, turns, to, WIDTH * FLOAT);
        else packColumns(b + k * bRow + (n + j) * FLOAT, bRow, turns, to, WIDTH * FLOAT);
      }
      let from = list;
      for (let m = 0; m < M; m++) {
        const place: usize = m * cRow + n * FLOAT, to = whole ? c + place : edge, end = <usize>load<u32>(ends + (m << 2));
        if (!whole && more) copyRow(c + place, edge, columns);
        tile(from, end, to, more, last == RELU);
        if (last > RELU) bend(last, to, h + place);
        if (!whole) copyRow(edge, c + place, columns);
        from = end;
      }
    }
  }
}

// The bytes of lanes 0 .. 3.
@inline const A: u32 = 0x03020100;
@inline const B: u32 = 0x07060504;
@inline const C: u32 = 0x0b0a0908;
@inline const D: u32 = 0x0f0e0d0c;
/** For each set of lanes, as the bits of 0 .. 15: the order of bytes that brings them to the front; what is behind them does not matter. */
const fronts = memory.data<u32>([
  A, A, A, A, A, A, A, A, B, A, A, A, A, B, A, A, C, A, A, A, A, C, A, A, B, C, A, A, A, B, C, A,
  D, A, A, A, A, D, A, A, B, D, A, A, A, B, D, A, C, D, A, A, A, C, D, A, B, C, D, A, A, B, C, D,
]);

/** Lists what is not zero (NaN is not) in A[M, K], row by row. Without a branch on a value: half of them would be guessed wrong. */
function listValues(a: usize, aRow: i32, aStep: i32, M: i32, K: i32): void {
  const zero = f32x4.splat(0);
  let to = list;
  for (let m = 0; m < M; m++) {
    let from = a + m * aRow, k = 0;
    if (aStep == FLOAT) {
      let places = i32x4(0, WIDTH * FLOAT, 2 * WIDTH * FLOAT, 3 * WIDTH * FLOAT);
      for (; k + 4 <= K; k += 4) {
        const x = v128.load(from), lanes = i32x4.bitmask(f32x4.ne(x, zero)), order = v128.load(fronts + <usize>(lanes << 4));
        const values = i8x16.swizzle(x, order), at = i8x16.swizzle(places, order);
        v128.store(to, v128.shuffle<i32>(at, values, 0, 4, 1, 5));
        v128.store(to, v128.shuffle<i32>(at, values, 2, 6, 3, 7), 16);
        to += popcnt(lanes) * PAIR;
        places = i32x4.add(places, i32x4.splat(4 * WIDTH * FLOAT));
        from += 16;
      }
    }
    for (; k < K; k++) {
      const value = load<u32>(from);
      store<u32>(to, k * WIDTH * FLOAT);
      store<u32>(to, value, 4);
      to += <usize>(value << 1 != 0) * PAIR;
      from += aStep;
    }
    store<u32>(ends + (m << 2), <u32>to);
  }
}

/** C[1, 32] = (C +) the sum of the listed values times their rows of the panel. Eight accumulators, a value and a load fit into 15 registers. */
function tile(at: usize, end: usize, c: usize, more: bool, relu: bool): void {
  const zero = f32x4.splat(0);
  const rows = panel;
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero, c4 = zero, c5 = zero, c6 = zero, c7 = zero;
  if (more) {
    c0 = v128.load(c); c1 = v128.load(c, 16); c2 = v128.load(c, 32); c3 = v128.load(c, 48);
    c4 = v128.load(c, 64); c5 = v128.load(c, 80); c6 = v128.load(c, 96); c7 = v128.load(c, 112);
  }
  while (at < end) {
    const b = rows + <usize>load<u32>(at), x = v128.load32_splat(at, 4);
    c0 = madd(x, v128.load(b), c0); c1 = madd(x, v128.load(b, 16), c1); c2 = madd(x, v128.load(b, 32), c2); c3 = madd(x, v128.load(b, 48), c3);
    c4 = madd(x, v128.load(b, 64), c4); c5 = madd(x, v128.load(b, 80), c5); c6 = madd(x, v128.load(b, 96), c6); c7 = madd(x, v128.load(b, 112), c7);
    at += PAIR;
  }
  if (relu) {
    c0 = f32x4.pmax(c0, zero); c1 = f32x4.pmax(c1, zero); c2 = f32x4.pmax(c2, zero); c3 = f32x4.pmax(c3, zero);
    c4 = f32x4.pmax(c4, zero); c5 = f32x4.pmax(c5, zero); c6 = f32x4.pmax(c6, zero); c7 = f32x4.pmax(c7, zero);
  }
  v128.store(c, c0); v128.store(c, c1, 16); v128.store(c, c2, 32); v128.store(c, c3, 48);
  v128.store(c, c4, 64); v128.store(c, c5, 80); v128.store(c, c6, 96); v128.store(c, c7, 112);
}

/** Finishes a tile in place. */
function bend(kind: i32, c: usize, h: usize): void {
  for (let j = 0; j < WIDTH * FLOAT; j += 16) v128.store(c + j, bent(kind, v128.load(c + j), v128.load(h + j)));
}

function copyRow(from: usize, to: usize, columns: i32): void {
  for (let j = 0; j < columns * FLOAT; j += FLOAT) store<f32>(to + j, load<f32>(from + j));
}
