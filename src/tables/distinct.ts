import type { Run } from '../base/run.ts';

/** The different numbers of a column and how often each stands in it, in order of first appearance. */
export interface DistinctNumbers {
  values: Float64Array;
  counts: Int32Array;
}

/**
 * Counts the different numbers of a column; missing cells (NaN) are passed over, 0 and -0 are one number. Gives up with null once
 * there are more than `most`. A hash table with open addressing: fast while it fits into the processor's cache.
 */
export function distinctNumbers(column: Float64Array, most: number): DistinctNumbers | null;
export function distinctNumbers(column: Float64Array): DistinctNumbers;
export function distinctNumbers(column: Float64Array, most = Infinity): DistinctNumbers | null {
  let mask = 1023;
  let slots = new Int32Array(mask + 1).fill(-1);
  let values = new Float64Array(512);
  let counts = new Int32Array(512);
  let size = 0;
  const word = new Uint32Array(2);
  const number = new Float64Array(word.buffer);

  const slotOf = (value: number): number => {
    number[0] = value;
    let slot = hashOf(word[0], word[1]) & mask;
    while (slots[slot] >= 0 && values[slots[slot]] !== value) slot = (slot + 1) & mask;
    return slot;
  };

  const grow = () => {
    const [before, countsBefore] = [values, counts];
    mask = mask * 2 + 1;
    slots = new Int32Array(mask + 1).fill(-1);
    values = new Float64Array(before.length * 2);
    counts = new Int32Array(before.length * 2);
    values.set(before);
    counts.set(countsBefore);
    for (let i = 0; i < size; i++) slots[slotOf(values[i])] = i;
  };

  for (let i = 0; i < column.length; i++) {
    const value = column[i] + 0;
    if (value !== value) continue;
    const slot = slotOf(value);
    if (slots[slot] >= 0) {
      counts[slots[slot]]++;
      continue;
    }
    if (size === most) return null;
    values[size] = value;
    counts[size] = 1;
    slots[slot] = size++;
    if (size === values.length) grow();
  }
  return { values: values.subarray(0, size), counts: counts.subarray(0, size) };
}

/** Cells a part should hold: its hash table then stays in the processor's cache. */
const partCells = 4096;

/**
 * Counts the different numbers of a column that has very many: scatters the cells into parts by their hash, then counts each part by
 * itself, letting waiting messages through. Values come part by part, in an order that the column alone decides.
 */
export async function countMany(column: Float64Array, run: Run): Promise<DistinctNumbers> {
  const { cells, starts } = scatter(column, Math.min(12, Math.ceil(Math.log2(column.length / partCells + 2))));
  await run.breathe();
  const counts = new Int32Array(cells.length);
  const longest = starts.reduce((most, start, part) => Math.max(most, start - (starts[part - 1] ?? 0)), 0);
  const slots = new Int32Array(slotsFor(longest));
  let size = 0;
  for (let part = 0; part + 1 < starts.length; part++) {
    size = countPart(cells, counts, starts[part], starts[part + 1], size, slots);
    await run.breathe();
  }
  return { values: cells.subarray(0, size), counts: counts.subarray(0, size) };
}

/** Lays the present cells part by part; part p is `starts[p]` up to `starts[p + 1]`. */
function scatter(column: Float64Array, bits: number): { cells: Float64Array; starts: Int32Array } {
  const words = new Uint32Array(column.buffer, column.byteOffset, column.length * 2);
  const partOf = (i: number) => (column[i] === 0 ? 0 : hashOf(words[2 * i], words[2 * i + 1]) >>> (32 - bits));
  const starts = new Int32Array(2 ** bits + 1);
  for (let i = 0; i < column.length; i++) if (column[i] === column[i]) starts[partOf(i) + 1]++;
  for (let part = 1; part < starts.length; part++) starts[part] += starts[part - 1];
  const next = starts.slice();
  const cells = new Float64Array(starts[starts.length - 1]);
  for (let i = 0; i < column.length; i++) if (column[i] === column[i]) cells[next[partOf(i)]++] = column[i] + 0;
  return { cells, starts };
}

/**
 * Counts the cells of one part. Different values are written from `size` on into `cells` itself: there are never more of them than cells
 * that were read. Gives the new size.
 */
function countPart(
  cells: Float64Array,
  counts: Int32Array,
  from: number,
  to: number,
  size: number,
  slots: Int32Array,
): number {
  const words = new Uint32Array(cells.buffer, cells.byteOffset, cells.length * 2);
  const mask = slotsFor(to - from) - 1;
  slots.fill(-1, 0, mask + 1);
  for (let i = from; i < to; i++) {
    const value = cells[i];
    let slot = hashOf(words[2 * i], words[2 * i + 1]) & mask;
    while (slots[slot] >= 0 && cells[slots[slot]] !== value) slot = (slot + 1) & mask;
    if (slots[slot] >= 0) {
      counts[slots[slot]]++;
      continue;
    }
    cells[size] = value;
    counts[size] = 1;
    slots[slot] = size++;
  }
  return size;
}

/** Gives the size of a hash table, a power of two, that is at most half full. */
function slotsFor(cells: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, cells) * 2));
}

/** Mixes the two words of a number into 32 bits. */
function hashOf(low: number, high: number): number {
  let hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
