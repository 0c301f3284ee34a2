import { describe, expect, it } from 'vitest';
import { binPairs, binResiduals, quantile, slicePairs } from '../../src/metrics/binning.ts';
import { logTicksBetween, roundRange, ticksBetween } from '../../src/metrics/ticks.ts';

describe('ticks', () => {
  it.each([
    [0, 1, 4, [0, 0.25, 0.5, 0.75, 1]],
    [-4000, 4000, 4, [-4000, -2000, 0, 2000, 4000]],
    [3, 17, 5, [5, 10, 15]],
    [0.1, 0.3, 4, [0.1, 0.15, 0.2, 0.25, 0.3]],
  ])('between %d and %d', (from, to, count, ticks) => {
    expect(ticksBetween(from, to, count)).toEqual(ticks);
  });

  it('of a logarithmic axis are 1, 2, 5, or powers alone', () => {
    expect(logTicksBetween(0.015, 1, 6)).toEqual([0.02, 0.05, 0.1, 0.2, 0.5, 1]);
    expect(logTicksBetween(1e-6, 1, 7)).toEqual([1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 1]);
    expect(logTicksBetween(0.31, 0.34, 3)).toEqual([0.31, 0.32, 0.33, 0.34]);
  });

  it('widens a range to round ends', () => {
    expect(roundRange(-3.2, 17.4, 5)).toEqual([-5, 20]);
    expect(roundRange(7, 7, 5)).toEqual([3.5, 10.5]);
  });
});

describe('bins', () => {
  it('interpolates quantiles as NumPy does', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
  });

  it('loses no residual', () => {
    const values = Float64Array.from({ length: 1000 }, (_, k) => Math.tan(((k - 499.5) / 1000) * Math.PI)).sort();
    const { from, width, counts, below, above } = binResiduals(values);
    expect(counts.reduce((sum, count) => sum + count, below + above)).toBe(1000);
    expect(below).toBeGreaterThan(0);
    const zero = Math.round((0 - from) / width);
    expect(from + zero * width).toBeCloseTo(0, 12);
  });

  it('holds equal residuals in one bin', () => {
    expect(binResiduals(new Float64Array(5)).counts.reduce((sum, count) => sum + count, 0)).toBe(5);
  });

  it('counts pairs in squares and those outside', () => {
    const grid = binPairs([0, 1, 2, 2, 9], [0, 1, 2, 2, 9], [0, 2], 2, 2);
    expect([...grid.counts]).toEqual([1, 0, 0, 3]);
    expect(grid.outside).toBe(1);
  });

  it('sums up parts of the actual values', () => {
    const parts = slicePairs(Float64Array.of(1, 2, 11), Float64Array.of(2, 2, 10), [0, 80]);
    expect(parts).toEqual([
      { from: 0, to: 10, rows: 2, meanActual: 1.5, meanPredicted: 2, medianError: 0.5 },
      { from: 10, to: 20, rows: 1, meanActual: 11, meanPredicted: 10, medianError: 1 },
    ]);
  });
});
