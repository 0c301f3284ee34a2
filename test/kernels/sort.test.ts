import { describe, expect, it } from 'vitest';
import { openSort } from '../../src/kernels/sort.ts';
import { seeded } from './mlp-reference.ts';

const odd = [NaN, -0, 0, Infinity, -Infinity, 5e-324, -5e-324, 1.7976931348623157e308, 1e-300, -1e300];

describe('sorting numbers', () => {
  it.each([0, 1, 2, 499, 500, 501, 4999])('%i of them as a typed array does', async (count) => {
    const random = seeded(count + 1);
    const draws: (() => number)[] = [
      random,
      () => Math.floor(7 * random()) - 3,
      () => (random() < 0.5 ? odd[Math.floor(odd.length * random())]! : (random() - 0.5) * 10 ** (40 * random() - 20)),
      () => 42,
    ];
    const sort = await openSort(5000);
    const short = await openSort(count);
    for (const draw of draws) {
      const values = Float64Array.from({ length: count }, draw);
      const expected = values.slice().sort();
      for (const each of [sort, short]) {
        const sorted = values.slice();
        each(sorted);
        expect(Array.from(sorted, (value) => (Object.is(value, -0) ? '-0' : value))).toEqual(
          Array.from(expected, (value) => (Object.is(value, -0) ? '-0' : value)),
        );
      }
    }
  });
});
