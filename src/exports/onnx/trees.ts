import type { TreesArtifact } from '../../contract/model/artifact.ts';
import type { Graph } from './graph.ts';

/**
 * Adds boosted trees over raw features (rows x features, codes of categories, NaN = missing) and gives their scores, rows x scores. ONNX splits numbers alone:
 * every set of levels becomes a column of its own, 0 where the level goes left, 1 where it goes right.
 */
export function addTrees(graph: Graph, features: string, artifact: TreesArtifact): string {
  const { baseline, starts, feature, threshold, set, missingLeft, left, right, value } = artifact;
  const width = artifact.features.length;
  const columns = new Map<number, number>();
  const sides: string[] = [];
  const nodes = { feature: [] as number[], limit: [] as number[] };
  for (let node = 0; node < feature.length; node++) {
    if (set[node] < 0) {
      nodes.feature.push(Math.max(0, feature[node]));
      nodes.limit.push(threshold[node]);
      continue;
    }
    let column = columns.get(set[node]);
    if (column === undefined) {
      column = width + sides.length;
      columns.set(set[node], column);
      sides.push(addSide(graph, features, artifact, node));
    }
    nodes.feature.push(column);
    nodes.limit.push(0.5);
  }
  const wide = sides.length > 0 ? graph.add('Concat', [features, ...sides], { axis: 1 }) : features;

  const trees = Array.from(feature, (_, node) => findTree(starts, node));
  const treeNode = (node: number) => (node < 0 ? 0 : node - starts[findTree(starts, node)]);
  const leaves = Array.from(feature.keys()).filter((node) => feature[node] < 0);
  const doubles = (values: Iterable<number>) => {
    const data = Float64Array.from(values);
    return { tensor: { name: '', dims: [data.length], data } };
  };
  const scores = graph.add(
    'TreeEnsembleRegressor',
    [wide],
    {
      n_targets: baseline.length,
      base_values_as_tensor: doubles(baseline),
      nodes_treeids: trees,
      nodes_nodeids: Array.from(feature.keys(), treeNode),
      nodes_featureids: nodes.feature,
      nodes_modes: Array.from(feature, (each) => (each < 0 ? 'LEAF' : 'BRANCH_LEQ')),
      nodes_values_as_tensor: doubles(nodes.limit),
      nodes_truenodeids: Array.from(left, treeNode),
      nodes_falsenodeids: Array.from(right, treeNode),
      nodes_missing_value_tracks_true: Array.from(missingLeft),
      target_treeids: leaves.map((node) => trees[node]),
      target_nodeids: leaves.map(treeNode),
      target_ids: leaves.map((node) => trees[node] % baseline.length),
      target_weights_as_tensor: doubles(leaves.map((node) => value[node])),
    },
    'ai.onnx.ml',
  );
  // The operator adds up in double and answers in float.
  return graph.add('Cast', [scores], { to: 11 });
}

/** Adds the column that says on which side of a node's set a level is; NaN = missing. */
function addSide(graph: Graph, features: string, { feature, levels, set, bits }: TreesArtifact, node: number): string {
  const count = levels[feature[node]];
  const isLeft = (code: number) => ((bits[set[node] + (code >> 5)] >>> (code & 31)) & 1) === 1;
  const table = Float64Array.from({ length: count + 1 }, (_, code) => (code === count ? NaN : isLeft(code) ? 0 : 1));
  const codes = graph.add('Gather', [features, graph.constant([1], BigInt64Array.of(BigInt(feature[node])))], {
    axis: 1,
  });
  const filled = graph.add('Where', [graph.add('IsNaN', [codes]), graph.double([count]), codes]);
  return graph.add('Gather', [graph.constant([count + 1], table), graph.add('Cast', [filled], { to: 7 })], { axis: 0 });
}

/** Finds the tree of a node: the last that begins at or before it. */
function findTree(starts: Int32Array, node: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= node) low = middle;
    else high = middle - 1;
  }
  return low;
}
