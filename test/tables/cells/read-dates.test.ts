import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDayOrder, parseCompactDate, parseDate } from '../../../src/tables/cells/dates.ts';

const day = Date.UTC(2026, 2, 5);
const at = (hour: number, minute: number, second = 0, ms = 0) => Date.UTC(2026, 2, 5, hour, minute, second, ms);

describe('dates', () => {
  const cases: [text: string, ms: number][] = [
    ['2026-03-05', day],
    ['2026-3-5', day],
    ['2026/03/05', day],
    ['2026.03.05', day],
    ['2026年3月5日', day],
    ['2026年03月05日 14:30', at(14, 30)],
    ['２０２６年３月５日', day],
    ['2026年3月', Date.UTC(2026, 2, 1)],
    ['2026-03', Date.UTC(2026, 2, 1)],
    ['2026-03-05T14:30:15Z', at(14, 30, 15)],
    ['2026-03-05 14:30:15.123456', at(14, 30, 15, 123)],
    ['2026-03-05T14:30+08:00', at(6, 30)],
    ['2026-03-05T14:30:00-0500', at(19, 30)],
    ['2026/3/5 2:30 PM', at(14, 30)],
    ['2026/3/5 12:05 am', at(0, 5)],
    ['5 Mar 2026', day],
    ['05-Mar-2026', day],
    ['05-MAR-26', day],
    ['March 5, 2026', day],
    ['Sept. 5, 2026', Date.UTC(2026, 8, 5)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['1969-12-31', -86_400_000],
    ['2026-02-29', NaN],
    ['2026-13-01', NaN],
    ['2026-03-05 25:00', NaN],
    ['2026-03-05 13:00 pm', NaN],
    ['2026-3/5', NaN],
    ['20260305', NaN],
    ['2026', NaN],
    ['12:30', NaN],
    ['5 Foo 2026', NaN],
    ['010-1234-5678', NaN],
    ['2010-11-1234', NaN],
    ['1.5', NaN],
    ['', NaN],
  ];
  it.each(cases)('%j', (text, ms) => {
    expect(parseDate(text, 'mdy')).toBe(ms);
    expect(parseDate(text, 'dmy')).toBe(ms);
  });

  it('with the year last depend on the order', () => {
    expect([parseDate('3/5/2026', 'mdy'), parseDate('5/3/2026', 'dmy')]).toEqual([day, day]);
    expect([parseDate('05.03.26 14:30', 'dmy'), parseDate('13/5/2026', 'mdy')]).toEqual([at(14, 30), NaN]);
    expect(['3/5/2026', '05.03.26', '2026-03-05', '5 Mar 2026'].map(hasDayOrder)).toEqual([true, true, false, false]);
  });

  it('that need a word of the person', () => {
    expect([parseCompactDate('20260305', 'mdy'), parseCompactDate('2026', 'mdy')]).toEqual([day, Date.UTC(2026, 0, 1)]);
    expect([parseCompactDate('20261305', 'mdy'), parseCompactDate('3/5/2026', 'mdy')]).toEqual([NaN, day]);
  });

  it('written as ISO read back, whatever the day', () => {
    const dates = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => parseDate(date.toISOString(), 'dmy') === date.getTime()),
      { seed: 5 },
    );
  });
});
