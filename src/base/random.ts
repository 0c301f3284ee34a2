import type { Run } from './run.ts';

/** Draws pseudo-random numbers from one seeded stream: the same seed gives the same numbers in every tab. */
export interface Random {
  /** Draws a whole number from 0 to 4294967295. */
  uint32(): number;
  /** Draws from [0, 1) with 53 random bits: NumPy's `random_sample`. */
  uniform(): number;
  /** Draws a whole number from 0 to `max`, both included, all equally likely; `max` at most 4294967295. */
  integer(max: number): number;
  /** Draws from the normal distribution of mean 0 and deviation 1: NumPy's legacy `standard_normal`. */
  normal(): number;
  /** Puts values in random order, in place: NumPy's legacy `shuffle`. */
  shuffle(values: Int32Array | Float64Array): void;
  /** Gives 0 to n - 1 in random order: NumPy's legacy `permutation`, hence scikit-learn's splits. */
  permutation(n: number): Int32Array;
}

/**
 * Starts the Mersenne Twister MT19937 as NumPy's `RandomState(seed)` does; `seed` is a whole number from 0 to 4294967295.
 * Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); the order of draws is that of NumPy's legacy generator.
 */
export function randomFrom(seed: number): Random {
  const uint32 = mersenneTwister(seed);
  let spare = NaN;

  const uniform = () => {
    const high = uint32() >>> 5;
    return (high * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  };

  const integer = (max: number) => {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    for (;;) {
      const drawn = (uint32() & mask) >>> 0;
      if (drawn <= max) return drawn;
    }
  };

  const normal = () => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const polar = Math.sqrt((-2 * Math.log(square)) / square);
      spare = polar * x;
      return polar * y;
    }
  };

  const shuffle = (values: Int32Array | Float64Array) => {
    for (let i = values.length - 1; i > 0; i--) {
      const j = integer(i);
      const kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  };

  const permutation = (n: number) => {
    const order = inOrder(n);
    shuffle(order);
    return order;
  };

  return { uint32, uniform, integer, normal, shuffle, permutation };
}

/** Swaps between two breaths. */
const chunk = 1 << 18;

/** Gives what `random.permutation(n)` gives, and breathes meanwhile. */
export async function longPermutation(random: Random, n: number, run: Run): Promise<Int32Array> {
  const order = inOrder(n);
  for (const _ of shuffleSteps(random, order)) await run.yield();
  return order;
}

/** Does what `random.shuffle(values)` does, some milliseconds a step. */
export function* shuffleSteps(random: Random, values: Int32Array): Generator<void> {
  for (let i = values.length - 1; i > 0;) {
    for (const end = Math.max(0, i - chunk); i > end; i--) {
      const j = random.integer(i);
      const kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    yield;
  }
}

/** Gives 0 to n - 1. */
export function inOrder(n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}

const size = 624;
const shift = 397;

/** Gives the tempered 32-bit words of MT19937, one a call. */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(size);
  state[0] = seed;
  for (let i = 1; i < size; i++) {
    const before = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, before) + i;
  }
  let at = size;

  return () => {
    if (at === size) {
      turn(state);
      at = 0;
    }
    let word = state[at++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
}

/** Replaces the 624 words of the state by the next 624. */
function turn(state: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    const next = i + 1 < size ? i + 1 : 0;
    const partner = i + shift < size ? i + shift : i + shift - size;
    const joined = (state[i] & 0x80000000) | (state[next] & 0x7fffffff);
    state[i] = state[partner] ^ (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
  }
}
