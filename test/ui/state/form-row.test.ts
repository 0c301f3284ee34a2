import { describe, expect, it } from 'vitest';
import type { FactorMapping } from '../../../src/contract/model/bundle.ts';
import { toCsvFile } from '../../../src/tables/write/write-csv.ts';
import { doubtOf, middleRow, rowOf, typedNumber } from '../../../src/ui/state/form-row.ts';
import { firstRows, rowsOf } from '../../../src/ui/parts/first-rows.ts';

const factors: FactorMapping[] = [
  { name: 'carat', kind: 'number', range: { min: 0.2, max: 5.01, median: 0.7 } },
  { name: 'cut', kind: 'category', levels: ['Ideal', 'Good'] },
  { name: 'sold', kind: 'date', range: { min: 0, max: 86_400_000 * 10, median: 86_400_000 * 4 } },
];

describe('the form', () => {
  it('begins in the middle of the training rows', () => {
    expect(middleRow(factors)).toEqual({ carat: '0.7', cut: 'Ideal', sold: '1970-01-05' });
  });

  it.each([
    ['0.9', 0.9],
    ['0,9', 0.9],
    ['−3', -3],
    [' ', null],
    ['1,234.5', NaN],
  ])('reads %j', (text, value) => {
    expect(typedNumber(text)).toEqual(value);
  });

  it('doubts what is no number or beyond the training rows', () => {
    const [carat, , sold] = factors;
    expect(carat && doubtOf(carat, 'big')).toBe('not-a-number');
    expect(carat && doubtOf(carat, '7')).toBe('outside');
    expect(carat && doubtOf(carat, '')).toBe(null);
    expect(sold && doubtOf(sold, '1970-02-01')).toBe('outside');
  });

  it('makes a row with missing cells', () => {
    expect(rowOf(factors, { carat: '1', cut: '', sold: '1970-01-02' })).toEqual({
      carat: 1,
      cut: null,
      sold: '1970-01-02',
    });
  });

  it('keeps columns with the names of built-in properties', () => {
    const odd: FactorMapping[] = [{ name: 'constructor', kind: 'text' }];
    expect(rowOf(odd, {})).toEqual({ constructor: null });
  });
});

describe('rows of a CSV that was written here', () => {
  it('come back, quotes and breaks included', async () => {
    const rows = [
      ['a', 'b "c"', 'd,e'],
      ['1', '', 'two\r\nlines'],
    ];
    expect(await firstRows(toCsvFile(rows[0]!, rows.slice(1)), 5)).toEqual(rows);
  });

  it('end where enough were read', () => {
    expect(rowsOf('a,b\n1,2\n3,4\n', 2)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(rowsOf('a,b\n1,', 5)).toEqual([
      ['a', 'b'],
      ['1', ''],
    ]);
  });
});
