import { describe, expect, it } from 'vitest';
import { isStopped } from '../../src/base/errors.ts';
import { leastSquares } from '../../src/solvers/least-squares.ts';
import reference from '../reference/solvers.json' with { type: 'json' };
import { quietRun } from '../run.ts';
import { nist } from './nist.ts';
import { makeBlocks, drawLine } from './tables.ts';

const exact = { intercept: true, alpha: 0, tol: Number.EPSILON };

const makeProblem = (rows: number[][], target: ArrayLike<number>) => ({
  ...makeBlocks(Float64Array.from(rows.flat()), rows.length, rows[0].length),
  target: Float64Array.from(target),
});

/** Digits that two numbers have in common, 16 at most. */
const digits = (found: number, expected: number) =>
  found === expected ? 16 : -Math.log10(Math.abs(found - expected) / Math.abs(expected));

/** Largest difference, as a share of the largest expected number. */
const offBy = (found: Float64Array, expected: ArrayLike<number>) => {
  const largest = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]))) / largest;
};

/** What float64 columns allow: the powers of Filip and the decimals of Wampler2 are rounded before anyone solves. */
const allowed: Record<string, number> = { Filip: 7.7, Wampler2: 13, Longley: 14 };

describe('the certified values of NIST', () => {
  it.each(nist)('$name', async ({ name, features, target, intercept, coefficients }) => {
    const solved = await leastSquares(makeProblem(features, target), { ...exact, intercept }, quietRun());
    const found = intercept ? [solved.intercept, ...solved.coefficients] : [...solved.coefficients];
    expect(solved.rank).toBe(features[0].length);
    const worst = Math.min(...found.map((value, i) => digits(value, coefficients[i])));
    expect(worst).toBeGreaterThan(allowed[name] ?? 14.5);
  });
});

describe('scikit-learn on drawn tables', () => {
  it.each(reference.linear)('$name', async ({ seed, rows, cols, intercept, alpha, coefficients, level }) => {
    const problem = drawLine(seed, rows, cols);
    const solved = await leastSquares(problem, { ...exact, intercept, alpha }, quietRun());
    expect(offBy(solved.coefficients, coefficients)).toBeLessThan(1e-11);
    expect(Math.abs(solved.intercept - level)).toBeLessThan(1e-11 * Math.max(...problem.target.map(Math.abs)));
  });
});

describe('columns that others make superfluous', () => {
  const random = drawLine(11, 700, 3);
  const x = (i: number, j: number) => random.features[i * 3 + j];
  const makeRows = (row: (i: number) => number[]) => Array.from({ length: 700 }, (_, i) => row(i));

  it('shares a coefficient between equal columns', async () => {
    const rows = makeRows((i) => [x(i, 0), x(i, 1), x(i, 2), x(i, 1)]);
    const [solved, plain] = [
      await leastSquares(makeProblem(rows, random.target), exact, quietRun()),
      await leastSquares(random, exact, quietRun()),
    ];
    const [a, b, c] = plain.coefficients;
    expect(offBy(solved.coefficients, [a, b / 2, c, b / 2])).toBeLessThan(1e-13);
    expect(solved.intercept).toBeCloseTo(plain.intercept, 11);
    expect([solved.rank, solved.redundant]).toEqual([3, [3]]);
  });

  it('takes the smallest coefficients in the columns’ own units, as numpy’s lstsq does', async () => {
    const rows = makeRows((i) => [x(i, 0), 1000 * x(i, 0)]);
    const solved = await leastSquares(makeProblem(rows, random.target), exact, quietRun());
    expect(solved.coefficients[0] * 1000).toBeCloseTo(solved.coefficients[1], 10);
    expect(solved.redundant).toEqual([1]);
  });

  it.each([0, 130])(
    'predicts the same with all levels of two categories and an intercept as without the first levels (%i more)',
    async (others) => {
      const more = drawLine(14, 700, others);
      const first = (i: number) => [0, 1, 2].map((level) => (i % 3 === level ? 1 : 0));
      const second = (i: number) => [0, 1, 2, 3].map((level) => (((i * 7) >> 2) % 4 === level ? 1 : 0));
      const all = makeRows((i) => [
        x(i, 0),
        ...first(i),
        ...second(i),
        ...more.features.subarray(i * others, (i + 1) * others),
      ]);
      const fewer = all.map(([number, , b, c, , e, f, g, ...rest]) => [number, b, c, e, f, g, ...rest]);
      const solved = await leastSquares(makeProblem(all, random.target), exact, quietRun());
      const plain = await leastSquares(makeProblem(fewer, random.target), exact, quietRun());
      expect([solved.rank, solved.redundant]).toEqual([6 + others, [3, 7]]);
      const [levels, otherLevels] = [solved.coefficients.subarray(1, 4), solved.coefficients.subarray(4, 8)];
      // Of smallest norm: neither category can be moved as a whole.
      expect(levels.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 9);
      expect(otherLevels.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 9);
      const predict = (rows: number[][], { intercept, coefficients }: typeof solved) =>
        Float64Array.from(rows, (row) => row.reduce((total, value, j) => total + value * coefficients[j], intercept));
      expect(offBy(predict(all, solved), predict(fewer, plain))).toBeLessThan(1e-12);
    },
  );

  it('gives a constant column nothing', async () => {
    const solved = await leastSquares(
      makeProblem(
        makeRows((i) => [0.1, x(i, 1)]),
        random.target,
      ),
      exact,
      quietRun(),
    );
    expect(solved.coefficients[0]).toBe(0);
    expect(solved.redundant).toEqual([0]);
  });

  it('keeps columns of very different size', async () => {
    const rows = makeRows((i) => [x(i, 0) * 1e-9, x(i, 1) * 1e9, x(i, 2)]);
    const solved = await leastSquares(makeProblem(rows, random.target), exact, quietRun());
    const plain = await leastSquares(random, exact, quietRun());
    expect(
      offBy(
        solved.coefficients.map((value, j) => value * [1e-9, 1e9, 1][j]),
        plain.coefficients,
      ),
    ).toBeLessThan(1e-13);
    expect(solved.redundant).toEqual([]);
  });
});

describe('edges', () => {
  it('answers the mean without features', async () => {
    const problem = { ...makeBlocks(new Float64Array(0), 3, 0), target: Float64Array.of(1, 2, 6) };
    const solved = await leastSquares(problem, exact, quietRun());
    expect([solved.intercept, solved.coefficients.length, solved.rank]).toEqual([3, 0, 0]);
  });

  it('answers the target of a single row', async () => {
    const solved = await leastSquares(makeProblem([[4, 5]], [7]), exact, quietRun());
    expect([solved.intercept, ...solved.coefficients]).toEqual([7, 0, 0]);
    expect(solved.redundant).toEqual([0, 1]);
  });

  it.each([NaN, Infinity, 1e308])('names a column that holds %d', async (value) => {
    const problem = {
      ...makeProblem(
        [
          [1, 2],
          [value, 3],
          [value, 5],
        ],
        [1, 2, 3],
      ),
      names: ['a', 'b'],
    };
    await expect(leastSquares(problem, exact, quietRun())).rejects.toMatchObject({
      code: 'train.not-a-number',
      params: { name: 'a' },
    });
  });

  it('solves a wide table', async () => {
    const problem = drawLine(12, 900, 240);
    const solved = await leastSquares(problem, exact, quietRun());
    expect(solved.rank).toBe(240);
    expect(solved.residualSquares).toBeLessThan(900 / 12);
  });

  it('leaves its input alone, rises to the end and stops', async () => {
    const problem = drawLine(13, 20_000, 3);
    const [features, target] = [problem.features.slice(), problem.target.slice()];
    const run = quietRun();
    await leastSquares(problem, exact, run);
    expect([problem.features, problem.target]).toEqual([features, target]);
    const shares = run.events.map((event) => (event.type === 'progress' ? event.done / event.total : NaN));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const stopped = new AbortController();
    stopped.abort();
    await expect(leastSquares(problem, exact, quietRun(stopped.signal))).rejects.toSatisfy(isStopped);
  });
});
