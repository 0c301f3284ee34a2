// Gradient boosting on histograms: what costs time while trees grow. A caller in JavaScript holds the queue of nodes and calls these on pieces of rows.
//
// Cells are bins: `bins` is uint8 [rows, width], row-major, for adding rows up, with a copy by columns for sending them left or right; feature j has bins 0 to used(j) - 1 and, for missing cells, the bin used(j). A histogram
// has a record for every bin of every feature, features one after the other: [bins] pairs (sum of gradients, sum of hessians) in float64, then
// [bins, rounded up to 4] counts in int32. Where hessians are constant (`hessians` is 0) they are 1, so that their sum is the count, and counts stay 0.
// Sources: Ke et al., "LightGBM", NIPS 2017; scikit-learn's HistGradientBoosting, whose rules and order of sums are kept.

export { allocate } from './memory';
export { fillBins } from './bins';
export { squared, binomial, multinomial } from './boosting-loss';
export { createRules, findSplit } from './splits';
export { sortDoubles } from './sort';

/** Bytes of a (gradient, hessian) pair. */
@inline const PAIR: i32 = 16;

/** Empties a histogram of `total` bins. */
export function clear(histogram: usize, total: i32): void {
  memory.fill(histogram, 0, <usize>total * PAIR + (<usize>((total + 3) & ~3) << 2));
}

/**
 * Adds the rows order[from] to order[to] (exclusive). Row by row: a row's bins are next to each other, and its features never meet in one record.
 * @param starts int32 [width]: byte offset of the first record of each feature  @param counts of the same histogram
 */
export function addRows(
  bins: usize, width: i32, order: usize, from: i32, to: i32, gradients: usize, hessians: usize, starts: usize, histogram: usize, counts: usize,
): void {
  if (hessians) addWeighted(bins, width, order, from, to, gradients, hessians, starts, histogram, counts);
  else addPlain(bins, width, order, from, to, gradients, starts, histogram);
}

function addPlain(bins: usize, width: i32, order: usize, from: i32, to: i32, gradients: usize, starts: usize, histogram: usize): void {
  for (let at: usize = order + (<usize>from << 2), end: usize = order + (<usize>to << 2); at < end; at += 4) {
    const row = <usize>load<u32>(at);
    const pair = f64x2.replace_lane(f64x2.splat(1), 0, <f64>load<f32>(gradients + (row << 2)));
    let cell: usize = bins + row * width, start = starts;
    const last: usize = cell + width;
    for (; cell + 4 <= last; cell += 4, start += 16) {
      const four = load<u32>(cell);
      add(histogram + load<u32>(start) + ((four & 0xff) << 4), pair);
      add(histogram + load<u32>(start, 4) + ((four >> 4) & 0xff0), pair);
      add(histogram + load<u32>(start, 8) + ((four >> 12) & 0xff0), pair);
      add(histogram + load<u32>(start, 12) + ((four >> 24) << 4), pair);
    }
    for (; cell < last; cell++, start += 4) add(histogram + load<u32>(start) + (<u32>load<u8>(cell) << 4), pair);
  }
}

function addWeighted(
  bins: usize, width: i32, order: usize, from: i32, to: i32, gradients: usize, hessians: usize, starts: usize, histogram: usize, counts: usize,
): void {
  for (let at: usize = order + (<usize>from << 2), end: usize = order + (<usize>to << 2); at < end; at += 4) {
    const row = <usize>load<u32>(at);
    const pair = f64x2.replace_lane(f64x2.splat(<f64>load<f32>(hessians + (row << 2))), 0, <f64>load<f32>(gradients + (row << 2)));
    let cell: usize = bins + row * width, start = starts;
    const last: usize = cell + width;
    for (; cell + 4 <= last; cell += 4, start += 16) {
      const four = load<u32>(cell);
      addCounted(histogram, counts, load<u32>(start) + ((four & 0xff) << 4), pair);
      addCounted(histogram, counts, load<u32>(start, 4) + ((four >> 4) & 0xff0), pair);
      addCounted(histogram, counts, load<u32>(start, 8) + ((four >> 12) & 0xff0), pair);
      addCounted(histogram, counts, load<u32>(start, 12) + ((four >> 24) << 4), pair);
    }
    for (; cell < last; cell++, start += 4) addCounted(histogram, counts, load<u32>(start) + (<u32>load<u8>(cell) << 4), pair);
  }
}

@inline function add(record: usize, pair: v128): void { v128.store(record, f64x2.add(v128.load(record), pair)); }

@inline function addCounted(histogram: usize, counts: usize, offset: u32, pair: v128): void {
  add(histogram + offset, pair);
  const count: usize = counts + (offset >> 2);
  store<i32>(count, load<i32>(count) + 1);
}

/** Takes a child's histogram off its parent's: what is left is the other child's. */
export function subtract(parent: usize, child: usize, total: i32): void {
  let at: usize = 0;
  for (const end: usize = <usize>total * PAIR; at < end; at += PAIR) {
    v128.store(parent + at, f64x2.sub(v128.load(parent + at), v128.load(child + at)));
  }
  for (const end: usize = at + (<usize>((total + 3) & ~3) << 2); at < end; at += 16) {
    v128.store(parent + at, i32x4.sub(v128.load(parent + at), v128.load(child + at)));
  }
}

/** Sums float32 values of the rows from `from` to `to` in float64. */
export function sum(values: usize, from: i32, to: i32): f64 {
  let total: f64 = 0;
  for (let i = from; i < to; i++) total += <f64>load<f32>(values + (<usize>i << 2));
  return total;
}

/**
 * Sends order[from] to order[to] (exclusive) of a node that begins at order[start] to its children, keeping their order: rows for the left one move to
 * the front, those for the right one go to `right`. Gives how many went left, of which `left` did before.
 * @param column uint8 [rows]: the feature's bins  @param goesLeft uint8 [256]: whether a bin goes left
 */
export function part(
  column: usize, goesLeft: usize, order: usize, start: i32, from: i32, to: i32, left: i32, right: usize,
): i32 {
  let toLeft: usize = order + (<usize>(start + left) << 2), toRight: usize = right + (<usize>(from - start - left) << 2);
  for (let at: usize = order + (<usize>from << 2), end: usize = order + (<usize>to << 2); at < end; at += 4) {
    const row = load<u32>(at), goes = <usize>load<u8>(goesLeft + load<u8>(column + row)) << 2;
    store<u32>(toLeft, row);
    store<u32>(toRight, row);
    toLeft += goes;
    toRight += 4 - goes;
  }
  return <i32>((toLeft - order) >> 2) - start;
}

/** Puts the rows of the right child behind those of the left one. */
export function settle(order: usize, start: i32, left: i32, count: i32, right: usize): void {
  memory.copy(order + (<usize>(start + left) << 2), right, <usize>(count - left) << 2);
}

/** Numbers the rows from 0 on. */
export function restart(order: usize, rows: i32): void {
  for (let i = 0; i < rows; i++) store<i32>(order + (<usize>i << 2), i);
}

/** Adds a leaf's value to the scores of its rows. */
export function addLeaf(scores: usize, order: usize, from: i32, to: i32, value: f64): void {
  for (let i = from; i < to; i++) {
    const at: usize = scores + (<usize>load<u32>(order + (<usize>i << 2)) << 3);
    store<f64>(at, load<f64>(at) + value);
  }
}

/** Adds what a tree answers to the scores of rows that did not grow it. Nodes: [feature (-1 = leaf), left, right, unused] int32, then the value. */
export function addTree(bins: usize, width: i32, from: i32, to: i32, nodes: usize, goesLeft: usize, scores: usize): void {
  for (let row = from; row < to; row++) {
    const cells: usize = bins + <usize>row * width;
    let node = 0, at = nodes;
    for (;;) {
      const feature = load<i32>(at);
      if (feature < 0) break;
      const left = load<u8>(goesLeft + (<usize>node << 8) + load<u8>(cells + feature));
      node = left ? load<i32>(at, 4) : load<i32>(at, 8);
      at = nodes + <usize>node * 24;
    }
    const score: usize = scores + (<usize>row << 3);
    store<f64>(score, load<f64>(score) + load<f64>(at, 16));
  }
}
