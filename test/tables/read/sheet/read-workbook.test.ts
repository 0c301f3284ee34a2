import { utils, write, type BookType, type CellObject, type WorkSheet } from 'sheetjs-ce';
import { describe, expect, it } from 'vitest';
import { tableCells, noticeCodes, columnKinds, read } from '../../read.ts';

type Value = string | number | boolean | Date | null | CellObject;

function makeSheet(rows: Value[][], origin = 'A1'): WorkSheet {
  return utils.aoa_to_sheet(rows, { cellDates: true, UTC: true, origin } as Parameters<typeof utils.aoa_to_sheet>[1]);
}

function makeWorkbook(sheets: Record<string, WorkSheet>, bookType: BookType = 'xlsx', date1904 = false): ArrayBuffer {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  if (date1904) book.Workbook = { ...book.Workbook, WBProps: { date1904: true } };
  return write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer;
}

const noon = new Date(Date.UTC(2026, 2, 6, 12, 0));
const rows: Value[][] = [
  ['name', 'price', 'when', 'sold', 'id', 'share'],
  ['pen', 1.5, new Date(Date.UTC(2026, 2, 5)), true, '00123', 0.25],
  [null, null, noon, false, '94110', null],
  ['ink', 3, null, true, 12, { t: 'n', v: 0.5, z: '0%' }],
];

describe('workbooks', () => {
  it.each(['xlsx', 'xlsm', 'xlsb', 'xls', 'biff5', 'ods', 'fods'] as BookType[])('%s', async (bookType) => {
    const { table, view } = await read(
      makeWorkbook({ Data: makeSheet(rows) }, bookType),
      {},
      `table.${bookType === 'fods' ? 'xls' : bookType}`,
    );
    expect(tableCells(table)).toEqual({
      name: ['pen', null, 'ink'],
      price: ['1.5', null, '3'],
      when: ['2026-03-05', '2026-03-06T12:00:00Z', null],
      sold: ['true', 'false', 'true'],
      id: ['00123', '94110', '12'],
      share: ['0.25', null, '0.5'],
    });
    expect(columnKinds(table)).toMatchObject({
      price: 'number',
      when: 'date',
      sold: 'boolean',
      id: 'text',
      share: 'number',
    });
    expect(view.sheet).toEqual({ value: 'Data', chosen: false, others: [] });
    expect(view.format).toBe(
      { xlsx: 'xlsx', xlsm: 'xlsx', xlsb: 'xlsx', xls: 'xls', biff5: 'xls', ods: 'ods' }[bookType as string] ?? 'other',
    );
  });

  it('are known by their content, whatever their name', async () => {
    const { view } = await read(makeWorkbook({ Data: makeSheet(rows) }), {}, 'table.csv');
    expect([view.format, view.rows]).toEqual(['xlsx', 3]);
    expect((await read('a\tb\n1\t2\n', {}, 'export.xls')).view).toMatchObject({ format: 'csv', columns: ['a', 'b'] });
    const page = '<html><body><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>x</td></tr></table></body></html>';
    expect((await read(page, {}, 'export.xls')).view).toMatchObject({ format: 'other', columns: ['a', 'b'], rows: 1 });
  });

  it('give the first sheet with data, or the one chosen', async () => {
    const book = makeWorkbook({
      Notes: makeSheet([['About this file']]),
      Blank: makeSheet([]),
      First: makeSheet(rows),
      Other: makeSheet([['x'], [1], [2]]),
    });
    const { view } = await read(book, {}, 'book.xlsx');
    expect(view.sheet).toEqual({
      value: 'First',
      chosen: false,
      others: [
        { value: 'Notes', sample: 'About this file' },
        { value: 'Blank', sample: '' },
        { value: 'Other', sample: 'x' },
      ],
    });
    const other = await read(book, { sheet: 'Other' }, 'book.xlsx');
    expect(other.view.sheet).toMatchObject({ value: 'Other', chosen: true });
    expect(tableCells(other.table)).toEqual({ x: ['1', '2'] });
  });

  it('keep blank cells in their column and row numbers as the spreadsheet counts', async () => {
    const sheet = makeSheet([['Sales'], [], ['a', 'b', 'c'], [1, null, 3], [null, null, null], [null, 5, null]], 'B2');
    const { table, view } = await read(makeWorkbook({ S: sheet }), {}, 'book.xlsx');
    expect(tableCells(table)).toEqual({ a: ['1', null], b: [null, '5'], c: ['3', null] });
    expect([...table.origin.rowNumbers]).toEqual([5, 7]);
    expect(view.header?.value).toBe(4);
    expect(view.notices).toMatchObject([{ code: 'read.preamble' }]);
  });

  it('take the values of formulas, and their errors for missing, which is told', async () => {
    const sheet = makeSheet([
      ['a', 'twice'],
      [1, { t: 'n', v: 2, f: 'A2*2' }],
      [2, { t: 'e', v: 7, f: 'A3/0' }],
      [3, { t: 'e', v: 42, f: 'NA()' }],
    ]);
    const { table, view } = await read(makeWorkbook({ S: sheet }), {}, 'book.xlsx');
    expect(tableCells(table).twice).toEqual(['2', null, null]);
    expect(view.notices).toMatchObject([
      { code: 'read.error-cells', params: { count: 1, row: 3, column: 'twice', value: '#DIV/0!' } },
    ]);
  });

  it('count days from 1904 where the workbook does', async () => {
    const sheet = makeSheet([['when'], [{ t: 'n', v: 0, z: 'yyyy-mm-dd' }], [{ t: 'n', v: 365.5, z: 'yyyy-mm-dd' }]]);
    const { table } = await read(makeWorkbook({ S: sheet }, 'xlsx', true), {}, 'book.xlsx');
    expect(tableCells(table).when).toEqual(['1904-01-01', '1904-12-31T12:00:00Z']);
  });

  it('know dates by their number format alone, in any language', async () => {
    const day = 46086; // 2026-03-05
    const column = (z: string): Value[][] => [['x'], [{ t: 'n', v: day, z }], [{ t: 'n', v: day + 1, z }]];
    const readKind = async (z: string) =>
      (await read(makeWorkbook({ S: makeSheet(column(z)) }), {}, 'b.xlsx')).table.columns[0].kind;
    for (const z of ['yyyy"年"m"月"d"日"', 'dd/mm/yy', '[$-409]mmm-yy', 'm/d/yy h:mm'])
      expect(await readKind(z)).toBe('date');
    for (const z of ['0.00', '#,##0 "days"', '[Red]0', 'h:mm', '0%']) expect(await readKind(z)).toBe('number');
    const forced = await read(makeWorkbook({ S: makeSheet(column('0')) }), { kinds: { x: 'date' } }, 'b.xlsx');
    expect(tableCells(forced.table).x).toEqual(['2026-03-05', '2026-03-06']);
  });

  it('decide kinds of mixed cells as in any file', async () => {
    const text = (i: number) => ['x', 'y', 'z'][i % 3];
    const mixed: Value[][] = [['mostly', 'words', 'written', 'half']];
    for (let i = 0; i < 40; i++) mixed.push([i === 7 ? 'n.a.' : i, text(i), `${i},5`, i % 2 ? i : text(i)]);
    const { table, view } = await read(makeWorkbook({ S: makeSheet(mixed) }), {}, 'book.xlsx');
    expect(columnKinds(table)).toEqual({ mostly: 'number', words: 'category', written: 'number', half: 'text' });
    expect(table.columns[0]).toMatchObject({ unparsable: new Map([[7, 'n.a.']]) });
    expect(tableCells(table).written.slice(0, 2)).toEqual(['0.5', '1.5']);
    expect(noticeCodes(view)).toEqual(['read.decimal-comma']);
  });

  it('take headers from the person too', async () => {
    const book = makeWorkbook({
      S: makeSheet([
        ['x', 'y'],
        [1, 2],
        [3, 4],
      ]),
    });
    expect(tableCells((await read(book, { header: false }, 'b.xlsx')).table)).toEqual({
      'column 1': ['x', '1', '3'],
      'column 2': ['y', '2', '4'],
    });
    expect(tableCells((await read(book, { header: 2 }, 'b.xlsx')).table)).toEqual({ '1': ['3'], '2': ['4'] });
  });
});
