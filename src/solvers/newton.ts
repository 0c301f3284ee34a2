import { solveSymmetric } from './cholesky.ts';
import type { LbfgsOptions, Minimum } from './lbfgs.ts';

/** Gives the value at a point; writes the gradient and the lower triangle of the Hessian there. */
export type EvaluateCurved = (point: Float64Array, gradient: Float64Array, hessian: Float64Array) => Promise<number>;

/**
 * Finds the minimum of a convex function by Newton's method with step halving. Once the gradient is small one more
 * step is made without looking back: it squares the error that is left.
 */
export async function newton(
  evaluate: EvaluateCurved,
  start: Float64Array,
  { maxIter, isSmall, each }: Omit<LbfgsOptions, 'memory'>,
): Promise<Minimum> {
  const size = start.length;
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(size);
  let hessian = new Float64Array(size * size);
  let spare = new Float64Array(size * size);
  let value = await evaluate(point, gradient, hessian);
  for (let iterations = 0; ; iterations++) {
    const small = isSmall(gradient, value);
    if (!small && iterations >= maxIter) return { point, value, gradient, iterations, converged: false };
    const step = stepOf(hessian, gradient);
    if (small || !step) {
      if (step) point = point.map((each, j) => each - step[j]);
      return { point, value, gradient, iterations, converged: small };
    }
    const slope = step.reduce((sum, each, j) => sum - each * gradient[j], 0);
    const blur = 1e-13 * Math.abs(value);
    let share = 1;
    for (; share > 1e-12; share /= 2) {
      const next = point.map((each, j) => each - share * step[j]);
      const nextGradient = new Float64Array(size);
      const found = await evaluate(next, nextGradient, spare);
      if (!(found <= value + 1e-4 * share * slope + blur)) continue;
      [hessian, spare] = [spare, hessian];
      [point, gradient, value] = [next, nextGradient, found];
      break;
    }
    if (share <= 1e-12) return { point, value, gradient, iterations, converged: false };
    await each?.(iterations + 1, value, gradient);
  }
}

/** Solves for the Newton step; a Hessian that rounding made singular gets a little more on its diagonal. */
function stepOf(hessian: Float64Array, gradient: Float64Array): Float64Array | undefined {
  const size = gradient.length;
  const largest = gradient.reduce((most, _, j) => Math.max(most, hessian[j * size + j]), 0);
  for (let more = 0; more <= 1e-4; more = more === 0 ? 1e-15 : more * 100) {
    const matrix = hessian.slice();
    for (let j = 0; j < size; j++) matrix[j * size + j] += more * largest;
    const step = solveSymmetric(matrix, gradient);
    if (step?.every(Number.isFinite)) return step;
  }
  return undefined;
}
