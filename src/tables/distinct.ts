/** The different numbers of a column and how often each stands in it, in order of first appearance. */
export interface DistinctNumbers {
  values: Float64Array;
  counts: Int32Array;
}

/** Counts numbers as they come; missing cells (NaN) are passed over, 0 and -0 are one number. */
export interface NumberCounter {
  add(values: Float64Array, from: number, to: number): void;
  /** How many different numbers were seen. */
  readonly size: number;
  result(): DistinctNumbers;
}

/** Starts a count of different numbers: a hash table with open addressing in typed arrays. */
export function countNumbers(): NumberCounter {
  let mask = 1023;
  let slots = new Int32Array(mask + 1).fill(-1);
  let seen = new Float64Array(512);
  let counts = new Int32Array(512);
  let size = 0;
  const word = new Uint32Array(2);
  const number = new Float64Array(word.buffer);

  const slotOf = (value: number): number => {
    number[0] = value;
    let hash = Math.imul(word[0] ^ Math.imul(word[1], 0x85ebca6b), 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    while (slots[slot] >= 0 && seen[slots[slot]] !== value) slot = (slot + 1) & mask;
    return slot;
  };

  const grow = () => {
    const [oldSeen, oldCounts] = [seen, counts];
    mask = mask * 2 + 1;
    slots = new Int32Array(mask + 1).fill(-1);
    seen = new Float64Array(oldSeen.length * 2);
    counts = new Int32Array(oldCounts.length * 2);
    seen.set(oldSeen);
    counts.set(oldCounts);
    for (let i = 0; i < size; i++) slots[slotOf(seen[i])] = i;
  };

  return {
    add(values, from, to) {
      for (let i = from; i < to; i++) {
        const value = values[i] + 0;
        if (value !== value) continue;
        const slot = slotOf(value);
        if (slots[slot] >= 0) {
          counts[slots[slot]]++;
          continue;
        }
        seen[size] = value;
        counts[size] = 1;
        slots[slot] = size++;
        if (size === seen.length) grow();
      }
    },
    get size() {
      return size;
    },
    result: () => ({ values: seen.subarray(0, size), counts: counts.subarray(0, size) }),
  };
}

/** Gives the different numbers of a column, with their counts. */
export function distinctNumbers(values: Float64Array): DistinctNumbers {
  const counter = countNumbers();
  counter.add(values, 0, values.length);
  return counter.result();
}
