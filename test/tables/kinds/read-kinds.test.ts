import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../src/contract/data/kinds.ts';
import { tableCells, noticeCodes, columnKinds, read } from '../read.ts';

/** Reads one column of words, each in quotes. */
async function column(words: readonly string[], choices: Parameters<typeof read>[1] = {}) {
  const { table, view } = await read(`x,y\n${words.map((word) => `"${word}",1`).join('\n')}\n`, {
    ...choices,
    header: true,
  });
  return { column: table.columns[0], cells: tableCells(table).x, codes: noticeCodes(view) };
}

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

describe('kinds', () => {
  const cases: [words: string[], kind: Kind, cells?: (string | null)[]][] = [
    [['1', '2.5', '-3e2'], 'number', ['1', '2.5', '-300']],
    [['1', '', 'NA', 'n/a', '?', '—', '无', '2'], 'number', ['1', null, null, null, null, null, null, '2']],
    [['', 'NaN', '-', '#N/A'], 'empty'],
    [[...times(9, String), 'x'], 'number'],
    [[...times(8, String), 'x', 'y'], 'text'],
    [['1,234', '12', '1,234,567'], 'number', ['1234', '12', '1234567']],
    [['1,5', '2,25', '3'], 'number', ['1.5', '2.25', '3']],
    [['1.234,5', '2', '10,25'], 'number', ['1234.5', '2', '10.25']],
    [['1.5', '2.5', '1,200.5'], 'number', ['1.5', '2.5', '1200.5']],
    [['12%', '5.5%'], 'number', ['0.12', '0.055']],
    [['￥1，234.50', '￥８'], 'number', ['1234.5', '8']],
    [['007', '012', '100'], 'text', ['007', '012', '100']],
    [['12', '13', '007'], 'text', ['12', '13', '007']],
    [['00.5', '1.5'], 'number', ['0.5', '1.5']],
    [['12345678901234567890', '12345678901234567891'], 'text'],
    [['9007199254740993', '1'], 'text', ['9007199254740993', '1']],
    [['true', 'False', 'TRUE'], 'boolean', ['true', 'False', 'true']],
    [['yes', 'no', ''], 'boolean', ['yes', 'no', null]],
    [['是', '否', '是'], 'boolean', ['是', '否', '是']],
    [['True'], 'boolean'],
    [['yes', 'true', 'no'], 'text'],
    [['2026-03-05', '2026-03-06 14:30'], 'date', ['2026-03-05', '2026-03-06T14:30:00Z']],
    [['2026年3月5日', '2026年12月31日'], 'date', ['2026-03-05', '2026-12-31']],
    [['5/3/2026', '13/3/2026'], 'date', ['2026-03-05', '2026-03-13']],
    [['3/5/2026', '3/13/2026'], 'date', ['2026-03-05', '2026-03-13']],
    [['2025', '2026'], 'number'],
    [['44927', '44928'], 'number'],
    [['a', 'b', 'a', 'a', 'b'], 'category', ['a', 'b', 'a', 'a', 'b']],
    [['a', 'b', 'a'], 'text'],
    [times(203, (i) => `level ${i % 100}`), 'category'],
    [times(203, (i) => `level ${i % 101}`), 'text'],
    [times(200, (i) => `level ${i % 100}`), 'text'],
  ];
  it.each(cases)('%j', async (words, kind, cells) => {
    const read = await column(words);
    expect(read.column.kind).toBe(kind);
    if (cells) expect(read.cells).toEqual(cells);
  });

  it('keep what is no number by row', async () => {
    const { column: numbers } = await column([...times(27, (i) => `${i}.5`), 'n.a.', '12,5', 'approx 3']);
    expect(numbers).toMatchObject({
      kind: 'number',
      unparsable: new Map([
        [27, 'n.a.'],
        [28, '12,5'],
        [29, 'approx 3'],
      ]),
    });
  });

  it('say how a column was read where it could be read otherwise', async () => {
    expect((await column(['3/5/2026', '4/6/2026'])).codes).toEqual(['read.date-order']);
    expect((await column(['3/5/2026', '4/16/2026'])).codes).toEqual([]);
    expect((await column(['1,5', '2'])).codes).toEqual(['read.decimal-comma']);
    expect((await column(['1,500', '2'])).codes).toEqual(['read.written-numbers']);
    expect((await column(['1.5', '2'])).codes).toEqual([]);
  });

  it('take a semicolon between cells as a sign of decimal commas', async () => {
    const { table } = await read('x;y\n1,500;a\n2,250;b\n');
    expect(tableCells(table).x).toEqual(['1.5', '2.25']);
  });

  const forced: [words: string[], kind: Kind, kindRead: Kind, cells: (string | null)[]][] = [
    [['1', '2.50', ''], 'category', 'category', ['1', '2.50', null]],
    [['1', '2.50', ''], 'text', 'text', ['1', '2.50', null]],
    [['007', 'x', '8'], 'number', 'number', ['7', 'x', '8']],
    [['2026-03-05', 'x', '20260306'], 'date', 'date', ['2026-03-05', 'x', '2026-03-06']],
    [['0', '1', '1'], 'boolean', 'boolean', ['0', '1', '1']],
    [['0', '1', '2'], 'boolean', 'category', ['0', '1', '2']],
    [['', '', ''], 'number', 'number', [null, null, null]],
    [['a', 'b', 'c'], 'number', 'number', ['a', 'b', 'c']],
    [['a', 'b', 'c'], 'empty', 'empty', [null, null, null]],
  ];
  it.each(forced)('%j as %s', async (words, kind, kindRead, cells) => {
    const read = await column(words, { kinds: { x: kind } });
    expect([read.column.kind, read.cells]).toEqual([kindRead, cells]);
    expect(read.codes).toEqual(kind === kindRead ? [] : ['read.not-boolean']);
  });

  it('take more and fewer words for missing when told so', async () => {
    expect((await column(['1', '-999', '?'], { missing: ['-999'] })).cells).toEqual(['1', null, null]);
    expect((await column(['a', '无', 'a', 'a', '无'], { notMissing: ['无'] })).cells).toEqual([
      'a',
      '无',
      'a',
      'a',
      '无',
    ]);
  });

  it('are chosen for columns of any name', async () => {
    const kinds = JSON.parse('{"__proto__": "text", "constructor": "category"}') as Record<string, Kind>;
    const { table } = await read('__proto__,constructor,toString\n1,2,3\n4,5,6\n', { kinds });
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['__proto__', 'text'],
      ['constructor', 'category'],
      ['toString', 'number'],
    ]);
    expect(Object.keys(columnKinds((await read('a\n1\n')).table))).toEqual(['a']);
  });
});
