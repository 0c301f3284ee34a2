import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRows, splitTable } from '../../../src/tables/rows/split-rows.ts';
import { quietRun } from '../../run.ts';
import { hasShared, sharedReference } from '../../shared-data.ts';
import reference from '../../reference/split.json' with { type: 'json' };

/** Compares long lists of rows quickly. */
const sha = (rows: Int32Array) => createHash('sha256').update(rows).digest('hex');

describe('splitRows', () => {
  it.each(reference.plain)(
    "takes scikit-learn's rows in its order: n=$n, seed=$seed",
    ({ n, testSize, seed, ...rows }) => {
      const { train, test } = splitRows(n, { testSize, seed, stratify: false });
      expect({ train: [...train], test: [...test] }).toEqual(rows);
    },
  );

  it.each(reference.stratified)(
    "stratifies by scikit-learn's lots: seed=$seed",
    ({ codes, testSize, seed, ...rows }) => {
      const { train, test } = splitRows(codes.length, { testSize, seed, stratify: true }, Int32Array.from(codes));
      expect({ train: [...train], test: [...test] }).toEqual(rows);
    },
  );

  it('splits a long table by the same lots', async () => {
    const codes = Int32Array.from({ length: 300_001 }, (_, row) => row % 3);
    for (const [n, testSize, stratify] of [
      [300_001, 0.2, false],
      [3, 0.3, false],
      [5, 0, false],
      [300_001, 0.1, true],
    ] as const) {
      const options = { testSize, seed: 7, stratify };
      const found = await splitTable(n, options, codes, quietRun());
      const expected = splitRows(n, options, codes);
      for (const part of ['train', 'test'] as const) expect(sha(found[part])).toBe(sha(expected[part]));
    }
    await expect(splitTable(1, { testSize: 0, seed: 7, stratify: false }, undefined, quietRun())).rejects.toThrow();
  });

  it('trains on every row, in order, when the test share is 0', () => {
    const { train, test } = splitRows(4, { testSize: 0, seed: 42, stratify: true }, Int32Array.of(0, 1, 0, 1));
    expect([...train]).toEqual([0, 1, 2, 3]);
    expect(test).toHaveLength(0);
  });

  it.each([
    [0, 0.2, 0],
    [1, 0, 1],
    [2, 0.2, 1],
    [4, 0.9, 0],
  ])('refuses to learn from fewer than 2 rows: %i rows, test share %f', (n, testSize, rows) => {
    const split = () => splitRows(n, { testSize, seed: 42, stratify: false });
    expect(split).toThrow(expect.objectContaining({ code: 'split.too-few', params: { rows } }));
  });

  it('puts every row in exactly one part, each class within one row of its share', () => {
    const cases = fc.record({
      codes: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 200 }),
      testSize: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      seed: fc.integer({ min: 0, max: 4294967295 }),
      stratify: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ codes, testSize, seed, stratify }) => {
        const { train, test } = splitRows(codes.length, { testSize, seed, stratify }, Int32Array.from(codes));
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(codes.map((_, i) => i));
        expect(test).toHaveLength(Math.ceil(codes.length * testSize));
        if (!stratify) return;
        for (const each of new Set(codes)) {
          const share = (codes.filter((code) => code === each).length * test.length) / codes.length;
          expect(Math.abs([...test].filter((row) => codes[row] === each).length - share)).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 11 },
    );
  });
});

describe.skipIf(!hasShared)('splitRows on the sizes of real tables (needs ../shared)', () => {
  const { split = {} } = sharedReference<Record<string, { train: number[]; test: number[] }>>();

  it.each(Object.entries(split))('takes the first rows of %s', (name, rows) => {
    const [n, seed] = [...name.matchAll(/\d+/g)].map(Number);
    const { train, test } = splitRows(n, { testSize: 0.2, seed, stratify: false });
    expect([...train.slice(0, 20)]).toEqual(rows.train);
    expect([...test.slice(0, 20)]).toEqual(rows.test);
  });
});
