// The best split of a node from its histogram.

import { allocate } from './memory';

/** What holds for a whole fit. */
@unmanaged class Rules {
  minCount: i32; // rows of a leaf, at least
  counted: i32; // whether histograms hold counts (hessians are not constant)
  total: i32; // bins of a histogram
  minHessian: f64; // sum of hessians of a leaf, at least
  penalty: f64; // L2
  features: usize; // int32 [width, 4]: first bin, bins of present cells, 1 for a category, -1 / 0 / 1 for falling / free / rising
  missing: usize; // uint8 [width]: whether cells of the feature are missing
  sorted: usize; // room for [256] (value float64, bin int32, unused)
}

/** A node: what it holds, and between what its children's values must lie. */
@unmanaged class Node {
  count: i32;
  gradient: f64;
  hessian: f64;
  value: f64;
  lower: f64;
  upper: f64;
}

/** The best split so far: 72 bytes that the caller reads; `gain` 0 = none. */
@unmanaged class Split {
  gain: f64;
  feature: i32;
  bin: i32; // last bin that goes left; unused for a category
  missingLeft: i32;
  leftCount: i32;
  leftGradient: f64;
  leftHessian: f64;
  left0: u64; left1: u64; left2: u64; left3: u64; // categories: bins that go left
}

/** Room for the rules of a fit, or 0 where memory is short. */
export function createRules(minCount: i32, minHessian: f64, penalty: f64, features: usize, missing: usize, counted: bool, total: i32): Rules {
  const address = allocate(offsetof<Rules>()), sorted = allocate(256 << 4);
  if (!address || !sorted) return changetype<Rules>(0);
  const rules = changetype<Rules>(address);
  rules.minCount = minCount;
  rules.counted = i32(counted);
  rules.total = total;
  rules.minHessian = minHessian;
  rules.penalty = penalty;
  rules.features = features;
  rules.missing = missing;
  rules.sorted = sorted;
  return rules;
}

/** The node at work. */
const node = changetype<Node>(memory.data(offsetof<Node>(), 8));

/** Least number of rows (or hessian, stretched to rows) that a category needs to be placed. */
@inline const SUPPORT: f64 = 10;

/** The value of a leaf: minimises its loss, G v + (H + penalty) v^2 / 2, between bounds. */
@inline function valueOf(gradient: f64, hessian: f64, rules: Rules): f64 {
  return clip(-gradient / (hessian + rules.penalty + 1e-15), node.lower, node.upper);
}

@inline function clip(value: f64, lower: f64, upper: f64): f64 {
  return value < lower ? lower : value > upper ? upper : value;
}

/** How much the loss falls, or -1 where the children break the feature's direction. */
@inline function gainOf(gradient: f64, hessian: f64, rules: Rules, now: f64, direction: i32): f64 {
  const rest = node.gradient - gradient, left = valueOf(gradient, hessian, rules), right = valueOf(rest, node.hessian - hessian, rules);
  if ((direction > 0 && left > right) || (direction < 0 && left < right)) return -1;
  return now - left * gradient - right * rest;
}

/** Writes the best split of a node over `width` features to `split`. */
export function findSplit(
  rules: Rules, width: i32, histogram: usize, count: i32, gradient: f64, hessian: f64, value: f64, lower: f64, upper: f64, split: Split,
): void {
  node.count = count; node.gradient = gradient; node.hessian = hessian;
  node.value = value; node.lower = lower; node.upper = upper;
  split.gain = 0;
  const counts: usize = histogram + (<usize>rules.total << 4);
  for (let j = 0; j < width; j++) {
    const feature: usize = rules.features + (<usize>j << 4), first = load<i32>(feature), used = load<i32>(feature, 4);
    const category = load<i32>(feature, 8), direction = load<i32>(feature, 12), missing = load<u8>(rules.missing + j) != 0;
    const records: usize = histogram + (<usize>first << 4), own: usize = counts + (<usize>first << 2);
    if (category) splitCategory(rules, records, own, used, missing, j, split);
    else {
      splitUp(rules, records, own, used, missing, direction, j, split);
      if (missing) splitDown(rules, records, own, used, direction, j, split);
    }
  }
}

@inline function countAt(rules: Rules, records: usize, counts: usize, bin: i32): i32 {
  return rules.counted ? load<i32>(counts + (<usize>bin << 2)) : <i32>load<f64>(records + (<usize>bin << 4), 8);
}

/** The gain where nothing bounds the values: the same sums and quotients, two at a time. */
@inline function freeGain(gradient: f64, hessian: f64, penalty: f64, now: f64): f64 {
  const sums = f64x2(gradient, node.gradient - gradient);
  const below = f64x2.add(f64x2.add(f64x2(hessian, node.hessian - hessian), f64x2.splat(penalty)), f64x2.splat(1e-15));
  const products = f64x2.mul(f64x2.div(f64x2.neg(sums), below), sums);
  return now - f64x2.extract_lane(products, 0) - f64x2.extract_lane(products, 1);
}

/** Missing cells go right: cuts behind each bin, the last one too where cells are missing. */
function splitUp(rules: Rules, records: usize, counts: usize, used: i32, missing: bool, direction: i32, j: i32, split: Split): void {
  const end = used - 1 + i32(missing), now = node.value * node.gradient, penalty = rules.penalty;
  const free = direction == 0 && node.lower == -Infinity && node.upper == Infinity;
  let count = 0, gradient: f64 = 0, hessian: f64 = 0, best = split.gain;
  for (let bin = 0; bin < end; bin++) {
    const record: usize = records + (<usize>bin << 4);
    gradient += load<f64>(record);
    hessian += load<f64>(record, 8);
    count += countAt(rules, records, counts, bin);
    if (count < rules.minCount || hessian < rules.minHessian) continue;
    if (node.count - count < rules.minCount || node.hessian - hessian < rules.minHessian) break;
    const gain = free ? freeGain(gradient, hessian, penalty, now) : gainOf(gradient, hessian, rules, now, direction);
    if (!(gain > best)) continue;
    best = gain;
    keep(split, gain, j, bin, false, count, gradient, hessian);
  }
}

/** Missing cells go left. */
function splitDown(rules: Rules, records: usize, counts: usize, used: i32, direction: i32, j: i32, split: Split): void {
  const now = node.value * node.gradient, penalty = rules.penalty;
  const free = direction == 0 && node.lower == -Infinity && node.upper == Infinity;
  let count = 0, gradient: f64 = 0, hessian: f64 = 0, best = split.gain; // of the right side
  for (let bin = used - 2; bin >= 0; bin--) {
    const record: usize = records + (<usize>(bin + 1) << 4);
    gradient += load<f64>(record);
    hessian += load<f64>(record, 8);
    count += countAt(rules, records, counts, bin + 1);
    if (count < rules.minCount || hessian < rules.minHessian) continue;
    if (node.count - count < rules.minCount || node.hessian - hessian < rules.minHessian) break;
    const left = node.gradient - gradient, leftHessian = node.hessian - hessian;
    const gain = free ? freeGain(left, leftHessian, penalty, now) : gainOf(left, leftHessian, rules, now, direction);
    if (!(gain > best)) continue;
    best = gain;
    keep(split, gain, j, bin, true, node.count - count, left, leftHessian);
  }
}

/**
 * Categories in the order of gradient / hessian, missing cells as one of them: the best cut of that order is the best of all ways to part them in two
 * (Fisher 1958). Cuts up to the middle from either end; categories with little support stay right.
 */
function splitCategory(rules: Rules, records: usize, counts: usize, used: i32, missing: bool, j: i32, split: Split): void {
  const stretch = <f64>node.count / node.hessian, end = used + i32(missing), sorted = rules.sorted;
  let size = 0;
  for (let bin = 0; bin < end; bin++) {
    const record: usize = records + (<usize>bin << 4), hessian = load<f64>(record, 8);
    if (hessian * stretch < SUPPORT) continue;
    insert(sorted, size++, load<f64>(record) / (hessian + SUPPORT), bin);
  }
  if (size < 2) return;
  const now = node.value * node.gradient;
  for (let up = 1; up >= 0; up--) {
    let count = 0, gradient: f64 = 0, hessian: f64 = 0;
    const middle = up ? (size + 1) >> 1 : ((size + 1) >> 1) - 1;
    for (let i = 0; i < middle; i++) {
      const place = up ? i : size - 1 - i, bin = load<i32>(sorted + (<usize>place << 4), 8), record: usize = records + (<usize>bin << 4);
      gradient += load<f64>(record);
      hessian += load<f64>(record, 8);
      count += countAt(rules, records, counts, bin);
      if (count < rules.minCount || hessian < rules.minHessian) continue;
      if (node.count - count < rules.minCount || node.hessian - hessian < rules.minHessian) break;
      const gain = gainOf(gradient, hessian, rules, now, 0);
      if (gain <= split.gain) continue;
      keep(split, gain, j, 0, false, count, gradient, hessian);
      for (let k = up ? 0 : place; k <= (up ? place : size - 1); k++) {
        const goes = load<i32>(sorted + (<usize>k << 4), 8), word: usize = changetype<usize>(split) + offsetof<Split>('left0') + (<usize>(goes >> 6) << 3);
        store<u64>(word, load<u64>(word) | ((<u64>1) << (goes & 63)));
        if (goes == used) split.missingLeft = 1;
      }
    }
  }
}

/** Puts a category into its place among `size` sorted ones; of equal ones the last comes first, as scikit-learn's comparison leaves them. */
function insert(sorted: usize, size: i32, value: f64, bin: i32): void {
  let at: usize = sorted + (<usize>size << 4);
  for (; at > sorted && load<f64>(at - 16) >= value; at -= 16) v128.store(at, v128.load(at - 16));
  store<f64>(at, value);
  store<i32>(at, bin, 8);
}

@inline function keep(split: Split, gain: f64, j: i32, bin: i32, missingLeft: bool, count: i32, gradient: f64, hessian: f64): void {
  split.gain = gain;
  split.feature = j;
  split.bin = bin;
  split.missingLeft = i32(missingLeft);
  split.leftCount = count;
  split.leftGradient = gradient;
  split.leftHessian = hessian;
  split.left0 = 0; split.left1 = 0; split.left2 = 0; split.left3 = 0;
}
