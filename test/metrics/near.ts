import { expect } from 'vitest';

/** Matches a number that differs by at most a share of the expected one (near zero: by that much itself). */
export function near(expected: number, share: number): number {
  const allowed = Math.abs(expected) > 1e-300 ? Math.abs(expected) * share : share;
  const digits = -Math.log10(2 * allowed);
  return expect.closeTo(expected, digits) as number;
}
