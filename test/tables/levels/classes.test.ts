import { describe, expect, it } from 'vitest';
import { classCodes, classNames } from '../../../src/tables/levels/classes.ts';
import { makeColumn, stray, text } from '../table-of.ts';

const columns = {
  number: makeColumn('y', stray('number', 10, 2, null, 'x', 2)),
  date: makeColumn('y', [new Date('2026-01-02'), new Date('2026-01-01'), null, null, new Date('2026-01-01')]),
  category: makeColumn('y', ['b', 'a', null, null, 'a']),
  boolean: makeColumn('y', [true, false, null, null, false]),
  text: makeColumn('y', text('b', 'a', null, null, 'a')),
};

describe('classesOf and classCodes', () => {
  it.each([
    ['number', ['2', '10']],
    ['date', ['2026-01-01', '2026-01-02']],
    ['category', ['a', 'b']],
    ['boolean', ['false', 'true']],
    ['text', ['a', 'b']],
  ] as const)('name and number the classes of a %s column', (kind, classes) => {
    expect(classNames(columns[kind])).toEqual(classes);
    expect([...classCodes(columns[kind], classes)]).toEqual([1, 0, -1, -1, 0]);
  });

  it.each(Object.entries(columns))('look at some rows alone: %s', (_, column) => {
    expect(classNames(column, Int32Array.of(4, 2))).toHaveLength(1);
  });

  it('leave what is no class uncoded', () => {
    expect([...classCodes(columns.category, ['b'])]).toEqual([0, -1, -1, -1, -1]);
  });

  it('find nothing in an empty column', () => {
    expect(classNames({ name: 'y', kind: 'empty' })).toEqual([]);
  });
});
