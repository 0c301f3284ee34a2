/** Powers of ten that float64 holds exactly. */
const powers = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const exactLimit = 2 ** 53;

/** Which character stands before the fraction. */
export type Decimal = '.' | ',';

/**
 * Reads a plain number (`-12.5e3`) from ASCII bytes, exactly rounded. NaN for anything else, and for whole numbers with leading zeros or
 * beyond 2^53.
 */
export function readPlainNumber(bytes: Uint8Array, start: number, end: number): number {
  let p = start;
  const negative = bytes[p] === 45;
  if (negative || bytes[p] === 43) p++;
  const first = p;
  let [mantissa, exponent, digits] = [0, 0, 0];
  const readDigits = () => {
    for (let digit; p < end && (digit = bytes[p] - 48) >= 0 && digit < 10; p++, digits++)
      mantissa = mantissa * 10 + digit;
  };
  readDigits();
  const whole = p === end;
  if (bytes[p] === 46 && p < end) {
    const before = digits;
    p++;
    readDigits();
    exponent = before - digits;
  }
  if (digits === 0) return NaN;
  if (whole && (mantissa >= exactLimit || (digits > 1 && bytes[first] === 48))) return NaN;
  if (p === end && mantissa < exactLimit && exponent >= -22) {
    const value = mantissa / powers[-exponent];
    return negative ? -value : value;
  }
  const text = readAscii(bytes, start, end);
  const value = isPlainNumber(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

/** Makes a string of bytes that are known to be ASCII. */
function readAscii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}

const numberPattern =
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
  const match = numberPattern.exec(bracketed ? bracketed[1] : plain);
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

/** The pattern of a number as every program writes it, in any case: no grouping, sign of money or percent, a point before the fraction. */
export const plainNumber = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const wholePlainNumber = new RegExp(`^${plainNumber}$`, 'i');

/** Is true for a number as every program writes it. */
export function isPlainNumber(text: string): boolean {
  return wholePlainNumber.test(text);
}

/** Is true for a whole number that is a name rather than an amount: leading zeros, or more digits than a number can hold. */
export function isCodeNumber(text: string): boolean {
  const digits = /^\d+$/.exec(text)?.[0];
  if (digits === undefined) return false;
  return (digits.length > 1 && digits.startsWith('0')) || (digits.length > 15 && Number(digits) >= exactLimit);
}
