import { describe, expect, it } from 'vitest';
import { AppError, isStopped } from '../../src/base/errors.ts';
import { fitLogistic, type LogisticFit } from '../../src/solvers/logistic.ts';
import reference from '../reference/solvers.json' with { type: 'json' };
import { quietRun } from '../run.ts';
import { drawClasses } from './tables.ts';

const usual = { C: 1, intercept: true, maxIter: 1000, tol: 1e-8 };

/** rows x classes probabilities. */
function probabilities(fit: LogisticFit, { features, rows, cols, classes }: ReturnType<typeof drawClasses>) {
  const outputs = fit.intercepts.length;
  return Array.from({ length: rows }, (_, i) => {
    const scores = Array.from(fit.intercepts, (level, o) => {
      let score = level;
      for (let j = 0; j < cols; j++) score += fit.coefficients[o * cols + j] * features[i * cols + j];
      return score;
    });
    const all = outputs === 1 && classes.length === 2 ? [0, scores[0]] : scores;
    const max = Math.max(...all);
    const shares = all.map((score) => Math.exp(score - max));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => share / total);
  });
}

const logLoss = (shares: number[][], codes: Int32Array) =>
  shares.reduce((sum, row, i) => sum - Math.log(row[codes[i]]), 0) / shares.length;

const offBy = (found: ArrayLike<number>, expected: ArrayLike<number>) =>
  Math.max(...Array.from(found, (value, i) => Math.abs(value - expected[i])));

describe('scikit-learn (newton-cg, tol 1e-12) on drawn tables', () => {
  it.each(reference.logistic)('$name', async (expected) => {
    const { seed, rows, cols, classes, C, intercept, balanced, counts } = expected;
    const problem = drawClasses(seed, rows, cols, classes);
    const weights = balanced ? Float64Array.from(problem.codes, (code) => rows / (classes * counts[code])) : undefined;
    const fit = await fitLogistic({ ...problem, weights }, { ...usual, C, intercept }, quietRun());
    const shares = probabilities(fit, problem);
    expect(fit).toMatchObject({ converged: true, method: 'newton', absent: [] });
    expect(offBy(shares.slice(0, 3).flat(), expected.first)).toBeLessThan(1e-9);
    expect(logLoss(shares, problem.codes)).toBeCloseTo(expected.logLoss, 10);
    expect(offBy(fit.coefficients, expected.coefficients)).toBeLessThan(3e-7);
  });
});

describe('L-BFGS', () => {
  it('agrees with Newton’s method', async () => {
    const narrow = drawClasses(20, 900, 30, 3);
    const newton = await fitLogistic(narrow, usual, quietRun());
    // 600 constant columns change nothing but the number of parameters.
    const padded = {
      ...narrow,
      cols: 630,
      block: (from: number, to: number, into: Float64Array) => {
        into.fill(5, 0, (to - from) * 630);
        for (let i = from; i < to; i++) into.set(narrow.features.subarray(i * 30, (i + 1) * 30), (i - from) * 630);
      },
    };
    const wide = await fitLogistic(padded, usual, quietRun());
    expect([newton.method, wide.method, wide.converged]).toEqual(['newton', 'lbfgs', true]);
    const own = [0, 1, 2].flatMap((o) => [...wide.coefficients.subarray(o * 630, o * 630 + 30)]);
    expect(offBy(own, newton.coefficients)).toBeLessThan(1e-8);
    expect(offBy(wide.intercepts, newton.intercepts)).toBeLessThan(1e-6);
  });
});

describe('classes', () => {
  const problem = drawClasses(21, 200, 3, 2);

  it('gives a class without rows the probability 0 and the others what they would have alone', async () => {
    const alone = probabilities(await fitLogistic(problem, usual, quietRun()), problem);
    const codes = problem.codes.map((code) => code * 2);
    const named = { ...problem, codes, classes: ['a', 'b', 'c'] };
    const fit = await fitLogistic(named, usual, quietRun());
    expect(fit.absent).toEqual([1]);
    const shares = probabilities(fit, named);
    expect(shares.every(([, b]) => b === 0)).toBe(true);
    expect(
      offBy(
        shares.map(([a]) => a),
        alone.map(([a]) => a),
      ),
    ).toBeLessThan(1e-12);
  });

  it('needs two', async () => {
    const single = { ...problem, codes: new Int32Array(200).fill(1) };
    const failed = fitLogistic(single, usual, quietRun());
    await expect(failed).rejects.toSatisfy(
      (error) => error instanceof AppError && error.code === 'train.one-class' && error.message.includes('class 1'),
    );
  });
});

describe('edges', () => {
  it('says when the iterations did not suffice', async () => {
    const fit = await fitLogistic(drawClasses(22, 300, 4, 3), { ...usual, maxIter: 2 }, quietRun());
    expect([fit.converged, fit.iterations]).toEqual([false, 2]);
  });

  it('separable classes with hardly a penalty stay finite', async () => {
    const features = Float64Array.from({ length: 60 }, (_, i) => i);
    const problem = {
      rows: 60,
      cols: 1,
      codes: Int32Array.from(features, (x) => (x < 30 ? 0 : 1)),
      classes: ['low', 'high'],
      block: (from: number, to: number, into: Float64Array) => into.set(features.subarray(from, to)),
    };
    const fit = await fitLogistic(problem, { ...usual, C: 1e8 }, quietRun());
    expect(fit.converged).toBe(true);
    expect(-fit.intercepts[0] / fit.coefficients[0]).toBeCloseTo(29.5, 6);
  });

  it('fits an intercept alone', async () => {
    const problem = { rows: 4, cols: 0, codes: Int32Array.of(0, 1, 1, 1), classes: ['a', 'b'], block: () => undefined };
    const fit = await fitLogistic(problem, usual, quietRun());
    expect(fit.intercepts[0]).toBeCloseTo(Math.log(3), 14);
  });

  it('starts from a sample of many rows and ends where it would have', async () => {
    const problem = drawClasses(23, 64_000, 3, 3);
    const run = quietRun();
    const fit = await fitLogistic(problem, usual, run);
    expect(fit.converged).toBe(true);
    // The same rows ordered by class: a class is missing in their first 16th, so nothing is sampled.
    const order = Int32Array.from(problem.codes.keys()).sort((a, b) => problem.codes[a] - problem.codes[b]);
    const sorted = {
      ...problem,
      codes: Int32Array.from(order, (row) => problem.codes[row]),
      block: (from: number, to: number, into: Float64Array) => {
        for (let i = from; i < to; i++)
          into.set(problem.features.subarray(order[i] * 3, (order[i] + 1) * 3), (i - from) * 3);
      },
    };
    const plain = await fitLogistic(sorted, usual, quietRun());
    expect(offBy(fit.coefficients, plain.coefficients)).toBeLessThan(1e-10);
    expect(offBy(fit.intercepts, plain.intercepts)).toBeLessThan(1e-10);
    const shares = run.events.flatMap((event) => (event.type === 'progress' ? [event.done / event.total] : []));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('stops', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const fit = fitLogistic(drawClasses(24, 100, 2, 2), usual, quietRun(stopped.signal));
    await expect(fit).rejects.toSatisfy(isStopped);
  });
});
