import type { TreesArtifact } from '../../contract/model/artifact.ts';

/** Adds the leaf that each of `count` rows comes to, from the root of a tree, to a score: `block` is rows x features, `sums` rows x scores. */
export function addTree(
  trees: TreesArtifact,
  tree: number,
  block: Float64Array,
  count: number,
  sums: Float64Array,
  score: number,
): void {
  // What is read for every node stands in locals, and numbers, the most frequent, come first: half as much time again without.
  const { starts, feature, left, right, threshold, set, value, features, baseline } = trees;
  const [root, width, scores] = [starts[tree], features.length, baseline.length];
  for (let row = 0, at = 0; row < count; row++, at += width) {
    let node = root;
    for (let j = feature[node]; j >= 0; j = feature[node]) {
      const cell = block[at + j];
      if (set[node] < 0 && cell <= threshold[node]) node = left[node];
      else if (set[node] < 0 && cell === cell) node = right[node];
      else node = goesLeft(trees, node, cell) ? left[node] : right[node];
    }
    sums[row * scores + score] += value[node];
  }
}

/** Says whether a value goes left at a node. A level that the tree does not know goes where missing cells go. */
export function goesLeft(
  { threshold, set, bits, levels, feature, missingLeft }: TreesArtifact,
  node: number,
  value: number,
) {
  if (set[node] < 0) return value === value ? value <= threshold[node] : missingLeft[node] === 1;
  if (!(value >= 0 && value < levels[feature[node]])) return missingLeft[node] === 1;
  return ((bits[set[node] + (value >> 5)] >>> (value & 31)) & 1) === 1;
}
