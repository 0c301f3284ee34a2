import { describe, expect, it } from 'vitest';
import type { FactorMapping } from '../../../src/contract/model/bundle.ts';
import { checkInput, middleRow, toRow, typedNumber } from '../../../src/ui/state/form-row.ts';

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
    expect(carat && checkInput(carat, 'big')).toBe('not-a-number');
    expect(carat && checkInput(carat, '7')).toBe('outside');
    expect(carat && checkInput(carat, '')).toBe(null);
    expect(sold && checkInput(sold, '1970-02-01')).toBe('outside');
  });

  it('makes a row with missing cells', () => {
    expect(toRow(factors, { carat: '1', cut: '', sold: '1970-01-02' })).toEqual({
      carat: 1,
      cut: null,
      sold: '1970-01-02',
    });
  });

  it('keeps columns with the names of built-in properties', () => {
    const odd: FactorMapping[] = [{ name: 'constructor', kind: 'text' }];
    expect(toRow(odd, {})).toEqual({ constructor: null });
  });
});
