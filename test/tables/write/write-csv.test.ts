import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsvFile, writeCsv } from '../../../src/tables/write/write-csv.ts';
import { draws } from '../../long.ts';
import { columnWords } from '../read.ts';

const csvText = (header: string[], rows: (string | number | null)[][]) => [...writeCsv(header, rows)].join('');

describe('written CSV', () => {
  it('quotes what needs quotes', () => {
    expect(
      csvText(
        ['a', 'b,c'],
        [
          ['x "y"', 1.5],
          ['u\nv', null],
        ],
      ),
    ).toBe('a,"b,c"\n"x ""y""",1.5\n"u\nv",\n');
  });

  it('keeps text that looks like a formula from being one', () => {
    const formulas = ['=1+1', '+cmd', '-x', '@sum', '\tx', '\rx', '-'];
    const rows = [...formulas, '-1.5e3', '+7', 'a=b'].map((cell) => [cell]);
    expect(csvText(['a'], rows)).toBe(`a\n${formulas.map((cell) => `"'${cell}"\n`).join('')}-1.5e3\n+7\na=b\n`);
    expect(csvText(['=a'], [[-5]])).toBe('"\'=a"\n-5\n');
  });

  it('begins with a byte order mark where Excel needs one', () => {
    expect(csvText(['城市'], [['北京']])).toBe('\ufeff城市\n北京\n');
    expect(csvText(['city'], [])).toBe('city\n');
  });

  it('is one file, mark and all, where the table is in memory', async () => {
    const file = toCsvFile(['row', 'answer'], [[1, '=是'], [2, null]]); // prettier-ignore
    expect(file.type).toBe('text/csv');
    expect(new Uint8Array(await file.arrayBuffer()).subarray(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
    expect(await file.text()).toBe(`row,answer\n1,"'=是"\n2,\n`);
  });

  it('comes in chunks', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [i]);
    const chunks = [...writeCsv(['a'], rows)];
    expect(chunks).toHaveLength(3);
    expect(chunks.join('')).toBe(`a\n${rows.join('\n')}\n`);
  });

  it('reads back to the same words', async () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', '1', '.', '"', ',', ';', '\n', '\r', ' ', 'é', '中', '=', '-'),
      maxLength: 6,
    });
    const safe = word.filter(
      (text) => !/^[=+\-@\t\r]/.test(text) && text.trim() === text && !['', '-', '无'].includes(text),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(safe, safe), { minLength: 1, maxLength: 10 }), async (rows) => {
        const words = await columnWords(csvText(['first', 'second'], rows), { delimiter: ',', header: 1 });
        expect(words).toEqual({ first: rows.map(([a]) => a), second: rows.map(([, b]) => b) });
      }),
      { numRuns: draws(200), seed: 6 },
    );
  });
});
