import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import { growTree, type Growth, type GrownTree, type Split, type TreeRules } from './grow-tree.ts';
import { openKernel } from './load.ts';
import type { TreeKernel } from './tree-kernel.ts';
import type { TreeLoss, TreeRows } from './tree-rows.ts';

/** Trees being boosted. Calls follow one another: never two at once. */
export interface TreeTrainer {
  /** Learns from the scores as they are; gives the mean loss of the rows trained on and of those held back (NaN where there are none). */
  look(): Promise<{ loss: number; held: number }>;
  /** Grows a tree for score `k` on what the last look showed, and adds its answers to the scores of all rows. */
  grow(k: number): Promise<GrownTree>;
}

const minHessian = 1e-3;
/** Work between two breaths, in nanoseconds of a laptop: a phone that takes four times as long still lets messages through in time. */
const work = 6e6;
const blockCells = 2 ** 17;
/** What things cost, in nanoseconds: a cell to read and to bin, one to add to a histogram or to try a split at; a row for the loss, to part, to move. */
const costs = { bin: 40, cell: 2, split: 8, loss: 50, part: 6, leaf: 4, tree: 60 };

/**
 * Opens a trainer on the kernel: bins of 1 byte a cell, scores in float64, gradients in float32, in the memory of an instance of its own.
 * `baseline`: the first score of every row, one an output.
 * @throws AppError `train.no-memory-trees`; `run.stopped`
 */
export async function openTrees(
  { rows, held, features, write, order: storedOrder, targets, weights }: TreeRows,
  loss: TreeLoss,
  rules: TreeRules,
  baseline: Float64Array,
  run: Run,
): Promise<TreeTrainer> {
  const kernel = await openKernel<TreeKernel>('trees.simd');
  const [width, outputs, trained] = [features.length, baseline.length, rows - held];
  const constant = loss.name === 'squared' && !weights;
  const allocateBytes = (bytes: number): number => {
    const address = bytes < 2 ** 32 ? kernel.allocate(bytes) >>> 0 : 0;
    if (address === 0) {
      throw new AppError('train.no-memory-trees', {
        megabytes: Math.ceil((rows * (2 * width + 16 + 16 * outputs)) / 1e6),
      });
    }
    return address;
  };
  const bytes = (at: number, length: number) => new Uint8Array(kernel.memory.buffer, at, length);
  const words = (at: number, length: number) => new Int32Array(kernel.memory.buffer, at, length);
  const doubles = (at: number, length: number) => new Float64Array(kernel.memory.buffer, at, length);

  let done = 0;
  const yieldNow = async (ns: number): Promise<void> => {
    done += ns;
    if (done < work) return;
    done = 0;
    await run.yield();
  };
  /** Does something to pieces of rows, with breaths between them. */
  const inChunks = async (from: number, to: number, each: number, act: (from: number, to: number) => void) => {
    const step = Math.max(1, Math.floor(work / each));
    for (let at = from; at < to; at += step) {
      const end = Math.min(to, at + step);
      act(at, end);
      await yieldNow((end - at) * each);
    }
  };

  const sizes = features.map(({ used }) => used + 1);
  const firsts = sizes.map((_, j) => sizes.slice(0, j).reduce((sum, size) => sum + size, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);

  const bins = allocateBytes(rows * width);
  const columns = allocateBytes(rows * width);
  const scores = allocateBytes(8 * rows * outputs);
  const gradients = allocateBytes(4 * rows * outputs);
  const hessians = constant ? 0 : allocateBytes(4 * rows * outputs);
  const y = allocateBytes(8 * rows);
  const w = weights ? allocateBytes(8 * rows) : 0;
  const order = allocateBytes(4 * trained);
  const right = allocateBytes(4 * trained);
  const starts = allocateBytes(4 * width);
  const table = allocateBytes(16 * width);
  const missing = allocateBytes(width);
  const goesLeft = allocateBytes(256);
  const split = allocateBytes(72);
  const ruled = kernel.createRules(rules.minRows, minHessian, rules.l2, table, missing, Number(!constant), total) >>> 0;
  if (ruled === 0) throw new AppError('train.no-memory-trees', { megabytes: 1 });
  await bin();
  doubles(y, rows).set(targets);
  if (weights) doubles(w, rows).set(weights);
  for (let k = 0; k < outputs; k++) doubles(scores + 8 * k * rows, rows).fill(baseline[k]);
  words(starts, width).set(firsts.map((first) => 16 * first));
  words(table, 4 * width).set(
    features.flatMap((feature, j) =>
      feature.kind === 'number' ? [firsts[j], feature.used, 0, feature.monotone] : [firsts[j], feature.used, 1, 0],
    ),
  );
  const missingAt = bytes(missing, width).slice();
  const weigh = (from: number, to: number) =>
    weights ? weights.subarray(from, to).reduce((sum, weight) => sum + weight, 0) : to - from;
  const [trainedWeight, heldWeight] = [weigh(0, trained), weigh(trained, rows)];

  /** Reads all rows once and keeps their bins. */
  async function bin(): Promise<void> {
    const count = Math.max(1, Math.floor(blockCells / width));
    const [block, spots] = [allocateBytes(8 * count * width), allocateBytes(4 * count)];
    const rulesOfBins = features.map((feature) => {
      const values = feature.kind === 'number' ? feature.thresholds : feature.binByCode;
      const at = allocateBytes(values.byteLength + 8);
      if (feature.kind === 'number') doubles(at, values.length).set(values);
      else bytes(at, values.length).set(values);
      return [feature.used, at, feature.kind === 'number' ? 0 : values.length, 0];
    });
    words(table, 4 * width).set(rulesOfBins.flat());
    for (let from = 0; from < rows; from += count) {
      const to = Math.min(rows, from + count);
      write(from, to, doubles(block, (to - from) * width));
      words(spots, to - from).set(storedOrder.subarray(from, to));
      kernel.fillBins(block, to - from, width, table, spots, bins, columns, rows, missing, trained);
      await yieldNow(costs.bin * (to - from) * width);
    }
  }

  async function fill(histogram: number, from: number, to: number, k: number): Promise<void> {
    kernel.clear(histogram, total);
    const [g, h] = [gradients + 4 * k * rows, hessians && hessians + 4 * k * rows];
    await inChunks(from, to, costs.cell * width, (at, end) =>
      kernel.addRows(bins, width, order, at, end, g, h, starts, histogram, histogram + 16 * total),
    );
  }

  function lookAt(from: number, to: number): number {
    if (loss.name === 'multinomial')
      return kernel.multinomial(scores, y, w, gradients, hessians, from, to, rows, outputs);
    return kernel[loss.name](scores, y, w, gradients, hessians, from, to);
  }

  /** Gives which bins go left: one byte a bin. */
  function sides(found: Split): Uint8Array {
    const { used, kind } = features[found.feature];
    const goes = new Uint8Array(256);
    for (let b = 0; b < used; b++) {
      goes[b] = kind === 'number' ? Number(b <= found.bin) : (found.bins[b >> 5] >>> (b & 31)) & 1;
    }
    goes[used] = Number(found.missingLeft);
    return goes;
  }

  const free: number[] = [];
  const growth = (k: number): Growth => ({
    rows: trained,
    rules,
    monotone: (feature) => {
      const found = features[feature];
      return found.kind === 'number' ? found.monotone : 0;
    },
    async root() {
      kernel.restart(order, trained);
      let [gradient, hessian] = [0, constant ? trained : 0];
      await inChunks(0, trained, 2, (from, to) => {
        gradient += kernel.sum(gradients + 4 * k * rows, from, to);
        if (!constant) hessian += kernel.sum(hessians + 4 * k * rows, from, to);
      });
      return { gradient, hessian, splittable: hessian >= minHessian };
    },
    histogram: () => free.pop() ?? allocateBytes(16 * total + 4 * ((total + 3) & ~3)),
    release: (histogram) => void free.push(histogram),
    fill: (histogram, from, to) => fill(histogram, from, to, k),
    subtract: (parent, child) => kernel.subtract(parent, child, total),
    async findSplit(histogram, { count, gradient, hessian, value, lower, upper }) {
      kernel.findSplit(ruled, width, histogram, count, gradient, hessian, value, lower, upper, split);
      await yieldNow(costs.split * total);
      const [gain, , , leftGradient, leftHessian] = doubles(split, 5);
      const [feature, lastBin, missingLeft, leftCount] = words(split + 8, 4);
      if (!(gain > 0)) return null;
      // Where no cell was missing, those to come follow the larger side.
      const followed = missingAt[feature] ? missingLeft === 1 : leftCount > count - leftCount;
      const toLeft = new Uint32Array(kernel.memory.buffer, split + 40, 8).slice();
      return { gain, feature, bin: lastBin, bins: toLeft, missingLeft: followed, leftCount, leftGradient, leftHessian };
    },
    async part(found, start, count) {
      const goes = sides(found);
      bytes(goesLeft, 256).set(goes);
      let left = 0;
      await inChunks(start, start + count, costs.part, (from, to) => {
        left = kernel.part(columns + found.feature * rows, goesLeft, order, start, from, to, left, right);
      });
      kernel.settle(order, start, left, count, right);
      return goes;
    },
  });

  let [nodesAt, leftAt, scratch] = [0, 0, 0];
  /** Adds a tree's answers to the rows held back. */
  async function follow(tree: GrownTree, k: number): Promise<void> {
    const size = tree.feature.length;
    if (scratch < size) {
      scratch = 2 * size;
      [nodesAt, leftAt] = [allocateBytes(24 * scratch), allocateBytes(256 * scratch)];
    }
    const [ints, numbers] = [words(nodesAt, 6 * size), doubles(nodesAt, 3 * size)];
    for (let i = 0; i < size; i++) {
      ints.set([tree.feature[i], tree.left[i], tree.right[i], 0], 6 * i);
      numbers[3 * i + 2] = tree.value[i];
      const goes = tree.goesLeft[i];
      if (goes) bytes(leftAt + 256 * i, 256).set(goes);
    }
    await inChunks(trained, rows, costs.tree, (from, to) =>
      kernel.addTree(bins, width, from, to, nodesAt, leftAt, scores + 8 * k * rows),
    );
  }

  return {
    async look() {
      let [loss, lossHeld] = [0, 0];
      await inChunks(0, trained, costs.loss * outputs, (from, to) => (loss += lookAt(from, to)));
      await inChunks(trained, rows, costs.loss * outputs, (from, to) => (lossHeld += lookAt(from, to)));
      return { loss: loss / trainedWeight, held: lossHeld / heldWeight };
    },
    async grow(k) {
      const { tree, leaves } = await growTree(growth(k));
      for (const { start, count, value } of leaves) {
        await inChunks(start, start + count, costs.leaf, (from, to) =>
          kernel.addLeaf(scores + 8 * k * rows, order, from, to, value),
        );
      }
      if (held > 0) await follow(tree, k);
      return tree;
    },
  };
}
