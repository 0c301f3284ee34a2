import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../src/base/messages.ts';
import type { FieldSpec } from '../../../src/contract/request/field.ts';
import { cleanRows, reasons } from '../../../src/tables/rows/clean.ts';
import { ledgerRows } from '../../../src/tables/rows/ledger.ts';
import type { Table } from '../../../src/tables/table.ts';
import { mergeTables } from '../../../src/tables/merge/merge.ts';
import { quietRun } from '../../run.ts';
import { stray, makeTable, text } from '../table-of.ts';

type Rules = Record<string, Omit<FieldSpec, 'name'>>;

/** Every column but the last is a factor, the last is the target. */
const chooseAll = (table: Table, rules: Rules = {}) => {
  const fields = table.columns.map((column) => ({ spec: { name: column.name, ...rules[column.name] }, column }));
  return { factors: fields.slice(0, -1), target: fields[fields.length - 1] };
};
const clean = (table: Table, rules?: Rules) => cleanRows(table, chooseAll(table, rules), quietRun());
const kept = async (table: Table, rules?: Rules) => [...(await clean(table, rules)).kept];
const y = [1, 2, 3, 4, 5];

describe('cleanRows', () => {
  it('keeps every row where nothing is wrong', async () => {
    expect(await clean(makeTable({ x: y, y }))).toEqual({
      kept: Int32Array.of(0, 1, 2, 3, 4),
      dropped: { rows: new Int32Array(0), reasons: new Uint8Array(0), fields: new Int32Array(0) },
      counts: {},
      notices: [],
    });
  });

  it('drops rows with a missing cell, by default, and always those without a target', async () => {
    const table = makeTable({ a: [1, null, 3, 4, 5], c: ['u', 'v', null, 'u', 'v'], y: [1, 2, 3, null, 5] });
    const { kept, counts } = await clean(table);
    expect([...kept]).toEqual([0, 4]);
    expect(counts).toEqual({ 'clean.no-target': 1, 'clean.missing': 2 });
    const filled = { a: { missing: 'mean' }, c: { missing: { constant: 'w' } }, y: { missing: 'mean' } } as const;
    expect((await clean(table, filled)).counts).toEqual({ 'clean.no-target': 1 });
  });

  it('drops a row for its first reason: the target, then the factors in order', async () => {
    const table = makeTable({
      a: stray('number', null, 'x', 1, -5, 2),
      b: stray('number', 'x', null, 'z', null, 3),
      y: [1, 2, null, 4, 5],
    });
    const { dropped, counts } = await clean(table, { a: { min: 0 } });
    expect([...dropped.rows].map((row, i) => [row, reasons[dropped.reasons[i]], dropped.fields[i]])).toEqual([
      [0, 'clean.missing', 0],
      [1, 'clean.unparsable', 0],
      [2, 'clean.no-target', -1],
      [3, 'clean.below-min', 0],
    ]);
    expect(counts).toEqual({ 'clean.no-target': 1, 'clean.unparsable': 1, 'clean.missing': 1, 'clean.below-min': 1 });
  });

  it('drops unparsable cells whatever the rule for missing ones', async () => {
    const table = makeTable({ a: stray('number', 1, 'x', null, 4, 5), y });
    expect(await kept(table, { a: { missing: 'median' } })).toEqual([0, 2, 3, 4]);
  });

  it.each<[string, Omit<FieldSpec, 'name'>, number[]]>([
    ['min', { min: 2 }, [1, 2, 3]],
    ['max', { max: 3 }, [0, 1, 2]],
    ['both, one value', { min: 3, max: 3 }, [2]],
    ['enum', { enum: ['1', '4.0', 'x'] }, [0, 3]],
    ['min with missing cells filled', { min: 3, missing: 'mean' }, [2, 3, 4]],
    ['enum with missing cells filled', { enum: ['2'], missing: 'mean' }, [1, 4]],
  ])('keeps numbers within %s', async (_, rule, rows) => {
    expect(await kept(makeTable({ x: [1, 2, 3, 4, null], y }), { x: rule })).toEqual(rows);
  });

  it('keeps dates within limits in milliseconds, and dates allowed by name', async () => {
    const table = makeTable({ day: y.map((day) => new Date(Date.UTC(2026, 2, day))), y });
    expect(await kept(table, { day: { min: Date.UTC(2026, 2, 2), max: Date.UTC(2026, 2, 4) } })).toEqual([1, 2, 3]);
    expect(await kept(table, { day: { enum: ['2026-03-05'] } })).toEqual([4]);
  });

  it('keeps the levels and texts allowed', async () => {
    const table = makeTable({ c: ['u', 'v', 'w', 'u', null], b: [true, true, true, false, true], t: text('p', 'q', 'p', 'p', 'p'), y }); // prettier-ignore
    expect(await kept(table, { c: { enum: ['u', 'w'] } })).toEqual([0, 2, 3]);
    expect(await kept(table, { b: { enum: ['true'] }, c: { missing: 'most_frequent' } })).toEqual([0, 1, 2, 4]);
    expect(await kept(table, { t: { enum: ['p'] } })).toEqual([0, 2, 3]);
  });

  it('holds the target to its rules', async () => {
    const { counts, kept } = await clean(makeTable({ x: y, y: stray('number', 1, 2, 'x', 4, 5) }), {
      y: { min: 2, max: 4 },
    });
    expect([...kept]).toEqual([1, 3]);
    expect(counts).toEqual({ 'clean.unparsable': 1, 'clean.below-min': 1, 'clean.above-max': 1 });
  });

  it('tells what went, most first, with the place of the first', async () => {
    const table = makeTable({
      a: stray('number', 1, '12,5', null, 'n.b', null, 7),
      c: ['u', null, 'u', 'v', 'u', 'v'],
      y: [...y, 6],
    });
    const { notices } = await clean(table, { a: { min: 1 }, c: { enum: ['v'] } });
    const texts = notices.map(({ code, params, place: location }) => [
      formatMessage(code, params, 'en').message,
      location,
    ]);
    expect(texts).toEqual([
      ['2 rows were dropped because “a” cannot be read there: 12,5, n.b.', { file: 'a.csv', row: 3, column: 'a', value: '12,5' }],
      ['2 rows were dropped because “a” is missing there.', { file: 'a.csv', row: 4, column: 'a' }],
      ['1 row was dropped because “c” is none of v.', { file: 'a.csv', row: 2, column: 'c', value: 'u' }],
    ]); // prettier-ignore
  });

  it('stops where no row is left, and names the most frequent reason', async () => {
    const table = makeTable({ a: [1, 2, 3, null, null], c: ['u', 'u', 'u', 'u', 'u'], y });
    await expect(clean(table, { a: { max: 0 } })).rejects.toThrow(
      expect.objectContaining({ code: 'clean.no-rows', params: { rows: 5, count: 3, column: 'a', reason: 'max' } }),
    );
  });

  it('parts the rows: each is kept or dropped once, and the counts add up', async () => {
    const cell = fc.option(fc.integer({ min: -3, max: 3 }), { freq: 4 });
    const rows = fc.array(fc.tuple(cell, cell, fc.constantFrom('u', 'v', null), cell), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: -3, max: 0 }), async (rows, min) => {
        const table = makeTable({ first: [9, ...rows.map((row) => row[0])], b: [1, ...rows.map((row) => row[1])], c: ['u', ...rows.map((row) => row[2])], y: [1, ...rows.map((row) => row[3])] }); // prettier-ignore
        const rules: Rules = { first: { min }, b: { missing: 'mean', max: 1 }, c: { enum: ['u'] } };
        const { kept, dropped, counts } = await clean(table, rules);
        const sound = rows.flatMap(([a, b, c, t], i) => (t !== null && a !== null && a >= min && (b === null || b <= 1) && c === 'u' ? [i + 1] : [])); // prettier-ignore
        expect([...kept]).toEqual([0, ...sound]);
        expect([...kept, ...dropped.rows].sort((a, b) => a - b)).toEqual([0, ...rows.map((_, i) => i + 1)]);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(dropped.rows.length);
      }),
      { seed: 7 },
    );
  });
});

describe('ledgerRows', async () => {
  const parts = [
    {
      file: 'one.csv',
      table: makeTable({ a: stray('number', 1, 'n/a?', 3, 1), c: ['u', 'v', '=x', 'u'], y: [1, 2, 3, 1] }),
    },
    { file: 'two.csv', table: makeTable({ a: [3, 4], c: ['=x', 'u'], y: [3, null] }) },
  ];
  const { table, duplicateRows } = await mergeTables(parts, {}, {}, quietRun());
  const fields = chooseAll(table, { c: { enum: ['u'] } });
  const { dropped } = await cleanRows(table, fields, quietRun());

  it('lists duplicates and dropped rows with file, row, column, value and reason', async () => {
    expect([...ledgerRows(table, fields, dropped, duplicateRows)]).toEqual([
      ['one.csv', 5, null, null, 'The row equals an earlier one.'],
      ['two.csv', 2, null, null, 'The row equals an earlier one.'],
      ['one.csv', 3, 'a', 'n/a?', 'The cell is not of the column’s kind.'],
      ['one.csv', 4, 'c', '=x', 'The value is not one of those allowed.'],
      ['two.csv', 3, 'y', null, 'The target is missing.'],
    ]);
  });
});
