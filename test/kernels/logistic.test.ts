import { describe, expect, it } from 'vitest';
import { openLogistic } from '../../src/kernels/logistic.ts';
import { seeded } from './mlp-reference.ts';

const shapes = [
  { rows: 1, cols: 1, outputs: 1, intercept: true, isWeighted: false },
  { rows: 7, cols: 0, outputs: 3, intercept: true, isWeighted: false },
  { rows: 50, cols: 2, outputs: 1, intercept: false, isWeighted: true },
  { rows: 333, cols: 3, outputs: 2, intercept: true, isWeighted: true },
  { rows: 4999, cols: 6, outputs: 1, intercept: true, isWeighted: false },
  { rows: 501, cols: 21, outputs: 5, intercept: false, isWeighted: false },
  { rows: 97, cols: 130, outputs: 3, intercept: true, isWeighted: true },
];

function draw({ rows, cols, outputs, intercept }: (typeof shapes)[number]) {
  const random = seeded(3);
  const width = cols + Number(intercept);
  const x = Float64Array.from({ length: rows * cols }, (_, i) => (random() - 0.3) * 10 ** ((i % cols) % 4));
  const codes = Int32Array.from({ length: rows }, () => Math.floor(random() * Math.max(2, outputs)));
  const weights = Float64Array.from({ length: rows }, () => 3 * random());
  const means = Float64Array.from({ length: cols }, random);
  const scale = Float64Array.from({ length: cols }, (_, j) => 2 ** -(3 * (j % 4)));
  const point = Float64Array.from({ length: outputs * width }, () => random() - 0.5);
  return { width, x, codes, weights, means, scale, point };
}

/** Loss, gradient and gram matrices, as their formulas say. */
function plainly(shape: (typeof shapes)[number]) {
  const { rows, cols, outputs, isWeighted } = shape;
  const { width, x, codes, weights, means, scale, point } = draw(shape);
  const pairs = Array.from({ length: outputs }, (_, a) => Array.from({ length: a + 1 }, (_, b) => [a, b])).flat();
  const gradient = new Float64Array(outputs * width);
  const grams = pairs.map(() => new Float64Array(width * width));
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const weight = isWeighted ? weights[i] : 1;
    const z = Array.from({ length: width }, (_, j) => (j < cols ? (x[i * cols + j] - means[j]) * scale[j] : 1));
    const scores = Array.from({ length: outputs }, (_, o) =>
      z.reduce((sum, value, j) => sum + value * point[o * width + j], 0),
    );
    const all = outputs === 1 ? [0, ...scores] : scores;
    const sum = all.reduce((total, score) => total + Math.exp(score), 0);
    loss += weight * (Math.log(sum) - all[codes[i]]);
    const p = scores.map((score) => Math.exp(score) / sum);
    const truth = outputs === 1 ? codes[i] - 1 : codes[i];
    for (let o = 0; o < outputs; o++)
      for (let j = 0; j < width; j++) gradient[o * width + j] += weight * (p[o] - Number(o === truth)) * z[j];
    pairs.forEach(([a, b], pair) => {
      const c = weight * p[a] * (Number(a === b) - p[b]);
      for (let j = 0; j < width; j++) for (let k = 0; k <= j; k++) grams[pair][j * width + k] += c * z[j] * z[k];
    });
  }
  return { loss, gradient, grams };
}

/** Sums the loss up by the kernel. */
async function byKernel(shape: (typeof shapes)[number], curved: boolean) {
  const { rows, cols, isWeighted } = shape;
  const { x, codes, weights, means, scale, point } = draw(shape);
  const kernel = await openLogistic({ ...shape, curved });
  kernel.standardise(means, scale);
  // A second start forgets the first.
  for (let pass = 0; pass < 2; pass++) {
    kernel.start(point, curved);
    for (let from = 0; from < rows; from += kernel.blockRows) {
      const to = Math.min(rows, from + kernel.blockRows);
      for (let j = 0; j < cols; j++)
        for (let i = from; i < to; i++) kernel.features[j * kernel.stride + i - from] = x[i * cols + j];
      kernel.codes.set(codes.subarray(from, to));
      if (isWeighted) kernel.weights.set(weights.subarray(from, to));
      kernel.add(to - from);
    }
  }
  return kernel;
}

const near = (found: Float64Array, expected: Float64Array) => {
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-300);
  found.forEach((value, i) => expect(Math.abs(value - expected[i]) / largest).toBeLessThan(1e-12));
};

describe.each(shapes)('logistic kernel, $rows x $cols, $outputs outputs', (shape) => {
  it('sums up loss, gradient and curvature', async () => {
    const kernel = await byKernel(shape, true);
    const { loss, gradient, grams } = plainly(shape);
    expect(Math.abs((kernel.totals[0] + kernel.totals[1]) / loss - 1)).toBeLessThan(1e-13);
    expect(kernel.gradient.length).toBe(gradient.length);
    near(kernel.gradient, gradient);
    expect(kernel.grams.length).toBe(grams.length);
    const { width } = kernel;
    kernel.grams.forEach((gram, pair) => {
      const lower = gram.map((value, at) => (at % width <= Math.floor(at / width) ? value : 0));
      near(lower, grams[pair]);
    });
  });

  it('goes without curvature', async () => {
    const kernel = await byKernel(shape, false);
    near(kernel.gradient, plainly(shape).gradient);
    expect(kernel.grams).toEqual([]);
  });
});
