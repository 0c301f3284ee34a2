import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCodeNumber, isPlainNumber, parseNumber, readPlainNumbers } from '../../src/tables/numbers.ts';
import { emptyCells, separatorOf, startPosition, tokenize } from '../../src/tables/tokenize.ts';

/** Reads words as one column of plain numbers; the second part lists the rows of words that are none. */
function readColumn(words: readonly string[]): [values: number[], odd: number[]] {
  const bytes = new TextEncoder().encode(words.map((word) => `${word},`).join('\n'));
  const cells = emptyCells();
  const values: number[] = [];
  const odd: number[] = [];
  const [at, separator] = [startPosition(), separatorOf(',')];
  for (let from = 0; from < bytes.length;) {
    from = tokenize(bytes, from, bytes.length, true, separator, cells, at);
    const out = new Float64Array(cells.rows);
    const oddHere: number[] = [];
    readPlainNumbers(bytes, cells, 0, out, 0, oddHere);
    odd.push(...oddHere.map((row) => row + values.length));
    values.push(...out);
  }
  return [values, odd];
}

describe('plain numbers', () => {
  it('are read as the language reads them', () => {
    const words = '0 -0 1 +1 -1 1.5 .5 5. 1e3 1E-3 1.25e+2 0.1 0.30000000000000004 9007199254740991 1e300 5e-324'.split(
      ' ',
    );
    expect(readColumn(words)).toEqual([words.map(Number), []]);
  });

  it('leave everything else to others', () => {
    const words =
      '1,5 007 00 9007199254740992 12345678901234567890 1e999 abc 1.2.3 - . 1e 0x1F 12% ¥3 Infinity 1_000'.split(' ');
    words[0] = '"1,5"';
    const [values, odd] = readColumn(words);
    expect(odd).toEqual(words.map((_, row) => row));
    expect(values.every(Number.isNaN)).toBe(true);
  });

  it('leave empty cells missing', () => {
    expect(readColumn(['', '1', '""'])).toEqual([[NaN, 1, NaN], []]);
  });

  it('are exactly rounded, whatever their length', () => {
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
    fc.assert(
      fc.property(fc.array(fc.oneof(decimal, powered, near, halfway), { minLength: 1, maxLength: 50 }), (words) => {
        expect(readColumn(words)).toEqual([words.map(Number), []]);
      }),
      { numRuns: 500, seed: 3 },
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
