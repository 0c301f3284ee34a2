import { describe, expect, it } from 'vitest';
import { openKernel } from '../../src/kernels/load.ts';
import type { TreeKernel } from '../../src/kernels/tree-kernel.ts';
import { seeded } from './mlp-reference.ts';

type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/** The kernel with its memory as arrays: `put` copies one in, `get` copies one out. */
async function open() {
  const kernel = await openKernel<TreeKernel>('trees.simd');
  const put = (values: Numbers): number => {
    const at = kernel.allocate(values.byteLength + 8);
    new Uint8Array(kernel.memory.buffer, at).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return at;
  };
  const get = {
    doubles: (at: number, length: number) => new Float64Array(kernel.memory.buffer, at, length).slice(),
    floats: (at: number, length: number) => new Float32Array(kernel.memory.buffer, at, length).slice(),
    ints: (at: number, length: number) => new Int32Array(kernel.memory.buffer, at, length).slice(),
    bytes: (at: number, length: number) => new Uint8Array(kernel.memory.buffer, at, length).slice(),
  };
  return { kernel, put, get };
}

const shapes: [rows: number, width: number, max: number][] = [
  [1, 1, 2],
  [1, 7, 3],
  [5, 1, 255],
  [37, 3, 6],
  [101, 4, 2],
  [203, 9, 31],
  [64, 13, 255],
];

/** Random rows of bins with gradients; the last bin of a feature is for missing cells. */
function draw(rows: number, width: number, max: number) {
  const random = seeded(rows * 31 + width);
  const upTo = (n: number) => Math.floor(n * random());
  const used = Array.from({ length: width }, () => 1 + upTo(max));
  const starts = used.map((_, j) => used.slice(0, j).reduce((sum, n) => sum + n + 1, 0));
  const total = used.reduce((sum, n) => sum + n + 1, 0);
  const bins = Uint8Array.from({ length: rows * width }, (_, i) => upTo(used[i % width]! + 1));
  const gradients = Float32Array.from({ length: rows }, () => 2 * random() - 1);
  const hessians = Float32Array.from({ length: rows }, () => 0.1 + random());
  const order = Int32Array.from({ length: rows }, (_, i) => i).sort(() => random() - 0.5);
  return { random, upTo, used, starts, total, bins, gradients, hessians, order };
}

/** Sums by bin, one row after the other. */
function makeHistogram(d: ReturnType<typeof draw>, width: number, rows: Iterable<number>, weighted: boolean) {
  const pairs = new Float64Array(2 * d.total);
  const counts = new Int32Array(d.total);
  for (const row of rows) {
    for (let j = 0; j < width; j++) {
      const bin = d.starts[j]! + d.bins[row * width + j]!;
      pairs[2 * bin]! += d.gradients[row]!;
      pairs[2 * bin + 1]! += weighted ? d.hessians[row]! : 1;
      counts[bin]! += weighted ? 1 : 0;
    }
  }
  return { pairs, counts };
}

describe.each(shapes)('the kernel of trees, %i rows of %i features with up to %i bins', (rows, width, max) => {
  it.each([false, true])('adds rows to histograms, and takes one off another (weighted: %s)', async (weighted) => {
    const d = draw(rows, width, max);
    const { kernel, put, get } = await open();
    const scratch = new Uint8Array(16 * d.total + 4 * (d.total + 4)).fill(255);
    const [bins, order, gradients] = [put(d.bins), put(d.order), put(d.gradients)];
    const [hessians, starts] = [weighted ? put(d.hessians) : 0, put(Int32Array.from(d.starts, (bin) => 16 * bin))];
    const fill = (from: number, to: number) => {
      const at = put(scratch);
      kernel.clear(at, d.total);
      kernel.addRows(bins, width, order, from, to, gradients, hessians, starts, at, at + 16 * d.total);
      return at;
    };
    const read = (at: number) => ({
      pairs: get.doubles(at, 2 * d.total),
      counts: get.ints(at + 16 * d.total, d.total),
    });
    const middle = rows >> 1;
    const [whole, part] = [fill(0, rows), fill(0, middle)];
    expect(read(whole)).toEqual(makeHistogram(d, width, d.order, weighted));
    expect(read(part)).toEqual(makeHistogram(d, width, d.order.subarray(0, middle), weighted));

    kernel.subtract(whole, part, d.total);
    const rest = makeHistogram(d, width, d.order.subarray(middle), weighted);
    expect(read(whole).counts).toEqual(rest.counts);
    read(whole).pairs.forEach((value, i) => expect(value).toBeCloseTo(rest.pairs[i]!, 12));
  });

  it('parts the rows of a node and keeps their order', async () => {
    const d = draw(rows, width, max);
    const { kernel, put, get } = await open();
    const feature = d.upTo(width);
    const goes = Uint8Array.from({ length: 256 }, () => d.upTo(2));
    const [start, end] = [d.upTo(rows), rows];
    const column = put(d.bins.filter((_, i) => i % width === feature));
    const [order, right, goesLeft] = [put(d.order), put(d.order), put(goes)];
    let left = 0;
    for (let from = start; from < end; from += 10) {
      const to = Math.min(end, from + 10);
      left = kernel.part(column, goesLeft, order, start, from, to, left, right);
    }
    kernel.settle(order, start, left, end - start, right);
    const isLeft = (row: number) => goes[d.bins[row * width + feature]!] === 1;
    const own = Array.from(d.order.subarray(start));
    expect(left).toBe(own.filter(isLeft).length);
    expect(Array.from(get.ints(order, rows))).toEqual([
      ...d.order.subarray(0, start),
      ...own.filter(isLeft),
      ...own.filter((row) => !isLeft(row)),
    ]);
  });

  it('sums, numbers rows, and adds leaves and trees to scores', async () => {
    const d = draw(rows, width, max);
    const { kernel, put, get } = await open();
    expect(kernel.sum(put(d.gradients), 0, rows)).toBe(d.gradients.reduce((sum, value) => sum + value, 0));
    const order = put(d.order);
    const scores = Float64Array.from({ length: rows }, d.random);
    const at = put(scores);
    const from = d.upTo(rows);
    kernel.addLeaf(at, order, from, rows, 0.1);
    for (const row of d.order.subarray(from)) scores[row]! += 0.1;
    expect(get.doubles(at, rows)).toEqual(scores);

    // The root asks one feature, its right child another.
    const [one, two] = [d.upTo(width), d.upTo(width)];
    const values = [0, 1.5, 0, -2.5, 4.25];
    const nodes = new DataView(new ArrayBuffer(24 * 5));
    const put4 = (node: number, ...ints: number[]) =>
      ints.forEach((value, i) => nodes.setInt32(24 * node + 4 * i, value, true));
    put4(0, one, 1, 2);
    put4(1, -1, -1, -1);
    put4(2, two, 3, 4);
    put4(3, -1, -1, -1);
    put4(4, -1, -1, -1);
    values.forEach((value, node) => nodes.setFloat64(24 * node + 16, value, true));
    const goes = Uint8Array.from({ length: 5 * 256 }, () => d.upTo(2));
    kernel.addTree(put(d.bins), width, 0, rows, put(new Uint8Array(nodes.buffer)), put(goes), at);
    for (let row = 0; row < rows; row++) {
      const left = goes[d.bins[row * width + one]!] === 1;
      const low = goes[2 * 256 + d.bins[row * width + two]!] === 1;
      scores[row]! += left ? values[1]! : low ? values[3]! : values[4]!;
    }
    expect(get.doubles(at, rows)).toEqual(scores);
    kernel.restart(order, rows);
    expect(Array.from(get.ints(order, rows))).toEqual([...d.order.keys()]);
  });

  it('puts cells into bins', async () => {
    const d = draw(rows, width, max);
    const { kernel, put, get } = await open();
    const isCategory = d.used.map(() => d.random() < 0.4);
    const thresholds = d.used.map((n) => Float64Array.from({ length: n - 1 }, () => d.upTo(40) / 4).sort());
    const binByCode = d.used.map((n) => Uint8Array.from({ length: n + 3 }, () => d.upTo(n + 1)));
    const cells = Float64Array.from({ length: rows * width }, (_, i) => {
      if (d.random() < 0.15) return NaN;
      return isCategory[i % width] ? d.upTo(d.used[i % width]! + 5) : d.upTo(44) / 4;
    });
    const table = d.used.flatMap((n, j) => [
      n,
      put(isCategory[j] ? binByCode[j]! : thresholds[j]!),
      isCategory[j] ? n + 3 : 0,
      0,
    ]);
    const trained = rows - (rows >> 2);
    const [into, columns] = [put(new Uint8Array(rows * width)), put(new Uint8Array(rows * width))];
    const [missing, rules] = [put(new Uint8Array(width)), put(Int32Array.from(table))];
    kernel.fillBins(put(cells), rows, width, rules, put(d.order), into, columns, rows, missing, trained);
    const expected = new Uint8Array(rows * width);
    const missingBins = new Uint8Array(width);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) {
        const [value, n] = [cells[i * width + j]!, d.used[j]!];
        const bin = isCategory[j] ? (binByCode[j]![value] ?? n) : thresholds[j]!.filter((cut) => cut < value).length;
        expected[d.order[i]! * width + j] = Number.isNaN(value) ? n : bin;
        if (expected[d.order[i]! * width + j] === n && d.order[i]! < trained) missingBins[j] = 1;
      }
    }
    expect(get.bytes(into, rows * width)).toEqual(expected);
    expect(get.bytes(columns, rows * width)).toEqual(
      expected.map((_, i) => expected[(i % rows) * width + Math.floor(i / rows)]!),
    );
    expect(get.bytes(missing, width)).toEqual(missingBins);
  });

  it('gives losses with their gradients and hessians', async () => {
    const { random, upTo } = draw(rows, width, max);
    const { kernel, put, get } = await open();
    const k = 3;
    const scores = Float64Array.from({ length: k * rows }, () => 20 * random() - 10);
    const weights = Float64Array.from({ length: rows }, random);
    const numbers = Float64Array.from({ length: rows }, () => 20 * random() - 10);
    const codes = numbers.map(() => upTo(2));
    const classes = numbers.map(() => upTo(k));
    const [g, h] = [put(new Float32Array(k * rows)), put(new Float32Array(k * rows))];
    const [s, w] = [put(scores), put(weights)];
    const from = rows >> 1;
    const check = (
      loss: number,
      of: (row: number) => number,
      rowLoss: (row: number, score: Float64Array) => number,
    ) => {
      const row = (i: number) => Float64Array.from({ length: k }, (_, c) => scores[c * rows + i]!);
      let total = 0;
      for (let i = from; i < rows; i++) {
        total += weights[i]! * rowLoss(i, row(i));
        // By finite differences of the loss itself.
        for (let c = 0; c < of(i); c++) {
          const at = (step: number) =>
            rowLoss(
              i,
              row(i).map((value, each) => (each === c ? value + step : value)),
            );
          const slope = weights[i]! * ((at(1e-4) - at(-1e-4)) / 2e-4);
          const bend = weights[i]! * ((at(1e-3) - 2 * at(0) + at(-1e-3)) / 1e-6);
          expect(get.floats(g, k * rows)[c * rows + i]).toBeCloseTo(slope, 5);
          expect(get.floats(h, k * rows)[c * rows + i]).toBeCloseTo(bend, 4);
        }
      }
      expect(loss).toBeCloseTo(total, 9);
    };
    check(
      kernel.squared(s, put(numbers), w, g, h, from, rows),
      () => 1,
      (i, [score]) => 0.5 * (score! - numbers[i]!) ** 2,
    );
    check(
      kernel.binomial(s, put(codes), w, g, h, from, rows),
      () => 1,
      (i, [score]) => Math.log(1 + Math.exp(score!)) - codes[i]! * score!,
    );
    check(
      kernel.multinomial(s, put(classes), w, g, h, from, rows, rows, k),
      () => k,
      (i, score) => Math.log(score.reduce((sum, each) => sum + Math.exp(each), 0)) - score[classes[i]!]!,
    );
  });
});

/** A split as the kernel leaves it. */
interface Found {
  gain: number;
  feature: number;
  left: Set<number>;
  count: number;
}

describe('the best split of a node', () => {
  const forms = [true, false].flatMap((weighted) => [0, 1, 2, 3].map((seed) => [weighted, seed] as const));
  it.each(forms)('is the best of all that its rules allow (weighted: %s, seed %i)', async (weighted, seed) => {
    const [rows, width] = [150 + seed, 4];
    const random = seeded(seed + 11);
    const upTo = (n: number) => Math.floor(n * random());
    const used = [5, 2, 3, 6];
    // Feature 1 may only rise, feature 3 is a category; the last two have missing cells.
    const rule = [
      [0, 0],
      [0, 1],
      [0, 0],
      [1, 0],
    ];
    const missing = Uint8Array.of(0, 0, 1, 1);
    const bins = Uint8Array.from({ length: rows * width }, (_, i) => upTo(used[i % width]! + missing[i % width]!));
    const gradients = Float32Array.from(
      { length: rows },
      (_, i) => (bins[i * width + (seed % 4)]! - 1.2) * (seed === 1 ? -1 : 1) * 0.2 + random() - 0.5,
    );
    const hessians = Float32Array.from({ length: rows }, () => (weighted ? 0.1 + random() : 1));
    const [least, lowest, penalty] = [7, 1e-3, 0.5];
    const sum = (keep: (row: number) => boolean) => {
      let [g, h, n] = [0, 0, 0];
      for (let i = 0; i < rows; i++) {
        if (!keep(i)) continue;
        g += gradients[i]!;
        h += hessians[i]!;
        n++;
      }
      return { g, h, n };
    };
    const all = sum(() => true);
    const [lower, upper] = [-0.4, 0.4];
    const leafValue = (g: number, h: number) => Math.min(upper, Math.max(lower, -g / (h + penalty)));
    const now = leafValue(all.g, all.h);

    // Every cut of a number, missing cells to either side; every way to part the levels of a category.
    let best: Found = { gain: 0, feature: -1, left: new Set(), count: 0 };
    for (let j = 0; j < width; j++) {
      const [isCategory, direction] = rule[j]!;
      const size = used[j]! + missing[j]!;
      for (let mask = 1; mask < 2 ** size - 1; mask++) {
        const left = new Set([...Array(size).keys()].filter((bin) => mask & (1 << bin)));
        const cuts = [...left].filter((bin) => bin < used[j]!).every((bin) => bin === 0 || left.has(bin - 1));
        if (!isCategory && !cuts) continue;
        const [l, all2] = [sum((row) => left.has(bins[row * width + j]!)), all];
        const [g, h, n] = [all2.g - l.g, all2.h - l.h, all2.n - l.n];
        if (l.n < least || n < least) continue;
        const [a, b] = [leafValue(l.g, l.h), leafValue(g, h)];
        if (direction === 1 && a > b) continue;
        const gain = now * all.g - a * l.g - b * g;
        if (gain > best.gain + 1e-9) best = { gain, feature: j, left, count: l.n };
      }
    }

    const { kernel, put, get } = await open();
    const starts = used.map((_, j) => used.slice(0, j).reduce((at, n) => at + n + 1, 0));
    const total = starts[3]! + used[3]! + 1;
    const at = put(new Uint8Array(16 * total + 4 * (total + 4)));
    const order = put(Int32Array.from({ length: rows }, (_, i) => i));
    const [b, g, h, s] = [
      put(bins),
      put(gradients),
      weighted ? put(hessians) : 0,
      put(Int32Array.from(starts, (x) => 16 * x)),
    ];
    kernel.addRows(b, width, order, 0, rows, g, h, s, at, at + 16 * total);
    const table = put(Int32Array.from(used.flatMap((n, j) => [starts[j]!, n, ...rule[j]!])));
    const rules = kernel.createRules(least, lowest, penalty, table, put(missing), Number(weighted), total);
    const split = put(new Uint8Array(72));
    kernel.findSplit(rules, width, at, rows, all.g, all.h, now, lower, upper, split);
    const [gain, , , leftGradient, leftHessian] = get.doubles(split, 5);
    const [feature, last, missingLeft, leftCount] = get.ints(split + 8, 4);
    const words = get.ints(split + 40, 8);
    const goes = (bin: number) => {
      if (bin === used[feature!]) return missingLeft === 1;
      return rule[feature!]![0] ? ((words[bin >> 5]! >>> (bin & 31)) & 1) === 1 : bin <= last!;
    };
    const left = sum((row) => goes(bins[row * width + feature!]!));
    expect(feature).toBe(best.feature);
    expect(gain).toBeCloseTo(best.gain, 9);
    expect(leftCount).toBe(left.n);
    expect(leftGradient).toBeCloseTo(left.g, 9);
    expect(leftHessian).toBeCloseTo(left.h, 9);
    const ours =
      now * all.g - leafValue(left.g, left.h) * left.g - leafValue(all.g - left.g, all.h - left.h) * (all.g - left.g);
    expect(ours).toBeCloseTo(gain!, 9);
  });
});
