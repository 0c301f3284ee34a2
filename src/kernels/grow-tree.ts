/** What holds for every tree. */
export interface TreeRules {
  maxLeaves: number;
  maxDepth: number;
  minRows: number;
  l2: number;
  /** What a leaf's value is multiplied with. */
  shrinkage: number;
}

/** The best split of a node. */
export interface Split {
  gain: number;
  feature: number;
  /** A number: the last bin that goes left. */
  bin: number;
  /** A category: a bit a bin, 1 = goes left, 32 bins a word. */
  bins: Uint32Array;
  missingLeft: boolean;
  leftCount: number;
  leftGradient: number;
  leftHessian: number;
}

/** What is known of a node before it is split; its children's values must lie between `lower` and `upper`. */
export interface NodeSums {
  count: number;
  gradient: number;
  hessian: number;
  value: number;
  lower: number;
  upper: number;
}

/** What growing needs: a histogram is a number that names it. */
export interface Growth {
  rows: number;
  rules: TreeRules;
  monotone(feature: number): -1 | 0 | 1;
  /** Puts all rows into the root and adds them up. */
  root(): Promise<{ gradient: number; hessian: number; splittable: boolean }>;
  histogram(): number;
  release(histogram: number): void;
  /** Fills a histogram from the rows at places `from` to `to` (exclusive). */
  fill(histogram: number, from: number, to: number): Promise<void>;
  subtract(parent: number, child: number): void;
  findSplit(histogram: number, sums: NodeSums): Promise<Split | null>;
  /** Moves the rows of a node's left child before those of its right one; gives which bins went left. */
  part(split: Split, start: number, count: number): Promise<Uint8Array>;
}

/** A tree in arrays by node, the root first and children behind their parents. */
export interface GrownTree {
  /** -1 = leaf. */
  feature: number[];
  /** The last bin that goes left, of a split of a number. */
  bin: number[];
  left: number[];
  right: number[];
  /** Value of a leaf, with shrinkage; for another node its value as a leaf, without. */
  value: number[];
  count: number[];
  gain: number[];
  missingLeft: boolean[];
  /** One byte a bin, null for a leaf. */
  goesLeft: (Uint8Array | null)[];
}

interface Growing extends NodeSums {
  id: number;
  start: number;
  depth: number;
}
type Splittable = Growing & { split: Split; histogram: number };

/**
 * Grows one tree leaf by leaf, the one whose split gains most first, as scikit-learn's HistGradientBoosting does: only the smaller child of a
 * split is counted, the larger one is what is left of the parent. Gives the tree, and the leaves with their places in the order of rows.
 */
export async function growTree(growth: Growth): Promise<{ tree: GrownTree; leaves: Growing[] }> {
  const { rules, rows } = growth;
  const tree = emptyTree();
  const leaves: Growing[] = [];
  const queue: Splittable[] = [];

  const sums = await growth.root();
  const root: Growing = {
    id: 0,
    start: 0,
    depth: 0,
    count: rows,
    ...sums,
    value: 0,
    lower: -Infinity,
    upper: Infinity,
  };
  addNode(tree, root);
  if (sums.splittable && canSplit(root)) {
    const histogram = growth.histogram();
    await growth.fill(histogram, 0, rows);
    await consider(root, histogram);
  } else leaves.push(root);

  for (let node = queue.pop(); node; node = queue.pop()) {
    const [left, right] = await divide(node);
    const full = leaves.length + queue.length + 2 >= rules.maxLeaves;
    const wanted = full ? [] : [left, right].filter(canSplit);
    if (wanted.length > 0) {
      const small = left.count < right.count ? left : right;
      const histogram = growth.histogram();
      await growth.fill(histogram, small.start, small.start + small.count);
      growth.subtract(node.histogram, histogram);
      for (const child of [left, right]) {
        const own = child === small ? histogram : node.histogram;
        if (wanted.includes(child)) await consider(child, own);
        else abandonTree(child, own);
      }
    } else {
      leaves.push(left, right);
      growth.release(node.histogram);
    }
    if (full) for (const rest of queue.splice(0)) abandonTree(rest, rest.histogram);
  }
  for (const { id, value } of leaves) tree.value[id] = value * rules.shrinkage;
  return { tree, leaves: leaves.map((leaf) => ({ ...leaf, value: tree.value[leaf.id] })) };

  function canSplit({ count, depth }: Growing): boolean {
    return count >= 2 * rules.minRows && depth < rules.maxDepth;
  }

  function abandonTree(node: Growing, histogram: number): void {
    leaves.push(node);
    growth.release(histogram);
  }

  /** Finds the best split of a node and puts it into its place in the queue, the best one last; without a split it is a leaf. */
  async function consider(node: Growing, histogram: number): Promise<void> {
    const split = await growth.findSplit(histogram, node);
    if (!split) return abandonTree(node, histogram);
    // Where the number of leaves has no limit their order means nothing, and going on from the last one keeps few histograms alive.
    let at = queue.length;
    if (rules.maxLeaves < Infinity) while (at > 0 && queue[at - 1].split.gain >= split.gain) at--;
    queue.splice(at, 0, { ...node, split, histogram });
  }

  /** Splits a node into two. */
  async function divide(node: Splittable): Promise<[Growing, Growing]> {
    const { id, split, start, count, gradient, hessian, lower, upper } = node;
    tree.goesLeft[id] = await growth.part(split, start, count);
    const child = (from: number, size: number, g: number, h: number): Growing => ({
      id: tree.feature.length,
      start: from,
      depth: node.depth + 1,
      count: size,
      gradient: g,
      hessian: h,
      value: Math.min(upper, Math.max(lower, -g / (h + rules.l2 + 1e-15))),
      lower,
      upper,
    });
    const left = child(start, split.leftCount, split.leftGradient, split.leftHessian);
    addNode(tree, left);
    const right = child(
      start + split.leftCount,
      count - split.leftCount,
      gradient - split.leftGradient,
      hessian - split.leftHessian,
    );
    addNode(tree, right);
    const direction = growth.monotone(split.feature);
    const middle = (left.value + right.value) / 2;
    if (direction > 0) left.upper = right.lower = middle;
    if (direction < 0) left.lower = right.upper = middle;

    tree.feature[id] = split.feature;
    tree.bin[id] = split.bin;
    tree.left[id] = left.id;
    tree.right[id] = right.id;
    tree.gain[id] = split.gain;
    tree.missingLeft[id] = split.missingLeft;
    return [left, right];
  }
}

function emptyTree(): GrownTree {
  return { feature: [], bin: [], left: [], right: [], value: [], count: [], gain: [], missingLeft: [], goesLeft: [] };
}

function addNode(tree: GrownTree, { value, count }: Growing): void {
  tree.feature.push(-1);
  tree.bin.push(0);
  tree.left.push(-1);
  tree.right.push(-1);
  tree.value.push(value);
  tree.count.push(count);
  tree.gain.push(0);
  tree.missingLeft.push(false);
  tree.goesLeft.push(null);
}
