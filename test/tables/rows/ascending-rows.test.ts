import { expect, it } from 'vitest';
import { ascending } from '../../../src/tables/rows/ascending-rows.ts';

it('sorts row numbers', () => {
  expect([...ascending(Int32Array.of(7, 0, 3, 12, 4))]).toEqual([0, 3, 4, 7, 12]);
  expect([...ascending(new Int32Array(0))]).toEqual([]);
});
