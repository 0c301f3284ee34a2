import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../src/base/base64.ts';
import { randomFrom } from '../../src/base/random.ts';

describe('base64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['foobar', 'Zm9vYmFy'],
  ])('writes and reads %j as RFC 4648 does', (text, base64) => {
    const bytes = new TextEncoder().encode(text);
    expect(toBase64(bytes)).toBe(base64);
    expect(fromBase64(base64)).toEqual(bytes);
  });

  it('gives bytes of several blocks back, and writes only the part that a view shows', () => {
    const random = randomFrom(7);
    const bytes = Uint8Array.from({ length: 200_003 }, () => Math.floor(256 * random.uniform()));
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(fromBase64(toBase64(bytes.subarray(3, 100)))).toEqual(bytes.slice(3, 100));
  });

  it('writes numbers little-endian', () => {
    const numbers = Float64Array.of(0, 1.5, -2e-7).subarray(1);
    expect(new Float64Array(fromBase64(toBase64(numbers)).buffer)).toEqual(numbers.slice());
  });

  it('refuses what is not base64', () => {
    expect(() => fromBase64('a*')).toThrow();
  });
});
