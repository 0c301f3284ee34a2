import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../src/base/messages.ts';
import { randomFrom } from '../../../src/base/random.ts';
import { profileTable } from '../../../src/tables/profile/profile.ts';
import { quietRun } from '../../run.ts';
import { stray, makeTable, text } from '../table-of.ts';
import { loadLocale } from '../../../src/locales/load.ts';

await loadLocale('zh');

const profile = (...given: Parameters<typeof makeTable>) => profileTable(makeTable(...given), quietRun());

describe('profileTable', () => {
  it('measures a number column and says which cells are none', async () => {
    const cells = stray('number', 1, 'n/a', 2, null, 2, '12,5', 'n/a', 4);
    const [x] = await profile({ x: cells });
    expect(x).toMatchObject({ kind: 'number', rows: 8, missing: 1, unparsable: 3, distinct: 3 });
    expect(x.range).toEqual({ min: 1, max: 4, mean: 2.25 });
    expect(x.histogram).toEqual([1, 2, 0, 1]);
    expect(x.top).toEqual([{ value: '2', count: 2 }, { value: '1', count: 1 }, { value: '4', count: 1 }]); // prettier-ignore
    const { code, params } = x.why;
    expect(formatMessage(code, params, 'en').message).toBe('3 of 7 cells are not numbers: n/a, 12,5.');
    expect(formatMessage(code, params, 'zh').message).toBe('7 个单元格中有 3 个不是数字：n/a, 12,5。');
  });

  it('counts at most 24 bars whose sum is the present cells', async () => {
    const wide = Array.from({ length: 1000 }, (_, i) => (i * i) / 7 - 300);
    const [x] = await profile({ x: [...wide, null] });
    expect(x.histogram).toHaveLength(24);
    expect(x.histogram.reduce((sum, bar) => sum + bar)).toBe(1000);
    expect(x.histogram[0]).toBe(204);
    expect(x.top).toBeUndefined();
  });

  it.each([
    ['one value', [5, 5, 5], [3]],
    ['the widest range', [-1.7e308, 1.7e308, 0], [1, ...Array<number>(11).fill(0), 1, ...Array<number>(10).fill(0), 1]],
    ['two close fractions', [0.1, 0.2], [1, ...Array<number>(22).fill(0), 1]],
  ])('bins %s', async (_, values, bars) => {
    expect((await profile({ x: values }))[0].histogram).toEqual(bars);
  });

  it('measures dates in milliseconds and writes them as such', async () => {
    const [day] = await profile({
      day: [new Date('2026-01-01'), new Date('2026-01-03'), new Date('2026-01-03'), null],
    });
    expect(day.range?.max).toBe(Date.UTC(2026, 0, 3));
    expect(day.top?.[0]).toEqual({ value: '2026-01-03', count: 2 });
    expect(day.why.code).toBe('fields.all-dates');
  });

  it('counts levels that rows have, most frequent first', async () => {
    const table = makeTable({ c: ['b', 'a', 'a', null, 'c'] });
    const [column] = table.columns;
    if (column.kind === 'category') column.levels.push('gone');
    const [c] = await profileTable(table, quietRun());
    expect(c).toMatchObject({ kind: 'category', missing: 1, distinct: 3, histogram: [2, 1, 1] });
    expect(c.top?.map(({ value }) => value)).toEqual(['a', 'b', 'c']);
    expect(formatMessage(c.why.code, c.why.params, 'en').message).toBe(
      'Category: 3 different values in 4 cells, such as a, b, c.',
    );
  });

  it('looks at texts, booleans and empty columns', async () => {
    const [t, b, e] = await profile({
      t: text('x', 'y', null, ''),
      b: [true, false, true, null],
      e: [null, null, null, null],
    });
    expect(t).toMatchObject({ kind: 'text', distinct: 3, missing: 1, histogram: [1, 1, 1] });
    expect(b).toMatchObject({ kind: 'boolean', distinct: 2, missing: 1, histogram: [2, 1] });
    expect(b.why).toMatchObject({ code: 'fields.two-words', params: { examples: 'true, false' } });
    expect(e).toMatchObject({ kind: 'empty', distinct: 0, missing: 4, why: { code: 'fields.no-cells' } });
  });

  it('finds the most frequent of many values', async () => {
    const values = Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? 7 : i % 400));
    const [x] = await profile({ x: values });
    expect(x.distinct).toBe(400);
    expect(x.top?.[0]).toEqual({ value: '7', count: values.filter((value) => value === 7).length });
  });

  it('counts exactly where very many values are different', async () => {
    const random = randomFrom(3);
    const values = Array.from({ length: 600_000 }, () => random.integer(150_000) / 8 - 5000);
    const [x] = await profile({ x: [null, ...values] });
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect(x.distinct).toBe(counts.size);
    expect(x.missing).toBe(1);
    const [top] = x.top ?? [];
    expect(top.count).toBe(Math.max(...new Set(counts.values())));
    expect(counts.get(Number(top.value))).toBe(top.count);
  });

  it('stops when the run is stopped', async () => {
    const run = quietRun(AbortSignal.abort());
    await expect(profileTable(makeTable({ x: [1] }), run)).rejects.toMatchObject({ code: 'run.stopped' });
  });
});
