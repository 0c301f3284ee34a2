import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFew, countMany, distinctNumbers, type DistinctNumbers } from '../../../src/tables/levels/distinct.ts';
import { quietRun } from '../../run.ts';

const cell = fc.oneof(fc.constantFrom(0, -0, NaN, 1, Infinity, 5e-324), fc.integer({ max: 40, min: -40 }), fc.double());
const columns = fc.array(cell, { maxLength: 300 }).map((cells) => Float64Array.from(cells));
const sorted = ({ values, counts }: DistinctNumbers) =>
  [...values].map((value, i) => [value, counts[i]]).sort((a, b) => a[0] - b[0]);
const naive = (column: Float64Array) => {
  const present = [...column].filter((value) => !Number.isNaN(value)).map((value) => value + 0);
  return [...new Set(present)].sort((a, b) => a - b).map((value) => [value, present.filter((x) => x === value).length]);
};

describe('distinctNumbers and countMany', () => {
  it('count as comparing every cell does', async () => {
    await fc.assert(
      fc.asyncProperty(columns, async (column) => {
        expect(sorted(distinctNumbers(column))).toEqual(naive(column));
        expect(sorted(await countMany(column, quietRun()))).toEqual(naive(column));
        expect(sorted((await countFew(column, 300, quietRun()))!)).toEqual(naive(column));
      }),
      { seed: 9 },
    );
  });

  it('give up, or agree, where there are many', async () => {
    const column = Float64Array.from({ length: 50_000 }, (_, i) => (i % 2 === 0 ? 7 : (i * 7919) % 20_011));
    expect(distinctNumbers(column, 1000)).toBeNull();
    expect(await countFew(column, 1000, quietRun())).toBeNull();
    expect(sorted((await countFew(column, 30_000, quietRun()))!)).toEqual(sorted(distinctNumbers(column)));
    const many = await countMany(column, quietRun());
    expect(sorted(many)).toEqual(sorted(distinctNumbers(column)));
    expect(Math.max(...many.counts)).toBeGreaterThanOrEqual(25_000);
  });
});
