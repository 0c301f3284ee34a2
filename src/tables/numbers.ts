import type { Cells } from './tokenize.ts';

/** Powers of ten that float64 holds exactly. */
const powers = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const exactLimit = 2 ** 53;

/** Which character stands before the fraction. */
export type Decimal = '.' | ',';

/**
 * Reads one column of a batch as plain numbers (`-12.5e3`) into `out` from `at` on, exactly rounded; a cell that is empty or
 * anything else becomes NaN, and the row of anything else is pushed to `odd`. Whole numbers with leading zeros or beyond
 * 2^53 are odd. Gives how many numbers had a point or an exponent.
 */
export function readPlainNumbers(
  bytes: Uint8Array,
  cells: Cells,
  column: number,
  out: Float64Array,
  at: number,
  odd: number[],
): number {
  const { spans, first, rows } = cells;
  let fractions = 0;
  for (let row = 0; row < rows; row++) {
    const cell = first[row] + column;
    out[at + row] = NaN;
    if (cell >= first[row + 1]) continue;
    const start = spans[cell * 2];
    const coded = spans[cell * 2 + 1];
    const end = coded >> 2;
    if (end === start) continue;
    if (coded & 2) {
      odd.push(row);
      continue;
    }
    let p = start;
    let byte = bytes[p];
    const negative = byte === 45;
    if (negative || byte === 43) p++;
    const digitsFrom = p;
    let mantissa = 0;
    let exponent = 0;
    while (p < end && (byte = bytes[p] - 48) >= 0 && byte < 10) {
      mantissa = mantissa * 10 + byte;
      p++;
    }
    let digits = p - digitsFrom;
    let whole = true;
    if (p < end && bytes[p] === 46) {
      whole = false;
      const pointAt = ++p;
      while (p < end && (byte = bytes[p] - 48) >= 0 && byte < 10) {
        mantissa = mantissa * 10 + byte;
        p++;
      }
      exponent = pointAt - p;
      digits -= exponent;
    }
    if (digits > 0 && p < end && (bytes[p] | 32) === 101) {
      whole = false;
      p++;
      const minus = bytes[p] === 45;
      if (minus || bytes[p] === 43) p++;
      const exponentFrom = p;
      let power = 0;
      while (p < end && (byte = bytes[p] - 48) >= 0 && byte < 10) {
        power = power * 10 + byte;
        p++;
      }
      if (p === exponentFrom) digits = 0;
      exponent += minus ? -power : power;
    }
    if (p !== end || digits === 0 || (whole && (mantissa >= exactLimit || (digits > 1 && bytes[digitsFrom] === 48)))) {
      odd.push(row);
      continue;
    }
    let value: number;
    if (mantissa < exactLimit && exponent >= -22 && exponent <= 22) {
      value = exponent < 0 ? mantissa / powers[-exponent] : mantissa * powers[exponent];
      if (negative) value = -value;
    } else value = longNumber(bytes, start, end, exponent, negative);
    if (!Number.isFinite(value)) {
      odd.push(row);
      continue;
    }
    if (!whole) fractions++;
    out[at + row] = value;
  }
  return fractions;
}

/**
 * Reads a number of up to 22 significant digits: exact as the sum of two float64 before the one division, and the quotient is taken
 * where its error cannot reach the next rounding; else, which is rare, the language's own reading decides.
 */
function longNumber(bytes: Uint8Array, start: number, end: number, exponent: number, negative: boolean): number {
  let [head, tail, headDigits, tailDigits] = [0, 0, 0, 0];
  for (let p = start; p < end; p++) {
    const digit = bytes[p] - 48;
    if (digit < 0 || digit > 9) {
      if ((bytes[p] | 32) === 101) break;
    } else if (headDigits < 15) {
      head = head * 10 + digit;
      if (head > 0) headDigits++;
    } else {
      tail = tail * 10 + digit;
      tailDigits++;
    }
  }
  if (tailDigits <= 7 && exponent < 0 && exponent >= -22) {
    const whole = head * powers[tailDigits];
    const rest = productError(head, powers[tailDigits], whole) + tail;
    const high = whole + rest;
    const low = rest - (high - whole);
    const divisor = powers[-exponent];
    const first = high / divisor;
    const back = first * divisor;
    const second = (high - back - productError(first, divisor, back) + low) / divisor;
    const margin = Math.abs(second) * 2 ** -45;
    const value = first + (second - margin);
    if (value === first + (second + margin)) return negative ? -value : value;
  }
  return Number(asciiOf(bytes, start, end));
}

/** The part of a * b that its rounded product lacks (Dekker): exact. */
function productError(a: number, b: number, product: number): number {
  const [aScaled, bScaled] = [a * 134217729, b * 134217729];
  const aHigh = aScaled - (aScaled - a);
  const bHigh = bScaled - (bScaled - b);
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Makes a string of bytes that are known to be ASCII. */
function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}

const written =
  /^([+-]?)(?:US\$|CN¥|R\$|RMB|CNY|USD|EUR|GBP|[$€£¥₹])?\s*([+-]?)([\d.,'\s]*\d[.,]?)(e[+-]?\d+)?\s*(%|‰|元|US\$|RMB|CNY|USD|EUR|GBP|[$€£¥₹])?$/i;
const bodies: Record<Decimal, RegExp> = {
  '.': /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\s\d{3})+|\d{1,3}(?:'\d{3})+|)(?:\.(\d*))?$/,
  ',': /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:\s\d{3})+|\d{1,3}(?:'\d{3})+|)(?:,(\d*))?$/,
};

/**
 * Reads a number as people write it: grouped thousands, currency signs, percent (`12%` is 0.12), full-width digits, accountants'
 * parentheses for negative. Exactly rounded; NaN when it is no number in this notation.
 */
export function parseNumber(text: string, decimal: Decimal): number {
  const plain = foldWidth(text);
  const bracketed = /^\((.+)\)$/.exec(plain);
  const match = written.exec(bracketed ? bracketed[1] : plain);
  if (!match) return NaN;
  const [, before = '', after = '', body = '', power = '', unit = ''] = match;
  const parts = bodies[decimal].exec(body);
  if (!parts || (before && after)) return NaN;
  const whole = parts[1].replace(/[^\d]/g, '');
  const fraction = parts[2] ?? '';
  if (whole + fraction === '') return NaN;
  const shift = unit === '%' ? -2 : unit === '‰' ? -3 : 0;
  const exponent = Number(power.slice(1) || '0') + shift;
  const value = Number(`${whole || '0'}.${fraction || '0'}e${exponent}`);
  if (!Number.isFinite(value)) return NaN;
  return (before || after) === '-' || bracketed ? -value || 0 : value;
}

/** Turns full-width digits and signs, and the dashes used as minus, into their plain forms. */
export function foldWidth(text: string): string {
  let wide = false;
  for (let i = 0; i < text.length && !wide; i++) wide = text.charCodeAt(i) > 127;
  const trimmed = text.trim();
  return wide
    ? trimmed
        .normalize('NFKC')
        .replace(/[−–﹣]/g, '-')
        .trim()
    : trimmed;
}

/** Is true for a number that every program writes so: no grouping, sign of money or percent, a point before the fraction. */
export function isPlainNumber(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
}

/** Is true for a whole number that is a name rather than an amount: leading zeros, or more digits than a number can hold. */
export function isCodeNumber(text: string): boolean {
  const digits = /^\d+$/.exec(text)?.[0];
  if (digits === undefined) return false;
  return (digits.length > 1 && digits.startsWith('0')) || (digits.length > 15 && Number(digits) >= exactLimit);
}
