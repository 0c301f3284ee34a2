/**
 * Exact arithmetic errors, after Dekker (1971) and Knuth: a sum or a product of two float64 numbers is the rounded result
 * plus an error that is itself a float64 number. Two numbers, `high` and `low`, so hold about 32 digits.
 */

/** Splits a number into halves of 26 bits: multiply by this, take the difference. */
const splitter = 134217729;

/** Gives the upper half of a number's bits; the rest, `value - upperHalf(value)`, is exact. Overflows beyond 1e300. */
function upperHalf(value: number): number {
  const scaledUp = splitter * value;
  return scaledUp - (scaledUp - value);
}

/** Gives what `a + b` loses when it is rounded to `rounded`. */
export function sumError(a: number, b: number, rounded: number): number {
  const part = rounded - a;
  return a - (rounded - part) + (b - part);
}

/** Gives what `a * b` loses when it is rounded to `rounded`. */
export function productError(a: number, b: number, rounded: number): number {
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  return aLow * bLow - (rounded - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Adds up numbers and products with about 32 digits. */
export interface LongSum {
  high: number;
  low: number;
}

/** Adds a number to a long sum. */
export function addTo(total: LongSum, value: number): void {
  const next = total.high + value;
  total.low += sumError(total.high, value, next);
  total.high = next;
}

/** Adds the product of two numbers to a long sum. */
export function addProduct(total: LongSum, a: number, b: number): void {
  const product = a * b;
  total.low += productError(a, b, product);
  addTo(total, product);
}
