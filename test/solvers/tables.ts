import { randomFrom, type Random } from '../../src/base/random.ts';

/** The tables of test/reference/make_solvers.py: uniform draws, column j times 10^(j % 3) plus j. */
function drawTable(seed: number, rows: number, cols: number): { random: Random; features: Float64Array } {
  const random = randomFrom(seed);
  const features = Float64Array.from({ length: rows * cols }, (_, i) => {
    const j = i % cols;
    return random.uniform() * 10 ** (j % 3) + j;
  });
  return { random, features };
}

/** Gives rows of a row-major matrix a block at a time. */
export function makeBlocks(features: Float64Array, rows: number, cols: number) {
  return {
    rows,
    cols,
    block: (from: number, to: number, into: Float64Array) => into.set(features.subarray(from * cols, to * cols)),
  };
}

/** A table whose target is a line with noise. */
export function drawLine(seed: number, rows: number, cols: number) {
  const { random, features } = drawTable(seed, rows, cols);
  const target = Float64Array.from({ length: rows }, (_, i) => {
    let line = 0;
    for (let j = 0; j < cols; j++) line += features[i * cols + j] * (j - 1.5);
    return line + 3 + random.uniform();
  });
  return { ...makeBlocks(features, rows, cols), features, target };
}

/** A table whose classes lie in directions of their own, with noise. */
export function drawClasses(seed: number, rows: number, cols: number, classes: number) {
  const { random, features } = drawTable(seed, rows, cols);
  const codes = Int32Array.from({ length: rows }, (_, i) => {
    const scores = Array.from({ length: classes }, (_, o) => {
      let score = 0;
      for (let j = 0; j < cols; j++)
        score += ((features[i * cols + j] - j) / 10 ** (j % 3)) * Math.sin(j * classes + o) * 3;
      return score + random.uniform() * 2;
    });
    return scores.indexOf(Math.max(...scores));
  });
  return {
    ...makeBlocks(features, rows, cols),
    features,
    codes,
    classes: Array.from({ length: classes }, (_, code) => `class ${code}`),
  };
}
