/** ln 2 in two parts: the first has 20 trailing zero bits, so that its product with a whole number below 2^11 is exact. */
const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const known = [0];

/**
 * Gives the natural logarithm of a whole number from 1, of + - * / alone, so that it is the same to the last digit in every tab; within 1 ulp
 * of the truth. The number is a power of two times m in [0.7, 1.42), and ln m = 2 atanh((m - 1) / (m + 1)).
 */
export function ln(whole: number): number {
  if (whole < known.length) return known[whole - 1];
  const value = series(whole);
  if (whole === known.length + 1 && whole < 4096) known.push(value);
  return value;
}

function series(whole: number): number {
  let m = whole;
  let k = 0;
  while (m >= Math.SQRT2) {
    m /= 2;
    k++;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let sum = 0;
  for (let n = 21; n >= 3; n -= 2) sum = (sum + 1 / n) * z;
  return k * ln2High + (2 * s + (2 * s * sum + k * ln2Low));
}
