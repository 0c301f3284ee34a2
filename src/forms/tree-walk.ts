import type { TreesArtifact } from '../contract/adapter.ts';

/** Follows a row, whose features begin at `at`, from the root of a tree to its leaf. */
export function leafOf(artifact: TreesArtifact, root: number, block: Float64Array, at: number): number {
  const { feature, left, right } = artifact;
  let node = root;
  while (feature[node] >= 0) node = goesLeft(artifact, node, block[at + feature[node]]) ? left[node] : right[node];
  return node;
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
