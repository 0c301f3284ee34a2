/** Which part of `3/4/2026` comes first where the year does not. */
export type DayOrder = 'dmy' | 'mdy';

const time = String.raw`(?:[T\s]\s*(\d{1,2})(?::|时)(\d{2})(?:(?::|分)(\d{2})(?:[.,](\d{1,9}))?(?:秒)?|分)?\s*([ap]\.?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(
  String.raw`^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?|年(\d{1,2})月(?:(\d{1,2})[日号])?)${time}$`,
  'i',
);
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`, 'i');
const named = new RegExp(
  String.raw`^(?:(\d{1,2})[-\s]([a-z]{3,9})\.?,?[-\s](\d{4}|\d{2})|([a-z]{3,9})\.?\s(\d{1,2}),?\s(\d{4}))${time}$`,
  'i',
);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNames =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;

/**
 * Reads a date or a date with a time: ISO, `2026/3/5`, `2026年3月5日`, `5 Mar 2026`, `3/4/2026`. A time without a zone is UTC;
 * two-digit years are 1969 to 2068. NaN when it is none, or a day that does not exist.
 */
export function parseDate(text: string, order: DayOrder): number {
  const first = text.charCodeAt(0);
  const plain = first >= 48 && first <= 57 && /^[\d\-/:. TZ]*$/.test(text) ? text : text.normalize('NFKC').trim();
  const iso = yearFirst.exec(plain);
  if (iso) {
    if (iso[2] === '.' && iso[4] === undefined) return NaN;
    if (iso[2] === '/' && iso[4] === undefined) return NaN;
    return instant(Number(iso[1]), Number(iso[3] ?? iso[5]), Number(iso[4] ?? iso[6] ?? 1), iso, 7);
  }
  const last = yearLast.exec(plain);
  if (last) {
    const [a, b] = [Number(last[1]), Number(last[3])];
    return instant(fullYear(last[4]!), order === 'mdy' ? a : b, order === 'mdy' ? b : a, last, 5);
  }
  const words = named.exec(plain);
  if (!words) return NaN;
  const month = words[2] ?? words[4]!;
  if (!monthNames.test(month)) return NaN;
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return instant(fullYear(words[3] ?? words[6]!), number, Number(words[1] ?? words[5]), words, 7);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 69 ? 2000 + year : 1900 + year;
}

function instant(year: number, month: number, day: number, match: RegExpExecArray, from: number): number {
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  const half = match[from + 4]?.[0]?.toLowerCase();
  let hour = Number(match[from] ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return NaN;
  if (half !== undefined) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  const minute = Number(match[from + 1] ?? 0);
  const second = Number(match[from + 2] ?? 0);
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return NaN;
  const thousandths = Math.floor(Number(`0.${match[from + 3] ?? 0}`) * 1000 + 1e-6);
  const zone = match[from + 5];
  return Date.UTC(year, month - 1, day, hour, minute, second, thousandths) - (zone ? zoneMs(zone) : 0);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function zoneMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
