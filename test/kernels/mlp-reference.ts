import type { MlpLayers, MlpSpec, MlpSamples } from '../../src/networks/mlp-spec.ts';

/** A seeded generator for tests (mulberry32), 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A run for tests that counts its breaths. */
export function testRun() {
  const run = {
    signal: new AbortController().signal,
    yields: 0,
    now: () => 0,
    report: () => undefined,
    yield: () => {
      run.yields++;
      return Promise.resolve();
    },
  };
  return run;
}

export const adam = { name: 'adam', rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
export const sgd = { name: 'sgd', rate: 0.01, momentum: 0.9, nesterov: false } as const;
export const nesterov = { ...sgd, nesterov: true };

/** Random samples, Glorot layers and a shuffled order for a plan. */
export function makeCase(spec: MlpSpec, rows: number, weighted = false, seed = 1) {
  const random = seeded(seed);
  const outputs = spec.widths[spec.widths.length - 1];
  const x = Float32Array.from({ length: rows * spec.widths[0] }, () => 2 * random() - 1);
  const samples: MlpSamples = {
    rows,
    write: (from, to, into) => into.set(x.subarray(from * spec.widths[0], to * spec.widths[0])),
    targets: Float32Array.from({ length: spec.loss === 'softmax' ? rows : rows * outputs }, () => {
      if (spec.loss === 'softmax') return Math.floor(random() * outputs);
      return spec.loss === 'binary' ? Number(random() > 0.5) : 2 * random() - 1;
    }),
    ...(weighted ? { weights: Float32Array.from({ length: rows }, () => Math.floor(4 * random()) / 2) } : {}),
  };
  const layers: MlpLayers = spec.widths.slice(1).map((units, i) => {
    const limit = Math.sqrt(6 / (spec.widths[i] + units));
    return {
      inputs: spec.widths[i],
      units,
      kernel: Float32Array.from({ length: spec.widths[i] * units }, () => limit * (2 * random() - 1)),
      bias: Float32Array.from({ length: units }, () => 0.1 * (2 * random() - 1)),
      activation: spec.activation,
    };
  });
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return { x, samples, layers, order };
}

/** Parameters one after the other, as float64: the kernel of a layer, its bias, the next layer. */
export function flatten(layers: MlpLayers): Float64Array {
  return Float64Array.from(layers.flatMap(({ kernel, bias }) => [...kernel, ...bias]));
}

const activations = {
  identity: { value: (z: number) => z, slope: () => 1 },
  relu: { value: (z: number) => Math.max(z, 0), slope: (h: number) => Number(h > 0) },
  tanh: { value: Math.tanh, slope: (h: number) => 1 - h * h },
  logistic: { value: (z: number) => 1 / (1 + Math.exp(-z)), slope: (h: number) => h * (1 - h) },
};

/** Objective, gradient and outputs of these rows in float64, loop by loop. */
export function reference(
  spec: MlpSpec,
  p: Float64Array,
  x: Float32Array,
  samples: MlpSamples,
  rows: Iterable<number>,
) {
  const { widths, loss } = spec;
  const { value, slope } = activations[spec.activation];
  const depth = widths.length - 1;
  const outputs = widths[depth];
  const starts = widths.slice(0, -1).map((_, l) => {
    return widths.slice(0, l).reduce((sum, width, i) => sum + (width + 1) * widths[i + 1], 0);
  });
  const gradient = new Float64Array(p.length);
  const answers: number[] = [];
  const rowWeight = (row: number) => samples.weights?.[row] ?? 1;
  const total = [...rows].reduce((sum, row) => sum + rowWeight(row), 0);
  let objective = 0;
  for (const row of rows) {
    const levels = [Array.from(x.subarray(row * widths[0], (row + 1) * widths[0]))];
    for (let l = 0; l < depth; l++) {
      const units = widths[l + 1];
      levels.push(
        Array.from({ length: units }, (_, n) => {
          let z = p[starts[l] + widths[l] * units + n];
          levels[l].forEach((a, k) => (z += a * p[starts[l] + k * units + n]));
          return l < depth - 1 ? value(z) : z;
        }),
      );
    }
    const z = levels[depth];
    const share = rowWeight(row) / total;
    const target = (n: number) => samples.targets[loss === 'softmax' ? row : row * outputs + n];
    const top = Math.max(...z);
    const norm = z.reduce((sum, v) => sum + Math.exp(v - top), 0);
    const answer = z.map((v) => {
      if (loss === 'softmax') return Math.exp(v - top) / norm;
      return loss === 'binary' ? 1 / (1 + Math.exp(-v)) : v;
    });
    answers.push(...answer);
    if (loss === 'softmax') objective += share * (top + Math.log(norm) - z[target(0)]);
    else
      z.forEach((v, n) => {
        const y = target(n);
        const cost =
          loss === 'squared' ? (v - y) ** 2 / 2 : Math.max(v, 0) - v * y + Math.log1p(Math.exp(-Math.abs(v)));
        objective += share * cost;
      });
    let delta = answer.map((v, n) => share * (v - (loss === 'softmax' ? Number(n === target(0)) : target(n))));
    for (let l = depth - 1; l >= 0; l--) {
      const [inputs, units] = [widths[l], widths[l + 1]];
      const next = levels[l].map((a, k) => {
        let sum = 0;
        delta.forEach((d, n) => {
          gradient[starts[l] + k * units + n] += a * d;
          sum += d * p[starts[l] + k * units + n];
        });
        return sum * slope(a);
      });
      delta.forEach((d, n) => (gradient[starts[l] + inputs * units + n] += d));
      delta = next;
    }
  }
  for (let l = 0; l < depth; l++) {
    for (let k = starts[l]; k < starts[l] + widths[l] * widths[l + 1]; k++) {
      objective += (spec.alpha / 2 / total) * p[k] ** 2;
      gradient[k] += (spec.alpha / total) * p[k];
    }
  }
  return { objective, gradient, answers, total };
}

/** Trains in float64 as scikit-learn does; gives the mean objective of each epoch and leaves the parameters in `p`. */
export function trainReference(
  spec: MlpSpec,
  p: Float64Array,
  x: Float32Array,
  samples: MlpSamples,
  order: Int32Array,
  epochs: number,
): number[] {
  const [m, v] = [new Float64Array(p.length), new Float64Array(p.length)];
  const { solver } = spec;
  let steps = 0;
  return Array.from({ length: epochs }, () => {
    let [sum, all] = [0, 0];
    for (let at = 0; at < order.length; at += spec.batchSize) {
      const rows = order.subarray(at, at + spec.batchSize);
      const { objective, gradient, total } = reference(spec, p, x, samples, rows);
      if (total === 0) continue;
      sum += objective * total;
      all += total;
      steps++;
      gradient.forEach((g, i) => {
        if (solver.name === 'adam') {
          m[i] = solver.beta1 * m[i] + (1 - solver.beta1) * g;
          v[i] = solver.beta2 * v[i] + (1 - solver.beta2) * g * g;
          const rate = (solver.rate * Math.sqrt(1 - solver.beta2 ** steps)) / (1 - solver.beta1 ** steps);
          p[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + solver.epsilon);
        } else {
          m[i] = solver.momentum * m[i] - solver.rate * g;
          p[i] += solver.nesterov ? solver.momentum * m[i] - solver.rate * g : m[i];
        }
      });
    }
    return sum / all;
  });
}
