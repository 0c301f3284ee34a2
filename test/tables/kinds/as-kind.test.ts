import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/contract/data/kinds.ts';
import { asKind } from '../../../src/tables/kinds/as-kind.ts';
import { cellText, isMissing } from '../../../src/tables/cells/cell-text.ts';
import { makeColumn, stray, text } from '../table-of.ts';

const number = makeColumn('x', stray('number', 1, 'n.b.', null, 1));
const cells = (column: ReturnType<typeof asKind>) =>
  column && Array.from({ length: 4 }, (_, row) => cellText(column, row));

describe('asKind', () => {
  it('leaves a column of that kind as it is', () => {
    expect(asKind(number, 'number', 4)).toBe(number);
  });

  it.each([
    ['numbers as a category', number, 'category', ['1', 'n.b.', null, '1']],
    ['numbers as text', number, 'text', ['1', 'n.b.', null, '1']],
    ['two words as boolean', makeColumn('x', ['a', 'b', null, 'a']), 'boolean', ['a', 'b', null, 'a']],
    ['texts as a category', makeColumn('x', text('a', null, 'b', 'a')), 'category', ['a', null, 'b', 'a']],
    ['words as numbers', makeColumn('x', ['1,000', '12%', 'x', null]), 'number', ['1000', '0.12', 'x', null]],
    ['words as dates', makeColumn('x', text('2026年3月5日', 'x', null, '5/3/2026')), 'date', ['2026-03-05', 'x', null, '2026-03-05']], // prettier-ignore
  ] as const)('gives %s', (_, column, kind, expected) => {
    const changed = asKind(column, kind, 4);
    expect(changed?.kind).toBe(kind);
    expect(cells(changed)).toEqual(expected);
  });

  it.each(kinds)('gives an empty column as missing cells of kind %s', (kind) => {
    const changed = asKind({ name: 'x', kind: 'empty' }, kind, 4);
    expect(changed?.kind).toBe(kind);
    expect(changed && [0, 1, 2, 3].every((row) => isMissing(changed, row))).toBe(true);
  });

  it('gives nothing where cells would be lost', () => {
    expect(asKind(makeColumn('x', ['a', 'b', 'c', null]), 'boolean', 4)).toBeNull();
    expect(asKind(number, 'empty', 4)).toBeNull();
  });
});
