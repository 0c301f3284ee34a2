import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCells } from '../../../src/tables/read/csv/csv-batches.ts';
import { findLayout } from '../../../src/tables/read/csv/csv-layout.ts';
import { WordCollector } from '../../../src/tables/read/csv/word-collector.ts';
import { draws } from '../../long.ts';
import { quietRun } from '../../run.ts';
import { hasShared, sharedPath } from '../../shared-data.ts';
import { tableCells, noticeCodes, columnKinds, read, columnWords } from '../read.ts';

describe('cells of a CSV', () => {
  const cases: [what: string, text: string, cells: Record<string, (string | null)[]>][] = [
    ['plain', 'a,b\n1,2\n', { a: ['1'], b: ['2'] }],
    ['no line end at the end', 'a,b\n1,2', { a: ['1'], b: ['2'] }],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n', { a: ['1', '3'], b: ['2', '4'] }],
    ['CR alone', 'a,b\r1,2\r3,4\r', { a: ['1', '3'], b: ['2', '4'] }],
    ['blanks around cells', 'a , b\n 1 ,\t2 \n', { a: ['1'], b: ['2'] }],
    ['full-width blanks around cells', 'a,b\n\u3000甲\u3000,\u00a0乙\n', { a: ['甲'], b: ['乙'] }],
    ['blank lines', '\n\na,b\n\n1,2\n   \n3,4\n\n', { a: ['1', '3'], b: ['2', '4'] }],
    ['a delimiter in quotes', 'a,b\n"x, y",2\n', { a: ['x, y'], b: ['2'] }],
    ['quotes in quotes', 'a,b\n"say ""ha"" now",2\n', { a: ['say "ha" now'], b: ['2'] }],
    ['only quotes in quotes', 'a,b\n"""""",2\n', { a: ['""'], b: ['2'] }],
    ['line ends in quotes', 'a,b\n"x\r\ny\nz",2\n', { a: ['x\r\ny\nz'], b: ['2'] }],
    ['blanks in quotes', 'a,b\n" x ",2\n', { a: [' x '], b: ['2'] }],
    ['blanks around quotes', 'a,b\n1, "x, y" \n', { a: ['1'], b: ['x, y'] }],
    ['a quote within a cell', 'a,b\n5\'10" tall,2\n', { a: ['5\'10" tall'], b: ['2'] }],
    ['text after quotes', 'a,b\n"x"y,2\n', { a: ['xy'], b: ['2'] }],
    ['empty cells', 'a,b,c\n,"",x\n,,\n', { a: [null, null], b: [null, null], c: ['x', null] }],
    ['a tab after a long id', 'a,b\n"110101199003071234\t",2\n', { a: ['110101199003071234'], b: ['2'] }],
    ['an id as a formula', 'a,b\n="00123",2\n"=""00124""",3\n', { a: ['00123', '00124'], b: ['2', '3'] }],
    ['a delimiter of several bytes', 'a，b\n甲，2\n乙，3\n', { a: ['甲', '乙'], b: ['2', '3'] }],
    ['the end-of-file mark of DOS', 'a,b\n1,2\n\u001a', { a: ['1'], b: ['2'] }],
  ];
  it.each(cases)('%s', async (_, text, cells) => {
    expect(await columnWords(text)).toEqual(cells);
  });

  it('gives each row its number in the file, as a spreadsheet counts', async () => {
    const { table } = await read('a,b\n\n1,"x\ny"\n\n2,z\n');
    expect([...table.origin.rowNumbers]).toEqual([3, 5]);
    expect(table.origin.parts).toEqual([{ file: 'table.csv', start: 0 }]);
  });

  it('fills short rows with missing cells and names the surplus of long ones', async () => {
    const { table, view } = await read('a,b,c\n1,2,3\n4,5\n6,7,8,stray,more\n9,10,11,,\n12\n');
    expect(tableCells(table)).toEqual({
      a: ['1', '4', '6', '9', '12'],
      b: ['2', '5', '7', '10', null],
      c: ['3', null, '8', '11', null],
    });
    expect(view.notices).toMatchObject([
      { code: 'read.short-rows', params: { count: 2, rows: '3, 6', width: 3 }, place: { file: 'table.csv', row: 3 } },
      { code: 'read.long-rows', params: { count: 1, rows: '4', surplus: 'stray, more' }, place: { row: 4 } },
    ]);
  });

  it('reads a table wider than a batch', async () => {
    const columns = 10_000;
    const row = (first: number) => Array.from({ length: columns }, (_, i) => first + i).join(',');
    const names = Array.from({ length: columns }, (_, i) => `column name ${i}`).join(',');
    const { table } = await read(`${names}\n${row(0)}\n${row(1)}\n${row(2)}\n`);
    expect(table.columns).toHaveLength(columns);
    const last = table.columns.at(-1);
    expect(last?.kind === 'number' && [...last.values]).toEqual([9999, 10000, 10001]);
  });

  it('reads columns that stop being numbers far below the sample once more, as words', async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => `${i},${i % 50},1.50`);
    lines.push('x1,007,1.50', 'x2,008,"1,5"');
    const { table } = await read(`a,zip,c\n${lines.join('\n')}\n`);
    expect(columnKinds(table)).toEqual({ a: 'number', zip: 'category', c: 'number' });
    const zip = table.columns[1];
    expect(zip.kind === 'category' && zip.levels.slice(-3)).toEqual(['49', '007', '008']);
    expect(table.columns[0]).toMatchObject({
      unparsable: new Map([
        [40_000, 'x1'],
        [40_001, 'x2'],
      ]),
    });
    expect(table.columns[2]).toMatchObject({ unparsable: new Map([[40_001, '1,5']]) });
  });

  it('keeps a column of mostly different words as text', async () => {
    const words = Array.from({ length: 12_000 }, (_, i) => `word ${i}`);
    const { table } = await read(`a,b\n${words.map((word) => `${word},1`).join('\n')}\n`);
    expect(table.columns[0]).toEqual({ name: 'a', kind: 'text', values: words });
  });
});

describe('pieces', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '1', '.', '"', ',', '\n', '\r', ' ', 'é', '中', '𝄞', '='), maxLength: 6 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  );
  /** What a cell means: an id that a spreadsheet exported as a formula, `="007"`, is the text in it. */
  const meant = (text: string) => /^="([^"]*)"$/.exec(text)?.[1] ?? text;
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('give the same cells whatever their size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (rows, chunkBytes, newline) => {
          const text = ['a,b,c', ...rows.map((row) => row.map(quoted).join(','))].join(newline);
          const source = { id: 'x', name: 'x.csv', blob: new Blob([text]) };
          const layout = await findLayout(source, { delimiter: ',', header: 1, encoding: 'utf-8' });
          const wordsBy = async (size?: number) => {
            const columns = [new WordCollector(1), new WordCollector(1), new WordCollector(1)];
            await readCells(source, layout, { shapes: null, columns }, quietRun(), size);
            return columns.map((column) => {
              const { levels, codes } = column.words(new Set());
              return Array.from(codes, (code) => levels[code]);
            });
          };
          const whole = await wordsBy();
          expect(await wordsBy(chunkBytes)).toEqual(whole);
          expect(whole).toEqual([0, 1, 2].map((i) => rows.map((row) => meant(row[i]))));
        },
      ),
      { numRuns: draws(300), seed: 8 },
    );
  });
});

describe.skipIf(!hasShared)('csv-spectrum (needs ../shared)', () => {
  const folder = sharedPath('data/csv-spectrum');
  const names = existsSync(folder) ? readdirSync(join(folder, 'csvs')) : [];
  it.each(names)('%s reads to its expected cells', async (name) => {
    const expected: unknown = JSON.parse(readFileSync(join(folder, 'json', name.replace('.csv', '.json')), 'utf8'));
    const wanted = (Array.isArray(expected) ? expected : [expected]) as Record<string, string>[];
    const words = await columnWords(readFileSync(join(folder, 'csvs', name)));
    expect(Object.keys(words)).toEqual(Object.keys(wanted[0]));
    const rows = wanted.map((_, row) =>
      Object.fromEntries(Object.entries(words).map(([column, cells]) => [column, cells[row] ?? ''])),
    );
    expect(rows).toEqual(wanted);
  });
});

describe.skipIf(!hasShared)('real tables (needs ../shared)', () => {
  const expected: [file: string, rows: number, kinds: string][] = [
    ['california-housing.csv', 20640, 'number '.repeat(9) + 'category'],
    ['mpg.csv', 398, 'number '.repeat(7) + 'category text'],
    ['penguins.csv', 344, 'category category number number number number category'],
    [
      'titanic.csv',
      891,
      'number number category number number number number category category category boolean category category boolean boolean',
    ],
    [
      'adult-8000-no-header.csv',
      8000,
      'number category number category number category category category category category number number number category category',
    ],
    ['sentence-polarity.csv', 10662, 'text category'],
  ];
  it.each(expected)('%s has %i rows of the kinds one expects', async (name, rows, kinds) => {
    const { table, view } = await read(readFileSync(sharedPath(`data/${name}`)));
    expect([table.rows, table.columns.map(({ kind }) => kind).join(' ')]).toEqual([rows, kinds]);
    expect(view.header?.value).toBe(name.includes('no-header') ? false : 1);
    expect(noticeCodes(view)).toEqual([]);
  });
});
