import { describe, expect, it } from 'vitest';
import { openLeastSquares, type LeastSquaresPasses } from '../../src/kernels/least-squares.ts';
import { seeded } from './mlp-reference.ts';

const shapes = [
  { rows: 1, cols: 1 },
  { rows: 7, cols: 1 },
  { rows: 50, cols: 2 },
  { rows: 333, cols: 3 },
  { rows: 1000, cols: 20 },
  { rows: 5000, cols: 7 },
  { rows: 203, cols: 131 },
];

function draw({ rows, cols }: { rows: number; cols: number }, seed = 1) {
  const random = seeded(seed);
  const x = Float64Array.from({ length: rows * cols }, (_, i) => (random() - 0.3) * 10 ** ((i % cols) % 7));
  const y = Float64Array.from({ length: rows }, () => 100 * random());
  return { rows, cols, x, y, at: (i: number, j: number) => (j < cols ? x[i * cols + j] : y[i]) };
}
type Drawn = ReturnType<typeof draw>;

/** Gives every block of the rows to a pass. */
async function eachBlock(kernel: LeastSquaresPasses, { rows, cols, x, y }: Drawn, pass: (count: number) => unknown) {
  for (let from = 0; from < rows; from += kernel.blockRows) {
    const to = Math.min(rows, from + kernel.blockRows);
    for (let j = 0; j < cols; j++)
      for (let i = from; i < to; i++) kernel.features[j * kernel.stride + i - from] = x[i * cols + j];
    kernel.target.set(y.subarray(from, to));
    await pass(to - from);
  }
}

const yieldNow = () => Promise.resolve();

/** An exact sum of float64 numbers, as a fraction of whole numbers over 2^1080. */
const exact = (values: number[]) => values.reduce((sum, value) => sum + fraction(value), 0n);
function fraction(value: number): bigint {
  let [whole, power] = [value, 0];
  while (!Number.isInteger(whole)) [whole, power] = [whole * 2, power + 1];
  return BigInt(whole) << BigInt(1080 - power);
}
const toNumber = (sum: bigint) => Number(sum >> 540n) / 2 ** 540;
/** Products are sums of fractions over 2^2160. */
const exactProducts = (pairs: [number, number][]) => pairs.reduce((sum, [a, b]) => sum + fraction(a) * fraction(b), 0n);

describe.each(shapes)('least squares kernel, $rows x $cols', (shape) => {
  const drawn = draw(shape);
  const { rows, cols, at } = drawn;
  const columns = Array.from({ length: cols + 1 }, (_, j) => Array.from({ length: rows }, (_, i) => at(i, j)));

  it('measures every column', async () => {
    const kernel = await openLeastSquares(cols, rows);
    await eachBlock(kernel, drawn, (count) => kernel.measure(count));
    columns.forEach((values, j) => {
      const { sums, lost, squares, smallest, largest, first } = kernel.range;
      expect([first[j], smallest[j], largest[j]]).toEqual([values[0], Math.min(...values), Math.max(...values)]);
      const truth = toNumber(exact(values));
      expect(Math.abs(sums[j] + lost[j] - truth)).toBeLessThanOrEqual(2 * Number.EPSILON * Math.abs(truth));
      const square = values.reduce((sum, value) => sum + (value - values[0]) ** 2, 0);
      expect(Math.abs(squares[j] - square)).toBeLessThanOrEqual(1e-12 * square);
    });
  });

  it("folds rows into R with R'R = rows'rows", async () => {
    const kernel = await openLeastSquares(cols, rows);
    const means = Float64Array.from(columns, (values) => values.reduce((a, b) => a + b) / rows);
    const scale = Float64Array.from({ length: cols + 1 }, (_, j) => 2 ** -(j % 5));
    kernel.centre(means, new Float64Array(cols + 1), scale);
    await eachBlock(kernel, drawn, (count) => kernel.fold(count, yieldNow));
    const size = cols + 1;
    const R = kernel.triangle;
    const gram = (row: (k: number, j: number) => number, height: number, a: number, b: number) => {
      let sum = 0;
      for (let k = 0; k < height; k++) sum += row(k, a) * row(k, b);
      return sum;
    };
    const centred = (i: number, j: number) => (at(i, j) - means[j]) * scale[j];
    for (let a = 0; a < size; a++) {
      for (let b = a; b < size; b++) {
        const truth = gram(centred, rows, a, b);
        const norm = Math.sqrt(gram(centred, rows, a, a) * gram(centred, rows, b, b));
        const found = gram((k, j) => (k <= j ? R[k * size + j] : 0), size, a, b);
        expect(Math.abs(found - truth)).toBeLessThanOrEqual(1e-13 * norm);
      }
    }
  });

  it('sums up residuals with digits to spare where they cancel', async () => {
    const kernel = await openLeastSquares(cols, rows);
    const random = seeded(5);
    const coefficients = Float64Array.from({ length: cols }, (_, j) => (random() - 0.5) / 10 ** (j % 7));
    const intercept = { high: 33.3, low: 1e-16 };
    // Targets so near to the model that float64 alone would leave a residual of rounding errors only.
    const near = drawn.y.map((_, i) => {
      let model = intercept.high;
      for (let j = 0; j < cols; j++) model += at(i, j) * coefficients[j];
      return model;
    });
    kernel.startResiduals(coefficients);
    await eachBlock(kernel, { ...drawn, y: near }, (count) => kernel.addResiduals(count, intercept));
    const got = kernel.residuals();

    const unit = 1n << 2160n;
    const residuals = Array.from(near, (y, i) => {
      const model = exactProducts(Array.from(coefficients, (c, j): [number, number] => [at(i, j), c]));
      return (fraction(y) - fraction(intercept.high) - fraction(intercept.low)) * (1n << 1080n) - model;
    });
    const value = (sum: bigint) => Number((sum << 200n) / unit) / 2 ** 200;
    const sizes = residuals.map((r) => Math.abs(value(r)));
    const size = Math.max(...sizes);
    expect(Math.abs(got.total + got.totalLow - value(residuals.reduce((a, b) => a + b, 0n)))).toBeLessThanOrEqual(
      1e-11 * size * rows,
    );
    expect(Math.abs(got.squares - sizes.reduce((sum, r) => sum + r * r, 0))).toBeLessThanOrEqual(
      1e-11 * size * size * rows,
    );
    for (let j = 0; j < cols; j++) {
      const truth = value(residuals.reduce((sum, r, i) => sum + ((r * fraction(at(i, j))) >> 1080n), 0n));
      const largest = Math.max(...columns[j].map(Math.abs));
      expect(Math.abs(got.high[j] + got.low[j] - truth)).toBeLessThanOrEqual(1e-11 * size * largest * rows);
    }
  });
});

it('breathes while it folds many columns', async () => {
  const kernel = await openLeastSquares(2000, 64);
  const drawn = draw({ rows: 64, cols: 2000 });
  kernel.centre(new Float64Array(2001), new Float64Array(2001), new Float64Array(2001).fill(1));
  let yields = 0;
  await eachBlock(kernel, drawn, (count) =>
    kernel.fold(count, () => {
      yields++;
      return Promise.resolve();
    }),
  );
  expect(yields).toBeGreaterThan(10);
});
