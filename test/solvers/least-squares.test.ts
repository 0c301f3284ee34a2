import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../src/solvers/least-squares.ts';
import { quietRun } from '../run.ts';
import { nist } from './nist.ts';

const exact = { intercept: true, alpha: 0, tol: Number.EPSILON };

/** Makes a problem of rows of features. */
const problemOf = (rows: number[][], target: ArrayLike<number>) => ({
  rows: rows.length,
  cols: rows[0]?.length ?? 0,
  target: Float64Array.from(target),
  block: (from: number, to: number, into: Float64Array) => into.set(rows.slice(from, to).flat()),
});

/** Digits that two numbers have in common, 16 at most. */
const digits = (found: number, expected: number) =>
  found === expected ? 16 : -Math.log10(Math.abs(found - expected) / Math.abs(expected));

/** What float64 columns allow: the powers of Filip and the decimals of Wampler2 are rounded before anyone solves. */
const allowed: Record<string, number> = { Filip: 7.7, Wampler2: 13, Longley: 14 };

describe('the certified values of NIST', () => {
  it.each(nist)('$name', async ({ name, features, target, intercept, coefficients }) => {
    const solved = await leastSquares(problemOf(features, target), { ...exact, intercept }, quietRun());
    const found = intercept ? [solved.intercept, ...solved.coefficients] : [...solved.coefficients];
    expect(solved.rank).toBe(features[0].length);
    const worst = Math.min(...found.map((value, i) => digits(value, coefficients[i])));
    expect(worst).toBeGreaterThan(allowed[name] ?? 14.5);
  });
});
