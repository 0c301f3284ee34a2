// Decimal numbers to float64, exactly rounded, or not at all.

/** 10^k, k = 0 .. 22: those that float64 holds exactly. */
const powers = memory.data<f64>([1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22]);
@inline const MOST: i32 = 22;
@inline const EXACT: u64 = 1 << 53;
/** Digits that a u64 holds whatever they are. */
@inline const DIGITS: i32 = 19;

/** Stands for a number that is not decided here: a NaN of our own. */
@inline export const HARD: u64 = 0x7ff8dead00000000;

/** Whether the last number had a point or an exponent. */
export let isFraction: bool = false;

@inline const ZEROS: u64 = 0x3030303030303030;
@inline const SIXES: u64 = 0x0606060606060606;
@inline const HIGHS: u64 = 0xf0f0f0f0f0f0f0f0;

/** Bits below the first byte that is no digit, of bytes that had ZEROS taken off: 8 a digit, 64 where all are. */
@inline function digitBits(bytes: u64): u64 { return ctz(((bytes + SIXES) | bytes) & HIGHS) & ~7; }

/** The number that 8 digits are, the first in the lowest byte: neighbours are joined to pairs, fours and eight. */
@inline function joinDigits(digits: u64): u64 {
  const pairs = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  const fours = (pairs * 100 + (pairs >> 16)) & 0x0000ffff0000ffff;
  return (fours * 10000 + (fours >> 32)) & 0xffffffff;
}

/** 10^k, k = 0 .. 7. */
const tens = memory.data<u64>([1, 10, 100, 1000, 10000, 100000, 1000000, 10000000]);

/** The number that the digits so far are, modulo 2^64. */
let mantissa: u64 = 0;

/** Adds the digits at `p` to `mantissa`, and gives the byte behind them. Reads up to 8 bytes more. */
@inline function takeDigits(p: usize): usize {
  let digits = load<u64>(p) ^ ZEROS, bits = digitBits(digits);
  while (bits == 64) {
    mantissa = mantissa * 100000000 + joinDigits(digits);
    p += 8;
    digits = load<u64>(p) ^ ZEROS;
    bits = digitBits(digits);
  }
  if (bits > 0) mantissa = mantissa * load<u64>(tens + <usize>bits) + joinDigits(digits << (64 - bits));
  return p + <usize>(bits >> 3);
}

/**
 * Reads a number such as `-12.5`, of 7 bytes at most, its sign aside, all at once; stores it at `to` and gives the byte behind it. 0 where it is
 * longer or anything else. Reads 8 bytes whatever the length. No branch depends on sign or length; `bits` are 8 a digit, as the powers' bytes are.
 */
@inline export function parseShort(p: usize, to: usize): usize {
  const sign = <u64>(<u32>load<u8>(p) == 45);
  p += <usize>sign;
  const text = load<u64>(p);
  let digits = text ^ ZEROS;
  let bits = digitBits(digits), whole = bits, step: usize = 0;
  if (bits < 64 && ((text >> bits) & 0xff) == 46) {
    // Takes the point out.
    const before = (<u64>1 << bits) - 1;
    digits = (digits & before) | ((text >> 8 ^ ZEROS) & ~before);
    bits = digitBits(digits);
    step = 1;
  }
  isFraction = step != 0;
  if (bits - 8 >= 48) return 0; // none, or so many that there may be more
  const end = p + <usize>(bits >> 3) + step;
  if ((load<u8>(end) | 32) == 101 || (!step && bits > 8 && (text & 0xff) == 48)) return 0;
  const value = <f64>joinDigits(digits << (64 - bits)) / load<f64>(powers + <usize>(bits - whole));
  store<u64>(to, reinterpret<u64>(value) | (sign << 63));
  return end;
}

/**
 * Reads a number such as `-12.5e3` at `p`, stores it at `to` and gives the byte behind it. The text must be followed by a byte that no number
 * has. What is no number, a whole number with leading zeros or beyond 2^53, and what cannot be rounded here without doubt, is stored as HARD.
 */
export function parseNumber(p: usize, to: usize): usize {
  const sign: u32 = load<u8>(p);
  const negative = sign == 45;
  if (negative || sign == 43) p++;
  const first = p;
  let exponent = 0;
  mantissa = 0;
  p = takeDigits(p);
  let digits = <i32>(p - first);
  isFraction = false;
  if (load<u8>(p) == 46) {
    isFraction = true;
    const point = ++p;
    p = takeDigits(p);
    exponent = -<i32>(p - point);
    digits -= exponent;
  }
  store<u64>(to, HARD);
  if (digits == 0) return p;
  if ((load<u8>(p) | 32) == 101) {
    isFraction = true;
    p++;
    const minus = load<u8>(p) == 45;
    if (minus || load<u8>(p) == 43) p++;
    const from = p;
    let power = 0, digit: u32;
    while ((digit = <u32>load<u8>(p) - 48) < 10) { power = power * 10 + digit; p++; }
    if (p == from || p - from > 4) return p;
    exponent += minus ? -power : power;
  }
  if (digits > DIGITS || exponent < -MOST || exponent > MOST) return p;
  let value: f64;
  if (mantissa < EXACT) {
    if (!isFraction && digits > 1 && load<u8>(first) == 48) return p;
    value = exponent < 0 ? <f64>mantissa / load<f64>(powers + (-exponent << 3)) : <f64>mantissa * load<f64>(powers + (exponent << 3));
  } else {
    if (exponent >= 0) return p;
    value = quotient(mantissa, load<f64>(powers + (-exponent << 3)));
    if (value == 0) return p;
  }
  store<f64>(to, negative ? -value : value);
  return p;
}

/**
 * mantissa / divisor where the quotient's error cannot reach the next rounding; else 0. The mantissa is the exact sum of two float64, the first
 * quotient's remainder is exact (Dekker), and the second quotient is off by less than 2^-45 of itself.
 */
function quotient(mantissa: u64, divisor: f64): f64 {
  const high = <f64>mantissa, low = <f64><i64>(mantissa - <u64>high);
  const first = high / divisor, back = first * divisor;
  const second = ((high - back) - productError(first, divisor, back) + low) / divisor;
  const margin = abs(second) * 2.842170943040401e-14; // 2^-45
  const value = first + (second - margin);
  return value == first + (second + margin) ? value : 0;
}

/** The part of a * b that its rounded product lacks (Dekker): exact. */
@inline function productError(a: f64, b: f64, product: f64): f64 {
  const aScaled = a * 134217729, bScaled = b * 134217729;
  const aHigh = aScaled - (aScaled - a), bHigh = bScaled - (bScaled - b), aLow = a - aHigh, bLow = b - bHigh;
  return aLow * bLow - (((product - aHigh * bHigh) - aLow * bHigh) - aHigh * bLow);
}
