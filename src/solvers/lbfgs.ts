/** Gives the value at a point and writes the gradient there into `gradient`. May give something not finite outside its domain. */
export type Evaluate = (point: Float64Array, gradient: Float64Array) => Promise<number>;

/** How a minimum is searched. */
export interface LbfgsOptions {
  maxIter: number;
  /** Is true once the gradient is small enough. */
  isSmall: (gradient: Float64Array, value: number) => boolean;
  /** Pairs of steps and gradient changes that are remembered. */
  memory?: number;
  /** Is called after each iteration; may throw to stop. */
  each?: (iteration: number, value: number, gradient: Float64Array) => void | Promise<void>;
}

/** A minimum, or the best point that was found. */
export interface Minimum {
  point: Float64Array;
  value: number;
  gradient: Float64Array;
  iterations: number;
  /** False when the iterations ran out, or when rounding hid every descent before the gradient was small. */
  converged: boolean;
}

/**
 * Finds a minimum of a smooth function by L-BFGS with a line search for the strong Wolfe conditions.
 * Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Math. Prog. 45 (1989).
 */
export async function lbfgs(evaluate: Evaluate, start: Float64Array, options: LbfgsOptions): Promise<Minimum> {
  const { maxIter, isSmall, memory = 10, each } = options;
  const history: Pair[] = [];
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(point.length);
  let value = await evaluate(point, gradient);
  let iterations = 0;
  while (!isSmall(gradient, value)) {
    if (iterations >= maxIter) return { point, value, gradient, iterations, converged: false };
    let direction = descent(gradient, history);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      history.length = 0;
      direction = between(gradient, -1, gradient, 0);
      slope = -dot(gradient, gradient);
    }
    const first = history.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    const next = await search(evaluate, point, direction, value, slope, first);
    if (!next) {
      if (history.length === 0) return { point, value, gradient, iterations, converged: false };
      history.length = 0;
      continue;
    }
    remember(history, memory, point, next.point, gradient, next.gradient);
    ({ point, value, gradient } = next);
    iterations++;
    await each?.(iterations, value, gradient);
  }
  return { point, value, gradient, iterations, converged: true };
}

interface Pair {
  step: Float64Array;
  change: Float64Array;
  inverse: number;
}

/** Gives minus the inverse Hessian, as the remembered pairs show it, times the gradient: the two-loop recursion. */
function descent(gradient: Float64Array, history: Pair[]): Float64Array {
  const direction = between(gradient, -1, gradient, 0);
  const shares = new Float64Array(history.length);
  for (let i = history.length - 1; i >= 0; i--) {
    const { step, change, inverse } = history[i];
    shares[i] = inverse * dot(step, direction);
    addScaled(direction, change, -shares[i]);
  }
  const last = history.at(-1);
  if (last) {
    const size = 1 / (last.inverse * dot(last.change, last.change));
    for (let j = 0; j < direction.length; j++) direction[j] *= size;
  }
  history.forEach(({ step, change, inverse }, i) => {
    addScaled(direction, step, shares[i] - inverse * dot(change, direction));
  });
  return direction;
}

function remember(
  history: Pair[],
  memory: number,
  point: Float64Array,
  nextPoint: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
): void {
  const step = between(nextPoint, 1, point, -1);
  const change = between(nextGradient, 1, gradient, -1);
  const curvature = dot(step, change);
  // A pair without curvature would spoil the approximation.
  if (!(curvature > Number.EPSILON * dot(change, change))) return;
  history.push({ step, change, inverse: 1 / curvature });
  if (history.length > memory) history.shift();
}

interface Point {
  at: number;
  value: number;
  slope: number;
}

/**
 * Finds a point along a descent direction that lies low enough and is flat enough; undefined when rounding hides every descent.
 * Near the minimum, where values no longer tell points apart, slopes decide (Hager and Zhang, SIAM J. Optim. 16, 2005).
 */
async function search(
  evaluate: Evaluate,
  point: Float64Array,
  direction: Float64Array,
  value: number,
  slope: number,
  first: number,
): Promise<{ point: Float64Array; value: number; gradient: Float64Array } | undefined> {
  const blur = 1e-13 * Math.abs(value);
  let low: Point = { at: 0, value, slope };
  let high: Point | undefined;
  let at = first;
  for (let tries = 0; tries < 40; tries++) {
    const next = between(point, 1, direction, at);
    const gradient = new Float64Array(point.length);
    const found = await evaluate(next, gradient);
    const position: Point = { at, value: found, slope: dot(gradient, direction) };
    const enough = found <= value + 1e-4 * at * slope;
    const flatEnough = Math.abs(position.slope) <= -0.9 * slope;
    const blurred = found <= value + blur && position.slope <= -0.9998 * slope;
    if ((enough || blurred) && flatEnough) return { point: next, value: found, gradient };
    if (!Number.isFinite(found) || !(enough || blurred) || position.slope >= 0) high = position;
    else low = position;
    at = nextPoint(low, high);
    if (high && Math.abs(high.at - low.at) <= 1e-16 * high.at) return undefined;
  }
  return undefined;
}

/** Doubles the step until the minimum is bracketed, then goes to the minimum of the cubic through both ends, kept off them. */
function nextPoint(low: Point, high: Point | undefined): number {
  if (!high) return low.at * 2;
  const width = high.at - low.at;
  if (!Number.isFinite(high.value) || !Number.isFinite(high.slope)) return low.at + width * 0.1;
  const theta = (3 * (low.value - high.value)) / width + low.slope + high.slope;
  const root = Math.sqrt(Math.max(theta * theta - low.slope * high.slope, 0));
  const share = 1 - (high.slope + root - theta) / (high.slope - low.slope + 2 * root);
  return low.at + width * (share > 0.1 && share < 0.9 ? share : Math.min(Math.max(share || 0.5, 0.1), 0.9));
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let j = 0; j < a.length; j++) total += a[j] * b[j];
  return total;
}

function addScaled(into: Float64Array, other: Float64Array, factor: number): void {
  for (let j = 0; j < into.length; j++) into[j] += factor * other[j];
}

/** Gives a * s + b * t; a plain loop, since `map` calls a function for every number. */
function between(a: Float64Array, s: number, b: Float64Array, t: number): Float64Array {
  const sum = new Float64Array(a.length);
  for (let j = 0; j < a.length; j++) sum[j] = a[j] * s + b[j] * t;
  return sum;
}
