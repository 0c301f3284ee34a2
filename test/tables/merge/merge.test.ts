import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MergeChoices } from '../../../src/contract/data/reading.ts';
import { mergeTables } from '../../../src/tables/merge/merge.ts';
import { rowPage } from '../../../src/tables/rows/row-page.ts';
import type { Table } from '../../../src/tables/table.ts';
import { quietRun } from '../../run.ts';
import { stray, makeTable, text } from '../table-of.ts';

const merge = (tables: Table[], choices: MergeChoices = {}, kinds = {}) =>
  mergeTables(
    tables.map((table, i) => ({ file: `${'abc'[i]}.csv`, table })),
    choices,
    kinds,
    quietRun(),
  );
const cells = (table: Table) => rowPage(table, 0, 1000).rows.map((row) => row.cells.join(' '));
const names = (table: Table) => table.columns.map((column) => column.name);
const readKind = (table: Table, name: string) => table.columns.find((column) => column.name === name)?.kind;

describe('mergeTables', () => {
  it("aligns columns by name in the first file's order and tells where each row stood", async () => {
    const { table, read } = await merge([
      makeTable({ x: [1, 2], c: ['u', 'v'] }),
      makeTable({ c: ['v', 'w'], x: [3, 4] }),
    ]);
    expect(read).toBe(4);
    expect(names(table)).toEqual(['x', 'c']);
    expect(cells(table)).toEqual(['1 u', '2 v', '3 v', '4 w']);
    expect(table.columns[1]).toMatchObject({ levels: ['u', 'v', 'w'] });
    expect(rowPage(table, 1, 2).rows).toMatchObject([
      { file: 'a.csv', row: 3 },
      { file: 'b.csv', row: 2 },
    ]);
  });

  it('leaves the columns of a single file without duplicates as they are', async () => {
    const only = makeTable({ x: [1, 2] });
    const [column] = (await merge([only])).table.columns;
    expect(column.kind === 'number' && column.values).toBe(only.columns[0].kind === 'number' && only.columns[0].values);
  });

  describe('duplicates', () => {
    const twice = makeTable({ x: [1, NaN, 1, NaN, -0, 0], t: text('a', null, 'a', null, 'z', 'z') });

    it('drops rows equal as typed values, missing equal to missing, and keeps the first', async () => {
      const { table, read, duplicates, duplicateRows } = await merge([twice]);
      expect([read, duplicates, table.rows]).toEqual([6, 3, 3]);
      expect([...table.origin.rowNumbers]).toEqual([2, 3, 6]);
      expect([...duplicateRows.rowNumbers]).toEqual([4, 5, 7]);
      expect(duplicateRows.parts).toEqual([{ file: 'a.csv', start: 0 }]);
    });

    it('keeps them when asked', async () => {
      expect(await merge([twice], { duplicates: 'keep' })).toMatchObject({ duplicates: 0, table: { rows: 6 } });
    });

    it('tells an unparsable cell from a missing one and from another', async () => {
      const { table } = await merge([makeTable({ x: stray('number', 'a', null, 'b', 'a', 5) })]);
      expect(cells(table)).toEqual(['a', '', 'b', '5']);
      expect(table.columns[0]).toMatchObject({ unparsable: new Map([[0, 'a'], [2, 'b']]) }); // prettier-ignore
    });

    it('finds them across files and says when a file adds nothing', async () => {
      const { table, duplicates, notices } = await merge([makeTable({ c: ['u', 'v'] }), makeTable({ c: ['v', 'u'] })]);
      expect([duplicates, table.rows]).toEqual([2, 2]);
      expect(notices).toMatchObject([{ code: 'merge.nothing-new', params: { file: 'b.csv', rows: 2 } }]);
    });

    it('keeps different rows whose hashes are equal', async () => {
      // Of 300,000 rows with 32-bit hashes about ten pairs collide.
      const many = makeTable({ x: Array.from({ length: 300_000 }, (_, i) => i * 1.000001) });
      expect((await merge([many])).duplicates).toBe(0);
      expect((await merge([many, many])).duplicates).toBe(many.rows);
    });

    it('finds the very rows that comparing every pair finds', async () => {
      const few = fc.constantFrom(0, -0, 1, NaN, 1e300);
      const row = fc.tuple(few, fc.constantFrom('u', 'v', null), fc.constantFrom('x', null, ''), few);
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 80 }), async (rows) => {
          const whole = (i: number) => JSON.stringify(rows[i].map((cell) => (Number.isNaN(cell) ? null : cell)));
          const first = rows.flatMap((_, i) => (rows.findIndex((_, j) => whole(j) === whole(i)) === i ? [i + 2] : []));
          const table = makeTable({
            a: rows.map((each) => each[0]),
            b: rows.map((each) => each[1]),
            c: text(...rows.map((each) => each[2])),
            d: rows.map((each) => each[3]),
          });
          expect([...(await merge([table])).table.origin.rowNumbers]).toEqual(first);
        }),
        { seed: 4 },
      );
    });
  });

  describe('columns that a file misses', () => {
    const a = makeTable({ x: [1, 2], y: [5, 6] });
    const b = makeTable({ x: [3] });

    it('is an error that names file, column and near names', async () => {
      const other = makeTable({ x: [3], 'Y (cm)': [1] });
      await expect(merge([a, other])).rejects.toThrow(
        expect.objectContaining({
          code: 'merge.missing-column',
          params: { file: 'b.csv', column: 'y', similar: 'Y (cm)' },
        }),
      );
    });

    it('fills with missing cells, or leaves the column out, when asked', async () => {
      const filled = await merge([a, b], { missingColumn: 'fill' });
      expect(cells(filled.table)).toEqual(['1 5', '2 6', '3 ']);
      expect(filled.notices).toMatchObject([{ code: 'merge.filled', params: { file: 'b.csv', column: 'y', rows: 1 } }]);
      const less = await merge([a, b], { missingColumn: 'leave-out' });
      expect(cells(less.table)).toEqual(['1', '2', '3']);
      expect(less.notices).toMatchObject([{ code: 'merge.left-out', params: { column: 'y', files: 'b.csv' } }]);
    });

    it('drops columns that the first file does not have, with a notice', async () => {
      const { table, notices } = await merge([b, a]);
      expect(names(table)).toEqual(['x']);
      expect(notices).toMatchObject([
        { code: 'merge.extra-columns', params: { file: 'b.csv', count: 1, columns: 'y' } },
      ]);
    });
  });

  describe('names that differ', () => {
    it.each([
      ['price', 'Price'],
      ['unit price', 'unit_price'],
      ['price', 'price (USD)'],
      ['weight', 'Weight_kg'],
      ['重量', '重量（千克）'],
      ['Größe', 'GRÖSSE'.replace('SS', 'ß')],
    ])('offers %s for %s', async (field, name) => {
      const { offers } = await merge([makeTable({ [field]: [1] }), makeTable({ [name]: [2] })], {
        missingColumn: 'fill',
      });
      expect(offers).toEqual([{ field, file: 'b.csv', name }]);
    });

    it.each([
      ['price', 'prize'],
      ['x1', 'x2'],
      ['m', 'km'],
    ])('does not offer %s for %s', async (field, name) => {
      const { offers } = await merge([makeTable({ [field]: [1] }), makeTable({ [name]: [2] })], {
        missingColumn: 'fill',
      });
      expect(offers).toEqual([]);
    });

    it('maps them onto one field with `from`, the first file included', async () => {
      const tables = [
        makeTable({ Preis: [1], x: [7] }),
        makeTable({ x: [8], cost: [2] }),
        makeTable({ price: [3], cost: [0], x: [9] }),
      ];
      const { table, notices } = await merge(tables, { from: { price: ['Preis', 'cost'] } });
      expect(names(table)).toEqual(['price', 'x']);
      expect(cells(table)).toEqual(['1 7', '2 8', '3 9']);
      expect(notices).toMatchObject([{ code: 'merge.extra-columns', params: { file: 'c.csv', columns: 'cost' } }]);
    });

    it('takes a field of `from` that only a later file has, under the rule for missing columns', async () => {
      const tables = [makeTable({ x: [1] }), makeTable({ x: [2], Cost: [5] })];
      await expect(merge(tables, { from: { cost: ['Cost'] } })).rejects.toThrow(
        expect.objectContaining({ params: expect.objectContaining({ file: 'a.csv', column: 'cost' }) as unknown }),
      );
      expect(cells((await merge(tables, { from: { cost: ['Cost'] }, missingColumn: 'fill' })).table)).toEqual([
        '1 ',
        '2 5',
      ]);
    });
  });

  describe('kinds that differ', () => {
    const many = (n: number, make: (i: number) => string) => text(...Array.from({ length: n }, (_, i) => make(i)));

    it('gives empty columns the kind of the others', async () => {
      const { table, notices } = await merge([makeTable({ x: [null] }), makeTable({ x: [1, 2] })]);
      expect([readKind(table, 'x'), cells(table)]).toEqual(['number', ['', '1', '2']]);
      expect(notices).toEqual([]);
    });

    it('keeps stray words of a number column as unparsable cells', async () => {
      const { table } = await merge([
        makeTable({ x: stray('number', 1, 'a') }),
        makeTable({ x: stray('number', 2, 'b') }),
      ]);
      expect(table.columns[0]).toMatchObject({ kind: 'number', unparsable: new Map([[1, 'a'], [3, 'b']]) }); // prettier-ignore
    });

    it('reads numbers beside a few words as numbers', async () => {
      const numbers = makeTable({ x: Array.from({ length: 30 }, (_, i) => i) });
      const { table, notices } = await merge([numbers, makeTable({ x: text('40', 'n.b.') })]);
      expect(table.columns[0]).toMatchObject({ kind: 'number', unparsable: new Map([[31, 'n.b.']]) });
      expect(notices).toMatchObject([
        { code: 'merge.kinds-differ', params: { kinds: 'number, text', kind: 'number' } },
      ]);
    });

    it('reads numbers beside many words as a category', async () => {
      const tables = [makeTable({ x: [1, 1, 2, 2, 1] }), makeTable({ x: ['low', 'high', 'low', 'high'] })];
      const { table } = await merge(tables, { duplicates: 'keep' });
      expect([readKind(table, 'x'), cells(table)]).toEqual([
        'category',
        ['1', '1', '2', '2', '1', 'low', 'high', 'low', 'high'],
      ]);
    });

    it('judges words of the whole table anew', async () => {
      const few = (i: number) => 'abc'[i % 3];
      const tables = [makeTable({ t: many(5, few) }), makeTable({ t: many(5, few) })];
      expect(readKind((await merge(tables, { duplicates: 'keep' })).table, 't')).toBe('category');
      expect(readKind((await merge(tables, { duplicates: 'keep' }, { t: 'text' })).table, 't')).toBe('text');
      expect(
        readKind((await merge([makeTable({ t: many(3, (i) => `p${i}`) }), makeTable({ t: ['a', 'b'] })])).table, 't'),
      ).toBe('text');
    });

    it('reads true and false alike whatever their case', async () => {
      const upper = makeTable({ b: [true, false] });
      const [column] = upper.columns;
      if (column.kind === 'boolean') column.levels = ['True', 'False'];
      const { table } = await merge([makeTable({ b: [false, true] }), upper], { duplicates: 'keep' });
      expect([readKind(table, 'b'), cells(table)]).toEqual(['boolean', ['false', 'true', 'true', 'false']]);
      const mixed = await merge([makeTable({ b: [true] }), makeTable({ b: ['no', 'no', 'no', 'no'] })], {
        duplicates: 'keep',
      });
      expect(readKind(mixed.table, 'b')).toBe('category');
    });
  });

  it('is not led astray by names that objects have', async () => {
    const table = () => makeTable([['__proto__', [1]], ['constructor', [2]], ['', [3]], ['hasOwnProperty', ['a']]]); // prettier-ignore
    const merged = await merge([table(), table()], { duplicates: 'keep' });
    expect(names(merged.table)).toEqual(['__proto__', 'constructor', '', 'hasOwnProperty']);
    expect(cells(merged.table)).toEqual(['1 2 3 a', '1 2 3 a']);
    const from = JSON.parse('{"__proto__": ["constructor"]}') as Record<string, string[]>;
    expect(names((await merge([makeTable({ constructor: [1] })], { from })).table)).toEqual(['__proto__']);
  });
});
