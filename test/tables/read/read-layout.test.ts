import { describe, expect, it } from 'vitest';
import { tableCells, noticeCodes, read } from '../read.ts';

describe('delimiter', () => {
  const cases: [delimiter: string, text: string][] = [
    [',', 'a,b\n1,2\n3,4\n'],
    [';', 'a;b\n1,5;2,5\n3,5;4,5\n'],
    [';', '1,5;2,5\n3,5;4,5\n5,25;6\n'],
    ['\t', 'a\tb\n1, 2\t3\n4, 5\t6\n'],
    ['|', 'a|b|c\n1|2|3\n4|5|6\n'],
    [' ', '18.0   8   307.0\n15.0   8   350.0\n 16.0   8   304.0\n'],
    ['^', 'a^b\n1^2\n3^4\n'],
    [',', 'time,b\n12:30:00,2\n12:31:00,4\n'],
    [',', 'a,b\n"x;y;z",2\n"u;v;w",4\n'],
    [',', 'a,b,c\n1,2\n1\n1,2,3,4\n1,2,3,4,5\n'],
    [';', 'sep=;\na;b\n1;2\n'],
  ];
  it.each(cases)('%j in %j', async (delimiter, text) => {
    const { view } = await read(text);
    expect(view.delimiter).toMatchObject({ value: delimiter, chosen: false });
  });

  it('is none where sentences stand on their own', async () => {
    const { table } = await read('text\nThis, that and more.\nNothing here.\nWell, well, well.\nOh\n');
    expect(Object.keys(tableCells(table))).toEqual(['text']);
  });

  it('shows what others would give, and can be chosen', async () => {
    const { view } = await read('a;b,c\n1;2,3\n4;5,6\n');
    expect([view.delimiter?.value, ...(view.delimiter?.others ?? [])]).toContainEqual(
      view.delimiter?.value === ',' ? { value: ';', sample: 'a · b,c' } : { value: ',', sample: 'a;b · c' },
    );
    const chosen = await read('a;b,c\n1;2,3\n4;5,6\n', { delimiter: ';' });
    expect(chosen.view.delimiter).toMatchObject({ value: ';', chosen: true });
    expect(Object.keys(tableCells(chosen.table))).toEqual(['a', 'b,c']);
  });
});

describe('header', () => {
  const cases: [what: string, text: string, row: number | false, names: string[]][] = [
    ['names over numbers', 'a,b\n1,2\n3,4\n', 1, ['a', 'b']],
    ['numbers only', '1,2\n3,4\n', false, ['column 1', 'column 2']],
    ['years over numbers', 'country,2019,2020,2021\nA,1,2,3\nB,4,5,6\n', 1, ['country', '2019', '2020', '2021']],
    [
      'words over repeated words',
      'color,size\nred,big\nblue,small\nred,small\nblue,big\nred,big\n',
      1,
      ['color', 'size'],
    ],
    ['repeated words only', 'red,big\nblue,small\nred,small\nblue,big\nred,big\n', false, ['column 1', 'column 2']],
    ['missing cells in data', '3,?,a\n4,5,b\n6,7,a\n', false, ['column 1', 'column 2', 'column 3']],
    [
      'lines before it',
      'Sales report\nMarch 2026\n\nname,price,count\nx,1.5,2\ny,2.5,3\n',
      4,
      ['name', 'price', 'count'],
    ],
    [
      'filled lines before it',
      'Sales report,,,\n,,,\nname,price,count,on\nx,1.5,2,1\ny,2.5,3,2\n',
      3,
      ['name', 'price', 'count', 'on'],
    ],
    ['an index without a name', ',a,b\n0,1,2\n1,3,4\n', 1, ['column 1', 'a', 'b']],
    ['one name too few', 'a b\nx 1 2\ny 3 4\nz 5 6\n', 1, ['column 1', 'a', 'b']],
    ['a byte order mark', '\ufeffa,b\n1,2\n', 1, ['a', 'b']],
    ['same names', 'a,a,b,a 2,a\n1,2,3,4,5\n', 1, ['a', 'a 3', 'b', 'a 2', 'a 4']],
    ['empty names', 'a,,column 2\n1,2,3\n', 1, ['a', 'column 2 2', 'column 2']],
    ['line ends in names', '"price\n(USD)",b\n1,2\n', 1, ['price (USD)', 'b']],
    ['names of JavaScript', '__proto__,constructor,</script>\n1,2,3\n', 1, ['__proto__', 'constructor', '</script>']],
    ['commas at the end of every line', 'a,b,,\n1,2,,\n3,4,,\n', 1, ['a', 'b']],
  ];
  it.each(cases)('with %s', async (_, text, row, names) => {
    const { table, view } = await read(text);
    expect(view.header?.value).toBe(row);
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    expect(view.columns).toEqual(names);
  });

  it('is where the person says', async () => {
    const text = 'x,y\n1,2\n3,4\n';
    expect(tableCells((await read(text, { header: false })).table)).toEqual({
      'column 1': ['x', '1', '3'],
      'column 2': ['y', '2', '4'],
    });
    expect(tableCells((await read(text, { header: 2 })).table)).toEqual({ '1': ['3'], '2': ['4'] });
    expect(tableCells((await read('1,2\n3,4\n', { header: true })).table)).toEqual({ '1': ['3'], '2': ['4'] });
  });

  it('is told with what else it could be', async () => {
    const { view } = await read('Report\n\na,b,c\n1,2,3\n4,5,6\n');
    expect(view.header).toEqual({
      value: 3,
      chosen: false,
      others: [
        { value: false, sample: 'column 1 · column 2 · column 3' },
        { value: 1, sample: 'Report' },
        { value: 4, sample: '1 · 2 · 3' },
        { value: 5, sample: '4 · 5 · 6' },
      ],
    });
    expect(view.notices).toMatchObject([{ code: 'read.preamble', params: { count: 2 } }]);
    expect(noticeCodes((await read('a,a\n1,2\n')).view)).toEqual(['read.duplicate-names']);
  });
});
