import { cholesky, solveFactored } from './cholesky.ts';
import type { LbfgsOptions, Minimum } from './lbfgs.ts';

/** Gives the value at a point; writes the gradient there and, where asked, the lower triangle of the Hessian. */
export type EvaluateCurved = (
  point: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array | undefined,
) => Promise<number>;

/** `isNear`: the start is near enough to the minimum for a Hessian to serve several steps: it costs far more than a gradient. */
export interface NewtonOptions extends Omit<LbfgsOptions, 'memory'> {
  isNear?: boolean;
}

/** A Hessian serves on while each step leaves at most this share of the gradient. */
const quick = 0.1;
/** Steps without descent after which the point is taken as the float64 optimum. */
const maxIdleSteps = 3;

/**
 * Finds the minimum of a convex function by Newton's method with step halving. Once the gradient is small two more steps
 * are made without looking back.
 * Source: Kelley, "Iterative Methods for Linear and Nonlinear Equations" (1995), 5.4, Shamanskii's method.
 */
export async function newton(
  evaluate: EvaluateCurved,
  start: Float64Array,
  { maxIter, isSmall, each, isNear = false }: NewtonOptions,
): Promise<Minimum> {
  const size = start.length;
  const hessian = new Float64Array(size * size);
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(size);
  let value = await evaluate(point, gradient, hessian);
  let factor = factorize(hessian, size);
  let left = 0;
  let idle = 0;
  for (let iterations = 0; ; iterations++) {
    const small = isSmall(gradient, value);
    const step = factor && solveFactored(factor, gradient);
    if (small && factor) point = await closed(evaluate, point, gradient, factor);
    if (small || !step || idle >= maxIdleSteps) {
      return { point, value, gradient, iterations, converged: small || idle >= maxIdleSteps };
    }
    if (iterations >= maxIter) return { point, value, gradient, iterations, converged: false };

    const slope = step.reduce((sum, each, j) => sum - each * gradient[j], 0);
    const blur = 1e-13 * Math.abs(value);
    const renew = !isNear || left > quick;
    let share = 1;
    for (; share > 1e-12; share /= 2) {
      const next = point.map((each, j) => each - share * step[j]);
      const nextGradient = new Float64Array(size);
      const found = await evaluate(next, nextGradient, renew ? hessian : undefined);
      if (!(found <= value + 1e-4 * share * slope + blur)) continue;
      left = largest(nextGradient) / largest(gradient);
      idle = left > 0.5 && value - found <= blur ? idle + 1 : 0;
      [point, gradient, value] = [next, nextGradient, found];
      break;
    }
    if (share <= 1e-12) return { point, value, gradient, iterations, converged: false };
    if (renew) factor = factorize(hessian, size);
    await each?.(iterations + 1, value, gradient);
  }
}

/** Makes two more steps from a point whose gradient is small already: what is left of the error shrinks with each. */
async function closed(
  evaluate: EvaluateCurved,
  point: Float64Array,
  gradient: Float64Array,
  factor: Float64Array,
): Promise<Float64Array> {
  const first = solveFactored(factor, gradient);
  const next = point.map((each, j) => each - first[j]);
  const nextGradient = new Float64Array(point.length);
  await evaluate(next, nextGradient, undefined);
  if (!(largest(nextGradient) <= largest(gradient))) return point;
  const second = solveFactored(factor, nextGradient);
  return next.map((each, j) => each - second[j]);
}

/** Factors a Hessian; one that rounding made singular gets a little more on its diagonal. */
function factorize(hessian: Float64Array, size: number): Float64Array | undefined {
  let max = 0;
  for (let j = 0; j < size; j++) max = Math.max(max, hessian[j * size + j]);
  for (let more = 0; more <= 1e-4; more = more === 0 ? 1e-15 : more * 100) {
    const matrix = hessian.slice();
    for (let j = 0; j < size; j++) matrix[j * size + j] += more * max;
    if (cholesky(matrix, size)) return matrix;
  }
  return undefined;
}

function largest(gradient: Float64Array): number {
  return gradient.reduce((max, each) => Math.max(max, Math.abs(each)), 0);
}
