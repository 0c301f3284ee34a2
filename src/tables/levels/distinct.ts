import type { Run } from '../../base/run.ts';
import { inChunks } from '../chunks.ts';

/** The different numbers of a column and how often each stands in it, in order of first appearance. */
export interface DistinctNumbers {
  values: Float64Array;
  counts: Int32Array;
}

/**
 * Counts the different numbers of a column; missing cells (NaN) are passed over, 0 and -0 are one number. Gives up with null once
 * there are more than `max`.
 */
export function distinctNumbers(column: Float64Array, max: number): DistinctNumbers | null;
export function distinctNumbers(column: Float64Array): DistinctNumbers;
export function distinctNumbers(column: Float64Array, max = Infinity): DistinctNumbers | null {
  const counter = new NumberCounter(max);
  return counter.add(column, 0, column.length) ? counter.counted() : null;
}

/** Counts as `distinctNumbers` does, and breathes meanwhile. */
export async function countFew(column: Float64Array, max: number, run: Run): Promise<DistinctNumbers | null> {
  const counter = new NumberCounter(max);
  let few = true;
  await inChunks(column.length, run, (from, to) => {
    few = few && counter.add(column, from, to);
  });
  return few ? counter.counted() : null;
}

/** A hash table with open addressing: fast while it fits into the processor's cache. */
class NumberCounter {
  readonly #max: number;
  #slots = new Int32Array(1024).fill(-1);
  #values = new Float64Array(512);
  #counts = new Int32Array(512);
  #size = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Counts the numbers of some rows; false once there are too many. */
  add(column: Float64Array, from: number, to: number): boolean {
    const word = new Uint32Array(2);
    const number = new Float64Array(word.buffer);
    for (let i = from; i < to; i++) {
      const value = column[i] + 0;
      if (value !== value) continue;
      number[0] = value;
      const slots = this.#slots;
      const values = this.#values;
      const mask = slots.length - 1;
      let slot = mixHash(word[0], word[1]) & mask;
      while (slots[slot] >= 0 && values[slots[slot]] !== value) slot = (slot + 1) & mask;
      if (slots[slot] >= 0) this.#counts[slots[slot]]++;
      else if (this.#size === this.#max) return false;
      else this.#put(value, slot);
    }
    return true;
  }

  counted(): DistinctNumbers {
    return { values: this.#values.subarray(0, this.#size), counts: this.#counts.subarray(0, this.#size) };
  }

  #put(value: number, slot: number): void {
    this.#values[this.#size] = value;
    this.#counts[this.#size] = 1;
    this.#slots[slot] = this.#size++;
    if (this.#size === this.#values.length) this.#grow();
  }

  #grow(): void {
    const [values, counts] = [this.#values, this.#counts];
    this.#values = new Float64Array(values.length * 2);
    this.#counts = new Int32Array(values.length * 2);
    this.#values.set(values);
    this.#counts.set(counts);
    const mask = this.#slots.length * 2 - 1;
    this.#slots = new Int32Array(mask + 1).fill(-1);
    const words = new Uint32Array(values.buffer);
    for (let i = 0; i < this.#size; i++) {
      let slot = mixHash(words[2 * i], words[2 * i + 1]) & mask;
      while (this.#slots[slot] >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = i;
    }
  }
}

/** Cells a part should hold: its hash table then stays in the processor's cache. */
const partCells = 4096;

/**
 * Counts the different numbers of a column that has very many: scatters the cells into parts by their hash, then counts each part by
 * itself, letting waiting messages through. Values come part by part, in an order that the column alone decides.
 */
export async function countMany(column: Float64Array, run: Run): Promise<DistinctNumbers> {
  const bits = Math.min(12, Math.ceil(Math.log2(column.length / partCells + 2)));
  const { cells, starts } = await scatter(column, bits, run);
  const counts = new Int32Array(cells.length);
  const longest = starts.reduce((max, start, part) => Math.max(max, start - (starts[part - 1] ?? 0)), 0);
  const slots = new Int32Array(slotsFor(longest));
  let size = 0;
  for (let part = 0; part + 1 < starts.length; part++) {
    size = countPart(cells, counts, starts[part], starts[part + 1], size, slots);
    await run.yield();
  }
  return { values: cells.subarray(0, size), counts: counts.subarray(0, size) };
}

/** Lays the present cells part by part; part p is `starts[p]` up to `starts[p + 1]`. */
async function scatter(
  column: Float64Array,
  bits: number,
  run: Run,
): Promise<{ cells: Float64Array; starts: Int32Array }> {
  const words = new Uint32Array(column.buffer, column.byteOffset, column.length * 2);
  const bucket = (i: number) => (column[i] === 0 ? 0 : mixHash(words[2 * i], words[2 * i + 1]) >>> (32 - bits));
  const starts = new Int32Array(2 ** bits + 1);
  await inChunks(column.length, run, (from, to) => {
    for (let i = from; i < to; i++) if (column[i] === column[i]) starts[bucket(i) + 1]++;
  });
  for (let part = 1; part < starts.length; part++) starts[part] += starts[part - 1];
  const next = starts.slice();
  const cells = new Float64Array(starts[starts.length - 1]);
  await inChunks(column.length, run, (from, to) => {
    for (let i = from; i < to; i++) if (column[i] === column[i]) cells[next[bucket(i)]++] = column[i] + 0;
  });
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
    let slot = mixHash(words[2 * i], words[2 * i + 1]) & mask;
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
function mixHash(low: number, high: number): number {
  let hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
