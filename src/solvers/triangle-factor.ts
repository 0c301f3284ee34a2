import { addScaled, dot, norm, takeOff, type Factor } from './factor.ts';

/**
 * Factors the triangle R (side.length x cols, row-major, upper) of a wide problem: columns that depend on those
 * before them are set aside, and reflections close the gaps they leave. A column depends on others when at most `tol` of its length is left.
 * Takes O(cols² * columns set aside) where singular values would take O(cols³) many times over.
 */
export async function triangleFactor(
  matrix: Float64Array,
  side: Float64Array,
  cols: number,
  tol: number,
  yieldNow: () => Promise<void>,
): Promise<Factor> {
  const reflections: Reflection[] = [];
  const kept: { index: number; column: Float64Array }[] = [];
  const aside: { index: number; column: Float64Array }[] = [];
  for (let j = 0; j < cols; j++) {
    await yieldNow();
    const column = Float64Array.from({ length: Math.min(j + 1, side.length) }, (_, i) => matrix[i * cols + j]);
    const length = norm(column);
    for (const reflection of reflections) reflect(column, reflection);
    const rank = kept.length;
    const rest = norm(column.subarray(rank));
    if (rest <= tol * length || rank === side.length) {
      aside.push({ index: j, column: column.slice(0, rank) });
      continue;
    }
    if (column.length > rank + 1) {
      const reflection = makeReflection(column, rank, rest);
      reflections.push(reflection);
      reflect(side, reflection);
    }
    kept.push({ index: j, column: column.slice(0, rank + 1) });
  }

  const columns = kept.map(({ column }) => column);
  const expand = (values: Float64Array) => {
    const result = new Float64Array(cols);
    kept.forEach(({ index }, k) => (result[index] = values[k]));
    return result;
  };
  /** One a column set aside: the coefficients that predict nothing. */
  const nulls = aside.map(({ index, column }) => {
    const vector = expand(solveUpper(columns, column));
    vector[index] = -1;
    return vector;
  });

  return {
    rank: kept.length,
    redundant: aside.map(({ index }) => index),
    solve: () => expand(solveUpper(columns, side)),
    solveNormal: (gradient) => {
      const own = Float64Array.from(kept, ({ index }) => gradient[index]);
      return expand(solveUpper(columns, solveLower(columns, own)));
    },
    smallest: (coefficients, scale) => {
      const basis: Float64Array[] = [];
      for (const vector of nulls) {
        const own = vector.map((value, j) => value * scale[j]);
        takeOff(own, basis);
        const length = norm(own);
        basis.push(own.map((value) => value / length));
      }
      const result = coefficients.slice();
      takeOff(result, basis);
      return result;
    },
    inverseDiagonal: () => {
      const squares = new Float64Array(columns.length);
      for (let k = 0; k < columns.length; k++) {
        const unit = new Float64Array(columns.length);
        unit[k] = 1;
        solveUpper(columns, unit, k + 1).forEach((value, i) => (squares[i] += value * value));
      }
      const result = expand(squares);
      for (const vector of nulls) for (let j = 0; j < cols; j++) if (Math.abs(vector[j]) > 1e-7) result[j] = NaN;
      return result;
    },
  };
}

interface Reflection {
  from: number;
  vector: Float64Array;
  tau: number;
}

/** Gives the reflection that leaves of a column nothing below place `from`, and applies it to the column. */
function makeReflection(column: Float64Array, from: number, length: number): Reflection {
  const vector = column.slice(from);
  const turned = vector[0] >= 0 ? -length : length;
  const head = vector[0] - turned;
  for (let i = 1; i < vector.length; i++) vector[i] /= head;
  const tau = -head / turned;
  vector[0] = 1;
  column[from] = turned;
  column.fill(0, from + 1);
  return { from, vector, tau };
}

function reflect(column: Float64Array, { from, vector, tau }: Reflection): void {
  const part = column.subarray(from, from + vector.length);
  addScaled(part, vector, -tau * dot(part, vector));
}

/** Solves Rx = right, R given by its columns down to the diagonal, for its first `size` unknowns. */
function solveUpper(
  columns: readonly Float64Array[],
  right: Float64Array,
  size = Math.min(columns.length, right.length),
) {
  const rest = right.slice(0, columns.length);
  const solution = new Float64Array(columns.length);
  for (let k = size - 1; k >= 0; k--) {
    solution[k] = rest[k] / columns[k][k];
    const above = columns[k].subarray(0, k);
    for (let i = 0; i < k; i++) rest[i] -= solution[k] * above[i];
  }
  return solution;
}

/** Solves R'x = right. */
function solveLower(columns: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = new Float64Array(columns.length);
  columns.forEach((column, k) => {
    solution[k] = (right[k] - dot(solution.subarray(0, k), column)) / column[k];
  });
  return solution;
}
