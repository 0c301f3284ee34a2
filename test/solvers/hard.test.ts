import { expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import { leastSquares } from '../../src/solvers/least-squares.ts';
import reference from '../reference/hard.json' with { type: 'json' };
import { quietRun } from '../run.ts';
import { makeBlocks } from './tables.ts';

const [rows, cols] = [20_000, 6];

/** The tables of test/reference/make_hard.py: their exact solution is known. */
function draw(kind: string) {
  const random = randomFrom(51);
  const features = Float64Array.from({ length: rows * cols }, () => Math.floor(random.uniform() * 65536));
  const truth = Float64Array.of(3, -2, 5, 1, -4, 7);
  const change = (j: number, cell: (at: number) => number) => {
    for (let at = j; at < features.length; at += cols) features[at] = cell(at);
  };
  if (kind === 'near-duplicate columns') change(5, (at) => features[at - 1] + (features[at] % 8) * 2 ** -20);
  if (kind === 'badly scaled columns')
    truth.forEach((value, j) => {
      change(j, (at) => features[at] * 2 ** (13 * (j - 3)));
      truth[j] = value / 2 ** (13 * (j - 3));
    });
  if (kind === 'a constant column') {
    change(2, () => 3);
    truth[2] = 0;
  }
  if (kind === 'duplicate columns') {
    change(5, (at) => features[at - 1]);
    truth[4] = truth[5] = 2;
  }
  const target = Float64Array.from({ length: rows }, (_, i) =>
    truth.reduce((sum, value, j) => sum + value * features[i * cols + j], 11),
  );
  return { problem: { ...makeBlocks(features, rows, cols), target }, truth };
}

it.each(reference.cases)('is no less accurate than scikit-learn on $kind', async ({ kind, error }) => {
  const { problem, truth } = draw(kind);
  const solved = await leastSquares(problem, { intercept: true, alpha: 0, tol: Number.EPSILON }, quietRun());
  const own = truth.reduce(
    (max, value, j) => Math.max(max, Math.abs(solved.coefficients[j] - value) / Math.abs(value || 1)),
    0,
  );
  expect(own).toBeLessThanOrEqual(error);
  expect(own).toBeLessThan(1e-12);
});
