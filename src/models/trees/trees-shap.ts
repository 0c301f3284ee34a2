import type { TreesArtifact } from '../../contract/model/artifact.ts';
import { goesLeft } from './tree-walk.ts';

/** Says what the features of a row add to the scores of trees. */
export interface Shap {
  /** What the scores are when nothing is known. */
  base: Float64Array;
  /** About how many nanoseconds of a laptop a row takes. */
  nsOfRow: number;
  /** Adds what each feature adds to the answer of a tree, for the row whose features begin at `at`, to `into` from `to` on. */
  add(tree: number, block: Float64Array, at: number, into: Float64Array, to: number): void;
}

/**
 * Opens exact SHAP values of trees: what a feature adds on the average over all orders in which features can become known, where a feature that is not known
 * is answered by the shares of the training rows that went either way.
 * Source: Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), algorithm 2.
 */
export function openShap(trees: TreesArtifact): Shap {
  const { feature, left, right, rows, value, starts, baseline } = trees;
  const { deepest, squares } = measureDepths(trees);
  const stride = deepest + 2;
  // The features on the way to a node, once each: how much of the unknown and (0 or 1) of the known way goes through, and what the sets of each size weigh.
  // Every depth has a copy of its own.
  const path = {
    feature: new Int32Array(stride * stride),
    unknown: new Float64Array(stride * stride),
    known: new Float64Array(stride * stride),
    weight: new Float64Array(stride * stride),
  };
  const { unknown, known, weight } = path;

  /** Adds a feature to a path of `length` features that begins at `from`. */
  function extend(from: number, length: number, j: number, ofUnknown: number, ofKnown: number): void {
    path.feature[from + length] = j;
    unknown[from + length] = ofUnknown;
    known[from + length] = ofKnown;
    weight[from + length] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i--) {
      weight[from + i + 1] += (ofKnown * weight[from + i] * (i + 1)) / (length + 1);
      weight[from + i] *= (ofUnknown * (length - i)) / (length + 1);
    }
  }

  /** Takes feature k out of a path whose last feature is number `last`. */
  function unwind(from: number, last: number, k: number): void {
    const [ofUnknown, ofKnown] = [unknown[from + k], known[from + k]];
    let next = weight[from + last];
    for (let i = last - 1; i >= 0; i--) {
      const before = weight[from + i];
      if (ofKnown === 0) weight[from + i] = (before * (last + 1)) / (ofUnknown * (last - i));
      else {
        weight[from + i] = (next * (last + 1)) / ((i + 1) * ofKnown);
        next = before - (weight[from + i] * ofUnknown * (last - i)) / (last + 1);
      }
    }
    for (let i = k; i < last; i++) {
      path.feature[from + i] = path.feature[from + i + 1];
      unknown[from + i] = unknown[from + i + 1];
      known[from + i] = known[from + i + 1];
    }
  }

  /** Gives what the weights of a path come to without feature k. */
  function sumWithout(from: number, last: number, k: number): number {
    const [ofUnknown, ofKnown] = [unknown[from + k], known[from + k]];
    let next = weight[from + last];
    let total = 0;
    for (let i = last - 1; i >= 0; i--) {
      if (ofKnown === 0) total += (weight[from + i] * (last + 1)) / (ofUnknown * (last - i));
      else {
        const own = (next * (last + 1)) / ((i + 1) * ofKnown);
        total += own;
        next = weight[from + i] - (own * ofUnknown * (last - i)) / (last + 1);
      }
    }
    return total;
  }

  /** The row at work, and where its sums go. */
  let [row, sums]: Float64Array[] = [new Float64Array(0), new Float64Array(0)];
  let [rowAt, sumsAt] = [0, 0];

  /** Goes to a node with the path of its parent, which has `length` features, and feature j, which was asked last. */
  function walk(node: number, depth: number, length: number, j: number, ofUnknown: number, ofKnown: number): void {
    const from = depth * stride;
    if (depth > 0) {
      for (let i = from, parent = from - stride; i < from + length; i++, parent++) {
        path.feature[i] = path.feature[parent];
        unknown[i] = unknown[parent];
        known[i] = known[parent];
        weight[i] = weight[parent];
      }
    }
    extend(from, length, j, ofUnknown, ofKnown);
    if (feature[node] < 0) {
      for (let i = 1; i <= length; i++) {
        const share = sumWithout(from, length, i) * (known[from + i] - unknown[from + i]);
        sums[sumsAt + path.feature[from + i]] += share * value[node];
      }
      return;
    }
    const asked = feature[node];
    let [size, wayUnknown, wayKnown] = [length + 1, 1, 1];
    for (let i = 1; i <= length; i++) {
      if (path.feature[from + i] !== asked) continue;
      [wayUnknown, wayKnown] = [unknown[from + i], known[from + i]];
      unwind(from, length, i);
      size = length;
      break;
    }
    const goes = goesLeft(trees, node, row[rowAt + asked]);
    const [hot, cold] = goes ? [left[node], right[node]] : [right[node], left[node]];
    const childShare = (child: number) => (wayUnknown * rows[child]) / rows[node];
    walk(hot, depth + 1, size, asked, childShare(hot), wayKnown);
    walk(cold, depth + 1, size, asked, childShare(cold), 0);
  }

  return {
    base: baseline.map((first, k) => {
      let score = first;
      for (let tree = k; tree + 1 < starts.length; tree += baseline.length) score += expectedValue(trees, starts[tree]);
      return score;
    }),
    nsOfRow: 6 * squares,
    add(tree, block, at, into, to) {
      [row, rowAt, sums, sumsAt] = [block, at, into, to];
      walk(starts[tree], 0, 0, -1, 1, 1);
    },
  };
}

/** Gives what a tree answers on the average of its training rows. */
function expectedValue({ feature, left, right, rows, value }: TreesArtifact, root: number): number {
  const visit = (node: number): number =>
    feature[node] < 0 ? value[node] * rows[node] : visit(left[node]) + visit(right[node]);
  return visit(root) / rows[root];
}

/** Gives how many questions lie above the deepest leaf, and the sum over all leaves of that number, one added, squared. */
function measureDepths({ feature, left, right }: TreesArtifact): { deepest: number; squares: number } {
  const depth = new Int32Array(feature.length);
  let [deepest, squares] = [0, 0];
  for (let node = 0; node < feature.length; node++) {
    deepest = Math.max(deepest, depth[node]);
    if (feature[node] < 0) squares += (depth[node] + 1) ** 2;
    else depth[left[node]] = depth[right[node]] = depth[node] + 1;
  }
  return { deepest, squares };
}
