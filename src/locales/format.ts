import type { Lang, Writing } from './writing.ts';

/** No-break space between a number and its unit. */
const nbsp = '\u00a0';

/** Writes numbers, sizes and times as a language does, with no more digits than mean something and a true minus sign. */
export interface Format {
  lang: Lang;
  /** A count: whole, grouped. */
  whole(value: number): string;
  /** A measured number: `digits` significant digits (4), never fewer than its whole part has. */
  short(value: number, digits?: number): string;
  /** A long number with a word or letter for its thousands, four digits: `2.947B`, `29.47亿`. */
  compact(value: number): string;
  /** A number with exactly `decimals` decimals. */
  fixed(value: number, decimals: number): string;
  /** A share from 0 to 1 as a percentage without decimals unless it is below 1 % or short of 100 %. */
  percent(share: number): string;
  bytes(count: number): string;
  /** Milliseconds as the largest unit that reads well. */
  duration(ms: number): string;
  /** Milliseconds since the epoch as the hour of the day. */
  clock(at: number): string;
  /** Milliseconds since the epoch (UTC) as a date without the hour. */
  day(at: number): string;
  /** Milliseconds since the epoch as a short local date and hour. */
  moment(at: number): string;
  /** A count with the word that goes with it (Chinese texts give one word). */
  count(value: number, one: string, many?: string): string;
  /** "a, b and c". */
  list(words: readonly string[]): string;
  /** "a, b, c". */
  series(words: readonly string[]): string;
}

/** Makes a thing when it is first asked for: all formatters of a language together would hold the page for more than a frame. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Makes the formatters of a language. */
export function makeFormat({ lang, tag: locale, units, comma }: Writing): Format {
  const wholes = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
  const smallPercents = once(() => new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 }));
  const highPercents = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }));
  const clocks = once(
    () => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
  );
  const days = once(() => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'UTC' }));
  const moments = once(
    () =>
      new Intl.DateTimeFormat(locale, {
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      }),
  );
  const compacts = once(
    () =>
      new Intl.NumberFormat(locale, {
        notation: 'compact',
        maximumSignificantDigits: 4,
        minimumSignificantDigits: 4,
      }),
  );
  const lists = once(() => new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }));
  /** By significant digits, and by decimals. */
  const shorts = new Map<number, Intl.NumberFormat>();
  const fixed = new Map<number, Intl.NumberFormat>();
  const minus = (text: string) => text.replace('-', '\u2212');
  // Small counts need no formatter, and the page first shows only such.
  const whole = (value: number) =>
    Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : wholes().format(value);
  const withUnit = (text: string, unit: string) => `${text}${nbsp}${unit}`;

  function short(value: number, digits = 4): string {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? '—' : minus(value > 0 ? '∞' : '-∞');
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e12 || size < 1e-6)) return minus(value.toExponential(Math.max(0, digits - 2)));
    const wholeDigits = size >= 1 ? Math.floor(Math.log10(size)) + 1 : 0;
    const nine = Math.min(21, Math.max(digits, wholeDigits));
    // Four digits stand ungrouped: among measured numbers they are often years.
    const format =
      shorts.get(nine) ?? new Intl.NumberFormat(locale, { maximumSignificantDigits: nine, useGrouping: 'min2' });
    shorts.set(nine, format);
    return minus(format.format(value));
  }

  return {
    lang,
    whole: (value) => minus(whole(value)),
    short,
    compact: (value) => compacts().format(value),
    fixed(value, decimals) {
      const format =
        fixed.get(decimals) ??
        new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
      fixed.set(decimals, format);
      return minus(format.format(value));
    },
    percent(share) {
      const value = share * 100;
      const small = value !== 0 && Math.abs(value) < 1;
      // 99.8 % are not all of them: as many decimals as the rest needs.
      if (value > 99 && value < 100) {
        const step = 10 ** Math.min(6, Math.ceil(-Math.log10(100 - value)));
        return withUnit(highPercents().format(Math.floor(value * step) / step), '%');
      }
      return withUnit(minus(small ? smallPercents().format(value) : whole(value)), '%');
    },
    bytes(count) {
      const names = ['B', 'kB', 'MB', 'GB'];
      let value = count;
      let step = 0;
      while (value >= 1000 && step < names.length - 1) {
        value /= 1000;
        step++;
      }
      return withUnit(short(value, 2), names[step] ?? 'B');
    },
    duration(ms) {
      if (ms < 100) return withUnit(short(Math.max(ms, 1), 1), units.ms);
      if (ms < 60_000) return withUnit(short(ms / 1000, ms < 10_000 ? 2 : 3), units.s);
      if (ms < 3_600_000) return withUnit(short(ms / 60_000, 2), units.min);
      return withUnit(short(ms / 3_600_000, 2), units.h);
    },
    clock: (at) => clocks().format(at),
    day: (at) => days().format(at),
    moment: (at) => moments().format(at),
    count: (value, one, many = one) => withUnit(minus(whole(value)), value === 1 ? one : many),
    list: (words) => lists().format(words),
    series: (words) => words.join(comma),
  };
}
