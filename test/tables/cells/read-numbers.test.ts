import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCells } from '../../../src/tables/read/csv/csv-batches.ts';
import { findLayout } from '../../../src/tables/read/csv/csv-layout.ts';
import { NumberCollector } from '../../../src/tables/read/csv/number-collector.ts';
import { isCodeNumber, isPlainNumber, parseNumber } from '../../../src/tables/cells/numbers.ts';
import { WordCollector } from '../../../src/tables/read/csv/word-collector.ts';
import { draws } from '../../long.ts';
import { quietRun } from '../../run.ts';

/** Reads words as a column of plain numbers; the second part lists the rows of words that are none. */
async function readColumn(words: readonly string[], delimiter: string): Promise<[values: number[], odd: number[]]> {
  const blob = new Blob([['a', ...words].map((word) => `${word}${delimiter}x`).join('\n')]);
  const source = { id: 'x', name: 'x.csv', blob };
  const layout = await findLayout(source, { delimiter, header: 1, encoding: 'utf-8' });
  const column = new NumberCollector(new Set(['']), 1, true);
  await readCells(source, layout, { shapes: null, columns: [column, new WordCollector(1)] }, quietRun());
  return [[...column.values()], [...column.others.keys()]];
}

// Commas part cells for the kernel; a delimiter of several bytes leaves all to the general reader.
describe.each([
  ['the kernel', ','],
  ['the general reader', '，'],
])('plain numbers by %s', (_, delimiter) => {
  it('are read as the language reads them', async () => {
    const words = '0 -0 1 +1 -1 1.5 .5 5. 1e3 1E-3 1.25e+2 0.1 0.30000000000000004 9007199254740991 1e300 5e-324'.split(
      ' ',
    );
    expect(await readColumn(words, delimiter)).toEqual([words.map(Number), []]);
  });

  it('leave everything else to others', async () => {
    const words =
      '1,5 007 00 9007199254740992 12345678901234567890 1e999 abc 1.2.3 - . 1e 0x1F 12% ¥3 Infinity 1_000'.split(' ');
    words[0] = '"1,5"';
    const [values, odd] = await readColumn(words, delimiter);
    expect(odd).toEqual(words.map((_, row) => row));
    expect(values.every(Number.isNaN)).toBe(true);
  });

  it('leave empty cells missing', async () => {
    expect(await readColumn(['', '1', '""'], delimiter)).toEqual([[NaN, 1, NaN], []]);
  });

  it('are exactly rounded, whatever their length', async () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 24 });
    const decimal = fc.tuple(digits, digits).map(([whole, part]) => `${whole.replace(/^0+(?=\d)/, '')}.${part}`);
    const powered = fc.tuple(decimal, fc.integer({ min: -30, max: 30 })).map(([text, power]) => `${text}e${power}`);
    const near = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map(String)
      .filter((text) => !isCodeNumber(text.replace('-', '')));
    // Halfway between two float64 and one digit beside it: where a wrong rounding shows.
    const halfway = fc
      .tuple(
        fc.integer({ min: 2 ** 22, max: 2 ** 23 }),
        fc.integer({ min: 0, max: 2 ** 30 - 1 }),
        fc.integer({ min: -9, max: 9 }),
      )
      .map(([high, low, beside]) => {
        const twice = (BigInt(high) * 2n ** 30n + BigInt(low)) * 2n + 1n;
        const text = (twice * 5n ** 3n * 10n + BigInt(beside)).toString();
        return `${text.slice(0, -5)}.${text.slice(-5)}`;
      });
    const short = fc
      .tuple(fc.integer({ min: -9999999, max: 9999999 }), fc.integer({ min: 0, max: 9 }))
      .map(([digits, point]) => (digits / 10 ** point).toFixed(point));
    const word = fc.oneof(short, decimal, powered, near, halfway);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 50 }), async (words) => {
        expect(await readColumn(words, delimiter)).toEqual([words.map(Number), []]);
      }),
      { numRuns: draws(500), seed: 3 },
    );
  });
});

describe('numbers as people write them', () => {
  const cases: [text: string, point: number, comma: number][] = [
    ['12', 12, 12],
    ['12.5', 12.5, NaN],
    ['12,5', NaN, 12.5],
    ['1,234', 1234, 1.234],
    ['1,234.5', 1234.5, NaN],
    ['1.234,5', NaN, 1234.5],
    ['1,234,567', 1234567, NaN],
    ['12,34,567', NaN, NaN],
    ['1 234,5', NaN, 1234.5],
    ["1'234.5", 1234.5, NaN],
    ['1\u202f234.5', 1234.5, NaN],
    ['12%', 0.12, 0.12],
    ['１２．５％', 0.125, NaN],
    ['￥1，234.50', 1234.5, NaN],
    ['¥ 12', 12, 12],
    ['$-3.50', -3.5, NaN],
    ['-$3.50', -3.5, NaN],
    ['3.50 €', 3.5, NaN],
    ['US$5', 5, 5],
    ['100元', 100, 100],
    ['(1,200)', -1200, -1.2],
    ['−7', -7, -7],
    ['1.5e3', 1500, NaN],
    ['007', 7, 7],
    ['', NaN, NaN],
    ['.', NaN, NaN],
    ['%', NaN, NaN],
    ['12-5', NaN, NaN],
    ['n/a', NaN, NaN],
    ['1e999', NaN, NaN],
    ['12 kg', NaN, NaN],
  ];
  it.each(cases)('%j', (text, point, comma) => {
    expect([parseNumber(text, '.'), parseNumber(text, ',')]).toEqual([point, comma]);
  });

  it('are told from plain ones and from codes', () => {
    expect(['1', '-1.5e3', '.5', '5.'].map(isPlainNumber)).toEqual([true, true, true, true]);
    expect(['1,5', '12%', '¥3', '', '1e'].map(isPlainNumber)).toEqual([false, false, false, false, false]);
    const codes = ['007', '00', '12345678901234567890', '9007199254740992'];
    expect(codes.map(isCodeNumber)).toEqual([true, true, true, true]);
    expect(['0', '7', '9007199254740991', '0.5', '-07', 'x7'].map(isCodeNumber)).toEqual(new Array(6).fill(false));
  });
});
