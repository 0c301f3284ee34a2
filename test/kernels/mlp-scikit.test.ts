import v8 from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { MlpSpec, MlpSolver } from '../../src/networks/mlp-spec.ts';
import { openKernelMlp } from '../../src/kernels/mlp.ts';
import stored from '../reference/mlp.json' with { type: 'json' };
import { adam, nesterov, sgd, testRun } from './mlp-reference.ts';

v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

// test/reference/make_mlp.py made the numbers.
const rows = 23;
const x = Float32Array.from(stored.x);
const order = Int32Array.from({ length: rows }, (_, i) => i);
const solvers: Record<string, MlpSolver> = { adam, sgd, nesterov };

describe.each(['simd', 'simd-relaxed'] as const)('the MLP kernel beside scikit-learn, %s', (build) => {
  it.each(stored.cases)('$loss $solver $activation', async ({ widths, kernels, biases, losses, answers, ...given }) => {
    const spec: MlpSpec = {
      widths,
      activation: given.activation as MlpSpec['activation'],
      loss: given.loss as MlpSpec['loss'],
      solver: { ...solvers[given.solver], rate: given.rate },
      alpha: 0.05,
      batchSize: 7,
    };
    const samples = {
      rows,
      write: (from: number, to: number, into: Float32Array) => into.set(x.subarray(3 * from, 3 * to)),
      targets: Float32Array.from(stored.targets[spec.loss]),
    };
    const layers = kernels.map((kernel, i) => ({
      inputs: widths[i],
      units: widths[i + 1],
      kernel: Float32Array.from(kernel),
      bias: Float32Array.from(biases[i]),
      activation: spec.activation,
    }));
    const trainer = await openKernelMlp(build, spec, samples, layers, testRun());
    for (const loss of losses) expect(Math.abs((await trainer.epoch(order)) / loss - 1)).toBeLessThan(1e-5);
    const got = await trainer.predict(order);
    expect(got.length).toBe(answers.length);
    got.forEach((answer, i) => expect(Math.abs(answer - answers[i])).toBeLessThan(1e-5));
  });
});
