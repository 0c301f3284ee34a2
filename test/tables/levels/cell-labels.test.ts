import { describe, expect, it } from 'vitest';
import { guessSeparator, labelsInOrder, splitLabels } from '../../../src/tables/levels/cell-labels.ts';
import { makeTable, text } from '../table-of.ts';

const makeColumn = (...cells: (string | null)[]) => makeTable({ c: text(...cells) }).columns[0]!;

describe('guessSeparator', () => {
  it.each([
    [['sport;money', 'money', 'sport', null, 'money; sport;sport'], ';'],
    [['体育、财经', '财经', '体育', '科技、体育', '科技'], '、'],
    [['a, b', 'b, c', 'a, c', 'b', 'a'], ','],
    [['x|y', 'y|z', 'x|z'], '|'],
    [['yes', 'no', 'yes'], null],
    [['Smith, John', 'Smith, Anna', 'Doe, Jane'], null],
    [['New York, NY', 'Boston, MA', 'Austin, TX'], null],
    [['n/a', 'w/o', 'both'], null],
    [['only;one', 'a', 'b', 'one', 'only'], null],
  ])('of %j is %j', (cells, expected) => {
    expect(guessSeparator(makeColumn(...cells), cells.length)).toBe(expected);
  });

  it('finds none in numbers', () => {
    expect(guessSeparator(makeTable({ c: [1, 2, 3] }).columns[0]!, 3)).toBeNull();
  });
});

it('gives each label once, without spaces around it', () => {
  expect(splitLabels(' b ;a;; b', ';')).toEqual(['b', 'a']);
  expect(labelsInOrder(makeColumn('b;a', null, 'c', 'z'), ';', Int32Array.of(0, 1, 2))).toEqual(['a', 'b', 'c']);
});
