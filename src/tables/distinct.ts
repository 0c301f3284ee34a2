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
    let hash = Math.imul(word[0] ^ Math.imul(word[1], 0x85ebca6b), 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
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

const chunk = 1 << 18;

/** Gives the present numbers in rising order, letting waiting messages through between parts: for columns with very many different numbers. */
export async function sortNumbers(column: Float64Array, run: Run): Promise<Float64Array> {
  let sorted = column.filter((value) => value === value);
  for (let from = 0; from < sorted.length; from += chunk) {
    sorted.subarray(from, from + chunk).sort();
    await run.breathe();
  }
  let spare = new Float64Array(sorted.length > chunk ? sorted.length : 0);
  for (let width = chunk; width < sorted.length; width *= 2) {
    for (let from = 0; from < sorted.length; from += 2 * width) {
      mergeRuns(sorted, spare, from, Math.min(from + width, sorted.length), Math.min(from + 2 * width, sorted.length));
      await run.breathe();
    }
    [sorted, spare] = [spare, sorted];
  }
  return sorted;
}

/** Merges two rising runs, `from` to `middle` and `middle` to `to`, into the same places of `into`. */
function mergeRuns(source: Float64Array, into: Float64Array, from: number, middle: number, to: number): void {
  let [a, b] = [from, middle];
  for (let at = from; at < to; at++) {
    into[at] = b >= to || (a < middle && source[a] <= source[b]) ? source[a++] : source[b++];
  }
}
