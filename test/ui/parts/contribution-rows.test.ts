import { describe, expect, it } from 'vitest';
import { format as english } from '../../../src/locales/en/format.ts';
import { signed } from '../../../src/ui/i18n/signed.ts';
import { contributionRows } from '../../../src/ui/parts/contribution-rows.ts';

const contributions = [3, -7, 0, 1, -2].map((value, k) => ({ factor: `f${k}`, value }));

describe('the lines of an explanation', () => {
  it('are the factors that matter most, then the rest together', () => {
    expect(contributionRows({ base: 1, adds: contributions }, 2)).toEqual([
      { factor: 'f1', count: 1, value: -7 },
      { factor: 'f0', count: 1, value: 3 },
      { factor: null, count: 3, value: -1 },
    ]);
  });

  it('never put one factor alone under the others', () => {
    expect(contributionRows({ base: 1, adds: contributions }, 4).map(({ factor }) => factor)).toEqual([
      'f1',
      'f0',
      'f4',
      'f3',
      'f2',
    ]);
  });

  it('have their sign', () => {
    expect([2.5, -1234, 0].map((value) => signed(value, english))).toEqual(['+2.5', '−1,234', '0']);
  });
});
