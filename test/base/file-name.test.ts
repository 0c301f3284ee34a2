import { expect, it } from 'vitest';
import { fileName } from '../../src/base/file-name.ts';

it.each([
  ['Price of flats', 'Price of flats.csv'],
  ['a/b\\c: "d" <e>|f?*', 'a-b-c- -d- -e-f-.csv'],
  ['line\nbreak\u0000', 'line-break-.csv'],
  ['  .hidden. ', 'hidden.csv'],
  ['房价 预测', '房价 预测.csv'],
  [' .. ', 'model.csv'],
  ['', 'model.csv'],
  ['x'.repeat(300), `${'x'.repeat(100)}.csv`],
  [`${'x'.repeat(99)}😀😀`, `${'x'.repeat(99)}😀.csv`],
])('%j becomes %j', (name, expected) => {
  expect(fileName(name, '.csv')).toBe(expected);
});
