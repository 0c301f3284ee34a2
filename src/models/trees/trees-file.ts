import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes } from '../../base/zip.ts';
import type { TreesArtifact } from '../../contract/model/artifact.ts';
import type { ModelFile } from '../../contract/model/family.ts';
import { readJsonMember } from '../members.ts';

const Finite = v.pipe(v.number(), v.finite());
const Whole = v.pipe(v.number(), v.integer());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff));

/** What `trees.json` holds: the nodes of all trees, one array a property. A threshold of null is infinite. */
const TreesFile = v.strictObject({
  features: v.array(v.string()),
  levels: v.array(Count),
  baseline: v.pipe(v.array(Finite), v.minLength(1)),
  starts: v.pipe(v.array(Count), v.minLength(1)),
  nodes: v.strictObject({
    feature: v.array(Whole),
    threshold: v.array(v.nullable(Finite)),
    set: v.array(Whole),
    missingLeft: v.array(v.picklist([0, 1])),
    left: v.array(Whole),
    right: v.array(Whole),
    value: v.array(Finite),
    rows: v.array(v.pipe(Whole, v.minValue(1))),
  }),
  bits: v.array(Count),
  classes: v.optional(v.pipe(v.array(v.string()), v.minLength(2))),
});

/** Boosted trees in a bundle: `trees.json`. */
export const treesFile: ModelFile<TreesArtifact> = {
  members: (artifact) => [{ name: 'trees.json', bytes: toBytes(toTreesFile(artifact)) }],
  read: (members) => fromTreesFile(readJsonMember(members, 'trees.json')),
};

/** Writes boosted trees as `trees.json`; every number keeps its last digit. */
function toTreesFile(trees: TreesArtifact): string {
  return JSON.stringify({
    features: trees.features,
    levels: trees.levels,
    baseline: Array.from(trees.baseline),
    starts: Array.from(trees.starts),
    nodes: {
      feature: Array.from(trees.feature),
      threshold: Array.from(trees.threshold, (value) => (value === Infinity ? null : value)),
      set: Array.from(trees.set),
      missingLeft: Array.from(trees.missingLeft),
      left: Array.from(trees.left),
      right: Array.from(trees.right),
      value: Array.from(trees.value),
      rows: Array.from(trees.rows),
    },
    bits: Array.from(trees.bits),
    ...(trees.classes ? { classes: trees.classes } : {}),
  });
}

/**
 * Reads `trees.json`, from anywhere: every node is reached once, from its own tree, and nothing points outside.
 * @throws AppError `model.bad-content`
 */
function fromTreesFile(content: unknown): TreesArtifact {
  const parsed = v.safeParse(TreesFile, content, { abortEarly: true });
  if (!parsed.success) throw bad(parsed.issues[0].message);
  const { features, levels, baseline, starts, nodes, bits, classes } = parsed.output;
  const trees: TreesArtifact = {
    form: 'trees',
    features,
    levels,
    baseline: Float64Array.from(baseline),
    starts: Int32Array.from(starts),
    feature: Int32Array.from(nodes.feature),
    threshold: Float64Array.from(nodes.threshold, (value) => value ?? Infinity),
    set: Int32Array.from(nodes.set),
    bits: Uint32Array.from(bits),
    missingLeft: Uint8Array.from(nodes.missingLeft),
    left: Int32Array.from(nodes.left),
    right: Int32Array.from(nodes.right),
    value: Float64Array.from(nodes.value),
    rows: Float64Array.from(nodes.rows),
    ...(classes ? { classes } : {}),
  };
  checkSizes(trees);
  for (let tree = 0; tree + 1 < starts.length; tree++) checkTree(trees, starts[tree], starts[tree + 1]);
  return trees;
}

function bad(problem: string): AppError {
  return new AppError('model.bad-content', { member: 'trees.json', problem });
}

function checkSizes({ features, levels, baseline, starts, classes, ...nodes }: TreesArtifact): void {
  const size = nodes.feature.length;
  const { threshold, set, missingLeft, left, right, value, rows } = nodes;
  const alike = [threshold, set, missingLeft, left, right, value, rows].every(({ length }) => length === size);
  if (!alike) throw bad('nodes: the arrays differ in length');
  if (levels.length !== features.length) throw bad('levels and features differ in number');
  if (starts[0] !== 0 || starts[starts.length - 1] !== size) throw bad('starts: the trees do not cover the nodes');
  if ((starts.length - 1) % baseline.length !== 0) throw bad('baseline: the trees do not come to whole rounds');
  const outputs = classes?.length ?? 1;
  if (baseline.length !== outputs && !(baseline.length === 1 && outputs === 2))
    throw bad('baseline and classes differ in number');
}

/** Checks that the nodes from `start` to `end` are one tree: children lie behind their parent, and each node but the root has one parent. */
function checkTree(trees: TreesArtifact, start: number, end: number): void {
  const { feature, levels, set, bits, left, right, rows } = trees;
  if (end <= start) throw bad('starts: a tree has no node');
  const reached = new Uint8Array(end - start);
  reached[0] = 1;
  for (let node = start; node < end; node++) {
    if (!reached[node - start]) throw bad(`node ${node} belongs to no parent`);
    const j = feature[node];
    if (j < -1 || j >= levels.length) throw bad(`node ${node}: there is no feature ${j}`);
    if (j < 0) {
      if (left[node] !== -1 || right[node] !== -1) throw bad(`node ${node} is a leaf and has children`);
      continue;
    }
    const fits =
      levels[j] > 0 ? set[node] >= 0 && set[node] + Math.ceil(levels[j] / 32) <= bits.length : set[node] === -1;
    if (!fits) throw bad(`node ${node}: its levels do not fit feature ${j}`);
    for (const child of [left[node], right[node]]) {
      if (child <= node || child >= end) throw bad(`node ${node}: there is no node ${child} below it`);
      if (reached[child - start]++) throw bad(`node ${child} has two parents`);
    }
    if (rows[left[node]] + rows[right[node]] !== rows[node]) throw bad(`node ${node}: its rows do not add up`);
  }
}
