import { describe, expect, it } from 'vitest';
import { coefficientInference, type EstimateStat } from '../../src/solvers/inference.ts';
import { leastSquares } from '../../src/solvers/least-squares.ts';
import { twoSidedLimit, twoSidedShare } from '../../src/solvers/student.ts';
import reference from '../reference/solvers.json' with { type: 'json' };
import { quietRun } from '../run.ts';
import { nist } from './nist.ts';
import { makeBlocks, drawLine } from './tables.ts';

const exact = { intercept: true, alpha: 0, tol: Number.EPSILON };
const share = (found: number, expected: number) => Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-300);

describe('Student’s t equals mpmath', () => {
  it.each(reference.student)('t $t, freedom $freedom', ({ t, freedom, share: expected }) => {
    expect(share(twoSidedShare(t, freedom), expected)).toBeLessThan(1e-10);
  });

  it.each(reference.limits)('share $share, freedom $freedom', ({ share: tail, freedom, limit }) => {
    expect(share(twoSidedLimit(tail, freedom), limit)).toBeLessThan(1e-10);
  });
});

describe('standard errors', () => {
  it.each(nist.filter(({ name }) => !['Wampler1', 'Wampler2'].includes(name)))(
    'equal the certified ones of $name',
    async ({ name, features, target, intercept, deviations }) => {
      const blocks = makeBlocks(Float64Array.from(features.flat()), features.length, features[0].length);
      const problem = { ...blocks, target: Float64Array.from(target) };
      const found = coefficientInference(await leastSquares(problem, { ...exact, intercept }, quietRun()));
      const all = [...(found.intercept ? [found.intercept] : []), ...found.coefficients];
      const worst = Math.max(...all.map(({ standardError }, i) => share(standardError, deviations[i])));
      expect(worst).toBeLessThan(name === 'Filip' ? 1e-6 : 1e-12);
    },
  );

  it.each(reference.inference)('$name: t, p, intervals and inflation equal NumPy and SciPy', async (expected) => {
    const problem = drawLine(expected.seed, expected.rows, expected.cols);
    const found = coefficientInference(
      await leastSquares(problem, { ...exact, intercept: expected.intercept }, quietRun()),
    );
    const all: EstimateStat[] = [...(found.intercept ? [found.intercept] : []), ...found.coefficients];
    for (const number of ['standardError', 't', 'lower', 'upper'] as const)
      all.forEach((each, i) => expect(share(each[number], expected[number][i]), number).toBeLessThan(1e-9));
    all.forEach((each, i) => expect(each.p).toBeCloseTo(expected.p[i], 9));
    found.coefficients.forEach((each, i) => expect(share(each.inflation, expected.inflation[i])).toBeLessThan(1e-9));
  });

  it('is silent about coefficients that the rows do not determine', async () => {
    const { features, target } = drawLine(34, 40, 3);
    const twice = Float64Array.from({ length: 160 }, (_, i) => features[Math.floor(i / 4) * 3 + ((i % 4) % 3)]);
    const found = coefficientInference(await leastSquares({ ...makeBlocks(twice, 40, 4), target }, exact, quietRun()));
    expect(found.coefficients.map(({ standardError }) => Number.isNaN(standardError))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(found.freedom).toBe(36);
    const wide = drawLine(35, 400, 150);
    const padded = {
      ...wide,
      cols: 151,
      block: (from: number, to: number, into: Float64Array) => {
        for (let i = from; i < to; i++) {
          into.set(wide.features.subarray(i * 150, (i + 1) * 150), (i - from) * 151);
          into[(i - from) * 151 + 150] = wide.features[i * 150 + 7];
        }
      },
    };
    const [more, own] = [
      coefficientInference(await leastSquares(padded, exact, quietRun())),
      coefficientInference(await leastSquares(wide, exact, quietRun())),
    ];
    expect(more.coefficients.flatMap(({ t }, j) => (Number.isNaN(t) ? [j] : []))).toEqual([7, 150]);
    expect(share(more.coefficients[30].standardError, own.coefficients[30].standardError)).toBeLessThan(1e-10);
  });
});
