import { describe, expect, it } from 'vitest';
import { profileTable } from '../../../src/tables/profile/profile.ts';
import { suggest } from '../../../src/tables/profile/suggest.ts';
import { quietRun } from '../../run.ts';
import { makeTable, text } from '../table-of.ts';

const suggestFor = async (...given: Parameters<typeof makeTable>) => {
  const table = makeTable(...given);
  return suggest(table, await profileTable(table, quietRun()));
};
const x = [1, 2, 3, 4];

describe('suggest', () => {
  it.each([
    ['target', ['y', 'target', 'x']],
    ['Label', ['Label', 'a', 'b']],
    ['y', ['x', 'y', 'z']],
    ['class', ['class', 'b', 'c']],
    ['Price (USD)', ['Price (USD)', 'b', 'c']],
    ['目标', ['甲', '目标', '乙']],
    ['价格', ['价格', '面积', '楼层']],
    ['median_house_value', ['rooms', 'median_house_value', 'age']],
    ['SalePrice', ['SalePrice', 'area', 'rooms']],
    ['商品价格', ['商品价格', '重量', '颜色']],
    ['survived', ['survived', 'class', 'fare']],
  ])('takes %s for its name from %j', async (target, names) => {
    const found = await suggestFor(names.map((name): [string, number[]] => [name, x]));
    expect(found).toMatchObject({ target, targetWhy: { code: 'fields.guess-by-name' } });
  });

  it('takes the last column that can be predicted where no name tells', async () => {
    const columns = {
      a: x,
      b: [5, 6, 5, 8],
      one: [1, 1, 1, 1],
      t: text('a', 'b', 'c', 'd'),
      e: [null, null, null, null],
    };
    expect(await suggestFor(columns)).toMatchObject({ target: 'b', targetWhy: { code: 'fields.guess-last' } });
  });

  it('passes over a last column that numbers the rows', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => i + 1);
    expect(await suggestFor({ a: ids.map((i) => i % 7), row: ids })).toMatchObject({ target: 'a' });
  });

  it('ignores texts and empty columns, and leaves every number in', async () => {
    const { roles } = await suggestFor({ id: x, name: text('a', 'b', 'c', 'd'), e: [null, null, null, null], c: ['u', 'v', 'u', 'v'], y: x }); // prettier-ignore
    expect(roles).toEqual({ id: 'factor', name: 'ignored', e: 'ignored', c: 'factor', y: 'target' });
  });

  it('takes texts as factors where there is nothing else', async () => {
    const { roles } = await suggestFor({ text: text('a', 'b', 'c', 'd'), label: ['u', 'v', 'u', 'v'] });
    expect(roles).toEqual({ text: 'factor', label: 'target' });
  });

  it.each([
    ['a number', [1, 2, 3, 1], 'regression'],
    ['a number of two values', [0, 1, 1, 0], 'classification'],
    ['a category', ['u', 'v', 'w', 'u'], 'classification'],
    ['true and false', [true, false, true, false], 'classification'],
  ])('reads the task from %s', async (_, y, task) => {
    expect(await suggestFor([['x', x], ['y', y]])).toMatchObject({ task }); // prettier-ignore
  });

  it('takes the only column for what there is to read, whatever its name', async () => {
    const words = text('a long sentence of many words', 'another one', 'a third', 'and a fourth');
    for (const name of ['text', 'label']) {
      expect(await suggestFor([[name, words]])).toMatchObject({ target: null, targetWhy: null, task: null });
    }
  });

  it('guesses nothing from nothing', async () => {
    expect(await suggestFor({ e: [null] })).toEqual({
      target: null,
      targetWhy: null,
      task: null,
      roles: { e: 'ignored' },
      texts: [],
    });
  });

  it('gives a role to columns of every name', async () => {
    const { roles } = await suggestFor([['__proto__', x], ['constructor', x], ['', x]]); // prettier-ignore
    expect(Object.entries(roles)).toEqual([['__proto__', 'factor'], ['constructor', 'factor'], ['', 'target']]); // prettier-ignore
  });
});
