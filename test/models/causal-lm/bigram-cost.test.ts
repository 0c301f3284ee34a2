import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/base/random.ts';
import { bigramCost } from '../../../src/models/causal-lm/bigram-cost.ts';
import { countBigrams } from '../../../src/adapters/llm/bigram-counts.ts';

const random = randomFrom(7);
const tokens = Int32Array.from({ length: 400 }, () => random.integer(4) * random.integer(2));

/** The formula read word by word. */
function chance(a: number, b: number, vocabulary: number): number {
  const pairs = Array.from(tokens.subarray(1), (next, i) => [tokens[i], next] as const);
  const single =
    (pairs.filter(([, next]) => next === b).length + new Set(pairs.map(([, next]) => next)).size / vocabulary) /
    (pairs.length + new Set(pairs.map(([, next]) => next)).size);
  const after = pairs.filter(([from]) => from === a).map(([, next]) => next);
  const kinds = new Set(after).size;
  if (after.length === 0) return single;
  return (after.filter((next) => next === b).length + kinds * single) / (after.length + kinds);
}

describe('the token before', () => {
  it('foretells as Witten and Bell’s formula says, all chances together 1', () => {
    const counted = countBigrams(tokens, 9);
    for (let a = 0; a < 9; a++) {
      let sum = 0;
      for (let b = 0; b < 9; b++) {
        const found = Math.exp(-bigramCost(counted, Int32Array.of(a, b)));
        expect(found).toBeCloseTo(chance(a, b, 9), 12);
        sum += found;
      }
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  it('costs a text what its pairs cost together', () => {
    const counted = countBigrams(tokens, 9);
    const text = Int32Array.of(0, 3, 8, 1);
    const pairs = [
      [0, 3],
      [3, 8],
      [8, 1],
    ] as const;
    const sum = pairs.reduce((cost, [a, b]) => cost - Math.log(chance(a, b, 9)), 0);
    expect(bigramCost(counted, text)).toBeCloseTo(sum, 10);
    expect(bigramCost(counted, Int32Array.of(2))).toBe(0);
  });
});
