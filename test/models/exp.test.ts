import { describe, expect, it } from 'vitest';
import { exp, logistic, tanh } from '../../src/models/exp.ts';

/** Units in the last place between two numbers. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Math.abs(Number(bits[0] - bits[1]));
}

function worst(f: (x: number) => number, truth: (x: number) => number, from: number, to: number): number {
  let max = 0;
  for (let i = 0; i <= 20000; i++) {
    const x = from + ((to - from) * i) / 20000;
    max = Math.max(max, ulps(f(x), truth(x)));
  }
  return max;
}

// The platform's own functions are within 1 ulp themselves.
describe('exp, tanh and logistic of our own', () => {
  it.each([
    ['exp', exp, Math.exp, -700, 700, 2],
    ['exp near zero', exp, Math.exp, -1, 1, 2],
    ['exp where it gets subnormal', exp, Math.exp, -745.1, -700, 2],
    ['tanh', tanh, Math.tanh, -30, 30, 4],
    ['tanh near zero', tanh, Math.tanh, -1e-3, 1e-3, 4],
    ['tanh in between', tanh, Math.tanh, -2, 2, 4],
    ['logistic', logistic, (x: number) => 1 / (1 + Math.exp(-x)), -5, 40, 4],
  ])('%s', (_, own, platform, from, to, max) => {
    expect(worst(own, platform, from, to)).toBeLessThanOrEqual(max);
  });

  it.each([
    [exp, 0, 1],
    [exp, 709.782712893384, Math.exp(709.782712893384)],
    [exp, 710, Infinity],
    [exp, -746, 0],
    [exp, -Infinity, 0],
    [exp, Infinity, Infinity],
    [exp, NaN, NaN],
    [tanh, 0, 0],
    [tanh, 40, 1],
    [tanh, -Infinity, -1],
    [tanh, NaN, NaN],
    [logistic, 0, 0.5],
    [logistic, -800, 0],
    [logistic, Infinity, 1],
    [logistic, NaN, NaN],
  ])('%s of %d is %d', (f, x, y) => {
    expect(ulps(f(x), y)).toBeLessThanOrEqual(2);
    expect(Number.isNaN(f(x))).toBe(Number.isNaN(y));
  });

  it('gives these very digits', () => {
    expect([exp(1.1), exp(-17.3), tanh(0.3), logistic(-2.5)]).toEqual([
      3.0041660239464334, 3.066941294563555e-8, 0.29131261245159085, 0.07585818002124356,
    ]);
  });
});
