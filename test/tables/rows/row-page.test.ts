import { describe, expect, it } from 'vitest';
import { rowPage } from '../../../src/tables/rows/row-page.ts';
import { stray, makeTable, text } from '../table-of.ts';

const table = makeTable({
  price: stray('number', 0.1, null, '12,5', -0),
  city: ['Oslo', null, 'Rome', 'Oslo'],
  day: [new Date('2026-03-05'), new Date('2026-03-05T14:30:00Z'), null, new Date('1969-12-31')],
  paid: [true, false, null, true],
  note: text('=1+1', null, '', 'a'),
  none: [null, null, null, null],
});

describe('rowPage', () => {
  it('writes the shortest number, ISO dates and unparsable cells as they stood', () => {
    expect(rowPage(table, 0, 10)).toEqual({
      from: 0,
      rows: [
        { file: 'a.csv', row: 2, cells: ['0.1', 'Oslo', '2026-03-05', 'true', '=1+1', null] },
        { file: 'a.csv', row: 3, cells: [null, null, '2026-03-05T14:30:00Z', 'false', null, null] },
        { file: 'a.csv', row: 4, cells: ['12,5', 'Rome', null, null, '', null] },
        { file: 'a.csv', row: 5, cells: ['0', 'Oslo', '1969-12-31', 'true', 'a', null] },
      ],
    });
  });

  it.each([
    [3, 5, [5]],
    [-2, 1, [2]],
    [9, 5, []],
    [0, -1, []],
  ])('cuts the page from %i, %i rows, off at the ends', (from, count, rows) => {
    expect(rowPage(table, from, count).rows.map((each) => each.row)).toEqual(rows);
  });
});
