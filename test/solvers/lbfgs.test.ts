import { describe, expect, it } from 'vitest';
import { cholesky, solveFactored } from '../../src/solvers/cholesky.ts';
import { lbfgs } from '../../src/solvers/lbfgs.ts';

const isSmall = (gradient: Float64Array) => gradient.every((each) => Math.abs(each) <= 1e-9);

describe('L-BFGS', () => {
  it('finds the end of Rosenbrock’s valley', async () => {
    const start = Float64Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const found = await lbfgs(
      (x, gradient) => {
        let value = 0;
        for (let i = 0; i < x.length; i += 2) {
          const [a, b] = [1 - x[i], x[i + 1] - x[i] * x[i]];
          value += a * a + 100 * b * b;
          gradient[i] = -2 * a - 400 * x[i] * b;
          gradient[i + 1] = 200 * b;
        }
        return Promise.resolve(value);
      },
      start,
      { maxIter: 500, isSmall },
    );
    expect(found.converged).toBe(true);
    expect(found.iterations).toBeLessThan(80);
    expect(Math.max(...found.point.map((each) => Math.abs(each - 1)))).toBeLessThan(1e-9);
    expect(start[0]).toBe(-1.2);
  });

  it('steps back from where the function is not finite', async () => {
    const found = await lbfgs(
      ([x], gradient) => {
        gradient[0] = 1 - 1e-3 / x;
        return Promise.resolve(x > 0 ? x - 1e-3 * Math.log(x) : NaN);
      },
      Float64Array.of(5),
      { maxIter: 100, isSmall },
    );
    expect(found.point[0]).toBeCloseTo(1e-3, 10);
  });

  it('says when it ran out of iterations', async () => {
    const bowl = (x: Float64Array, gradient: Float64Array) => {
      x.forEach((each, i) => (gradient[i] = 10 ** i * each));
      return Promise.resolve(x.reduce((sum, each, i) => sum + (10 ** i * each * each) / 2, 0));
    };
    const options = { maxIter: 3, isSmall };
    expect(await lbfgs(bowl, new Float64Array(6).fill(1), options)).toMatchObject({ converged: false, iterations: 3 });
  });
});

describe('symmetric systems', () => {
  it('solves', () => {
    const matrix = Float64Array.of(4, NaN, 2, 5);
    expect(cholesky(matrix, 2)).toBe(true);
    expect(solveFactored(matrix, Float64Array.of(8, 12))).toEqual(Float64Array.of(1, 2));
  });

  it('sees that a matrix is not positive definite', () => {
    expect(cholesky(Float64Array.of(1, 0, 2, 1), 2)).toBe(false);
  });
});
