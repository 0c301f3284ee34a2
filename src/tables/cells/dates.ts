import type { DayOrder } from '../../contract/data/kinds.ts';

const time = String.raw`(?:[T\s]\s*(\d{1,2})(?::|时)(\d{2})(?:(?::|分)(\d{2})(?:[.,](\d{1,9}))?(?:秒)?|分)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(
  String.raw`^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|-(\d{2})|年(\d{1,2})月(?:(\d{1,2})[日号])?)${time}$`,
  'i',
);
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`, 'i');
const monthName =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const named = new RegExp(
  String.raw`^(?:(\d{1,2})[-\s](${monthName})\.?,?[-\s](\d{4}|\d{2})|(${monthName})\.?\s(\d{1,2}),?\s(\d{4}))${time}$`,
  'i',
);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a date or a date with a time: ISO, `2026/3/5`, `2026年3月5日`, `5 Mar 2026`, `3/4/2026`. Milliseconds since 1970-01-01; a
 * time without a zone is UTC; two-digit years are 1969 to 2068. NaN when it is none, or a day that does not exist.
 */
export function parseDate(text: string, order: DayOrder): number {
  const plain = /^[\d\-/:. TZ]*$/.test(text) ? text : text.normalize('NFKC').trim();
  const iso = yearFirst.exec(plain);
  if (iso) {
    return instant(Number(iso[1]), Number(iso[3] ?? iso[5] ?? iso[6]), Number(iso[4] ?? iso[7] ?? 1), iso.slice(8));
  }
  const last = yearLast.exec(plain);
  if (last) {
    const [a, b] = [Number(last[1]), Number(last[3])];
    return instant(fullYear(last[4]), order === 'mdy' ? a : b, order === 'mdy' ? b : a, last.slice(5));
  }
  const words = named.exec(plain);
  if (!words) return NaN;
  const month = months.indexOf((words[2] ?? words[4]).slice(0, 3).toLowerCase()) + 1;
  return instant(fullYear(words[3] ?? words[6]), month, Number(words[1] ?? words[5]), words.slice(7));
}

/** Reads also what is a date only where a person says so: `20260305`, and `2026` as its first day. */
export function parseCompactDate(text: string, order: DayOrder): number {
  const compact = /^(\d{4})(?:(\d{2})(\d{2}))?$/.exec(text);
  if (!compact) return parseDate(text, order);
  return instant(Number(compact[1]), Number(compact[2] ?? 1), Number(compact[3] ?? 1), []);
}

/** Is true for what may be another date in the other order. */
export function hasDayOrder(text: string): boolean {
  return /^\s*[\d０-９]{1,2}[-/.－／．]/.test(text);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 69 ? 2000 + year : 1900 + year;
}

/** `clock`: hour, minute, second, fraction, half of the day, zone, as they were matched. */
function instant(year: number, month: number, day: number, clock: readonly (string | undefined)[]): number {
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  const half = clock[4]?.[0].toLowerCase();
  const [hours, minute, second] = [Number(clock[0] ?? 0), Number(clock[1] ?? 0), Number(clock[2] ?? 0)];
  if (half !== undefined && (hours < 1 || hours > 12)) return NaN;
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return NaN;
  const thousandths = Number((clock[3] ?? '').slice(0, 3).padEnd(3, '0'));
  return Date.UTC(year, month - 1, day, hour, minute, second, thousandths) - zoneMs(clock[5]);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function zoneMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
