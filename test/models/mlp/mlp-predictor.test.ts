import { describe, expect, it } from 'vitest';
import type { Features } from '../../../src/contract/model/features.ts';
import type { MlpSpec } from '../../../src/networks/mlp-spec.ts';
import { forwardRow } from '../../../src/models/mlp/mlp-plain-forward.ts';
import { openMlp } from '../../../src/models/mlp/mlp-predictor.ts';
import { openMlpForward } from '../../../src/kernels/mlp-forward.ts';
import { adam, flatten, makeCase, reference, testRun } from '../../kernels/mlp-reference.ts';
import type { MlpArtifact } from '../../../src/contract/model/artifact.ts';

const plan = { loss: 'squared', solver: adam, alpha: 0, batchSize: 16 } as const;

function make(widths: number[], activation: MlpSpec['activation'], rows = 300) {
  const net: MlpSpec = { ...plan, widths, activation };
  const made = makeCase(net, rows);
  const features: Features = {
    rows,
    names: Array.from({ length: widths[0] }, (_, j) => `x${j}`),
    scale: [],
    levels: [],
    block: (from, to, _, into = new Float64Array((to - from) * widths[0])) => {
      into.set(made.x.subarray(from * widths[0], to * widths[0]));
      return into;
    },
  };
  return { net, features, ...made };
}

const run = testRun();

describe('prediction of an MLP', () => {
  it.each([
    [[20, 64, 64, 1], 'relu'],
    [[5, 7, 4], 'tanh'],
    [[6, 350, 5], 'logistic'],
    [[3, 2], 'identity'],
    [[1, 1, 6], 'tanh'],
  ] as const)('%j %s: the kernel and plain float32 agree to the last bit', async (widths, activation) => {
    const { layers, x } = make([...widths], activation);
    const forward = await openMlpForward(layers);
    forward.input.set(x.subarray(0, 256 * widths[0]));
    const rows = Array.from({ length: 256 }, (_, r) =>
      forwardRow(layers, x.subarray(r * widths[0], (r + 1) * widths[0])),
    );
    expect([...forward.outputs(256)]).toEqual(rows.flatMap((row) => [...row]));
  });

  it('answers as the float64 reference does, over several slices', async () => {
    const { net, features, layers, x, samples } = make([7, 30, 20, 1], 'tanh', 700);
    const last = { ...layers[2], activation: 'identity' as const };
    const predictor = await openMlp({ form: 'mlp', layers: [...layers.slice(0, 2), last] });
    const { outputs: answers } = await predictor.predict(features, run);
    const rows = Array.from({ length: 700 }, (_, i) => i);
    const expected = reference(net, flatten(layers), x, samples, rows).answers;
    expect(predictor).toMatchObject({ outputs: 1, space: 'scaled' });
    answers.forEach((answer, i) => expect(Math.abs(answer - expected[i])).toBeLessThan(1e-5));
  });

  it.each([
    ['logistic', [4, 8, 1], ['no', 'yes'], 2],
    ['softmax', [4, 8, 3], ['a', 'b', 'c'], 3],
  ] as const)('gives one probability a class from a %s output', async (activation, widths, classes, outputs) => {
    const { features, layers } = make([...widths], 'relu');
    const artifact: MlpArtifact = { form: 'mlp', classes, layers: layers.with(-1, { ...layers[1], activation }) };
    const { outputs: answers } = await (await openMlp(artifact)).predict(features, run);
    expect(answers.length).toBe(300 * outputs);
    for (let r = 0; r < 300; r++) {
      const row = answers.subarray(r * outputs, (r + 1) * outputs);
      expect(Math.abs(row.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-15);
      expect(row.every((p) => p > 0 && p < 1)).toBe(true);
    }
  });

  it('takes hidden layers of different activations', async () => {
    const { features, layers, x } = make([4, 8, 5, 1], 'relu', 10);
    const mixed = [
      layers[0],
      { ...layers[1], activation: 'tanh' as const },
      { ...layers[2], activation: 'identity' as const },
    ];
    const { outputs: answers } = await (await openMlp({ form: 'mlp', layers: mixed })).predict(features, run);
    const rows = Array.from({ length: 10 }, (_, r) => forwardRow(mixed, x.subarray(r * 4, r * 4 + 4))[0]);
    expect([...answers]).toEqual(rows);
  });

  it('gives these very digits', async () => {
    const { features, layers } = make([3, 6, 2], 'tanh', 2);
    const artifact: MlpArtifact = {
      form: 'mlp',
      classes: ['a', 'b'],
      layers: layers.with(-1, { ...layers[1], activation: 'softmax' }),
    };
    expect([...(await (await openMlp(artifact)).predict(features, run)).outputs]).toEqual([
      0.33847386815356983, 0.6615261318464302, 0.6402229161961147, 0.3597770838038853,
    ]);
  });

  it.each([
    [
      'layers that do not follow one another',
      [5, 4, 1],
      (a: MlpArtifact) => ({ ...a, layers: [a.layers[1], a.layers[0]] }),
    ],
    [
      'a kernel cut short',
      [5, 4, 1],
      (a: MlpArtifact) => ({ ...a, layers: [{ ...a.layers[0], kernel: new Float32Array(3) }] }),
    ],
    ['classes that are not its outputs', [5, 4, 3], (a: MlpArtifact) => ({ ...a, classes: ['a', 'b'] })],
  ])('refuses %s', async (_, widths, spoil) => {
    const { layers } = make(widths, 'relu');
    await expect(openMlp(spoil({ form: 'mlp', layers }))).rejects.toMatchObject({ code: 'model.bad-size' });
  });
});
