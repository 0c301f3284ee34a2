import v8 from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { MlpSpec } from '../../src/networks/mlp-spec.ts';
import { hasBuild, openKernel, type KernelBuild } from '../../src/kernels/load.ts';
import { openKernelMlp } from '../../src/kernels/mlp.ts';
import { adam, flatten, makeCase, nesterov, reference, seeded, sgd, testRun, trainReference } from './mlp-reference.ts';

// Node 20 has relaxed SIMD behind a flag.
v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const builds: KernelBuild[] = ['simd', 'simd-relaxed'];
const plan = { activation: 'relu', loss: 'squared', solver: adam, alpha: 0, batchSize: 16 } as const;
const nets: [name: string, plan: MlpSpec, rows: number, weighted: boolean][] = [
  ['20-64-64-1', { ...plan, widths: [20, 64, 64, 1], alpha: 1e-4 }, 67, false],
  ['7-13-5-3 tanh, weighted', { ...plan, widths: [7, 13, 5, 3], activation: 'tanh', alpha: 0.1 }, 67, true],
  [
    '5-9-10 logistic, softmax',
    { ...plan, widths: [5, 9, 10], activation: 'logistic', loss: 'softmax', alpha: 0.01 },
    67,
    false,
  ],
  ['3-17-6-3 softmax, weighted', { ...plan, widths: [3, 17, 6, 3], loss: 'softmax' }, 67, true],
  ['11-70-1 tanh, binary', { ...plan, widths: [11, 70, 1], activation: 'tanh', loss: 'binary', alpha: 0.5 }, 67, false],
  [
    '6-21-130-7 logistic, binary, weighted',
    { ...plan, widths: [6, 21, 130, 7], activation: 'logistic', loss: 'binary' },
    67,
    true,
  ],
  ['4-2, no hidden layer', { ...plan, widths: [4, 2] }, 67, false],
  ['2-33-6 identity', { ...plan, widths: [2, 33, 6], activation: 'identity' }, 67, false],
  ['10-340-90-6, deeper than a panel', { ...plan, widths: [10, 340, 90, 6], loss: 'softmax', alpha: 1e-3 }, 35, false],
  ['5-97-71-130-67-3, zeros passed over', { ...plan, widths: [5, 97, 71, 130, 67, 3], loss: 'softmax' }, 67, true],
  ['6-300-64-1, zeros passed over, deeper than a panel', { ...plan, widths: [6, 300, 64, 1], alpha: 0.1 }, 35, false],
  ['8-64-80-2, one row with zeros', { ...plan, widths: [8, 64, 80, 2] }, 1, false],
  ['1-1-1-1', { ...plan, widths: [1, 1, 1, 1], activation: 'tanh', alpha: 0.1 }, 67, false],
  ['one row', { ...plan, widths: [3, 5, 2], loss: 'softmax' }, 1, false],
  ['9-30-1, a batch of several slices', { ...plan, widths: [9, 30, 1], batchSize: 600 }, 1300, true],
];

/** What one call of the kernel gives for all rows as one slice: the objective without penalty, and G. */
async function kernelGradient(build: KernelBuild, net: MlpSpec, rows: number, weighted: boolean) {
  const { x, samples, layers, order } = makeCase(net, rows, weighted);
  const kernel = await openKernel<{
    memory: WebAssembly.Memory;
    allocate(bytes: number): number;
    create(widths: number, depth: number, activation: number, loss: number, slice: number): number;
    weights(net: number): number;
    gradient(net: number): number;
    accumulate(...given: number[]): number;
  }>(`mlp.${build}`);
  const put = (values: Int32Array | Float32Array) => {
    const at = kernel.allocate(values.byteLength);
    new Uint8Array(kernel.memory.buffer, at).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return at;
  };
  const code = ['identity', 'relu', 'tanh', 'logistic'].indexOf(net.activation);
  const loss = ['squared', 'softmax', 'binary'].indexOf(net.loss);
  const at = kernel.create(put(Int32Array.from(net.widths)), net.widths.length - 1, code, loss, rows);
  const [xAt, yAt, wAt, orderAt] = [x, samples.targets, samples.weights, order].map((each) => (each ? put(each) : 0));
  const flat = flatten(layers);
  new Float32Array(kernel.memory.buffer, kernel.weights(at), flat.length).set(flat);
  const total = samples.weights?.reduce((a, b) => a + b) ?? rows;
  const objective = kernel.accumulate(at, xAt, yAt, wAt, orderAt, 0, rows, total, 1) / total;
  const gradient = new Float32Array(kernel.memory.buffer, kernel.gradient(at), flat.length).slice();
  const truth = (p: Float64Array) => reference({ ...net, alpha: 0 }, p, x, samples, order);
  return { objective, gradient, flat, truth };
}

describe.each(builds)('fused MLP step, %s', (build) => {
  it('runs in this engine', () => expect(hasBuild(build)).toBe(true));

  it.each(nets)('gradient of %s', async (_, net, rows, weighted) => {
    const { objective, gradient, flat, truth } = await kernelGradient(build, net, rows, weighted);
    const expected = truth(flat);
    const scale = expected.gradient.reduce((max, g) => Math.max(max, Math.abs(g)), 0);
    expect(Math.abs(objective / expected.objective - 1)).toBeLessThan(1e-5);
    expect(gradient.reduce((max, g, i) => Math.max(max, Math.abs(g - expected.gradient[i])), 0) / scale).toBeLessThan(
      1e-5,
    );

    // The reference itself, by central differences.
    const random = seeded(9);
    for (let n = 0; n < 6; n++) {
      const i = Math.floor(random() * flat.length);
      const moved = (by: number) => truth(flat.with(i, flat[i] + by)).objective;
      expect(Math.abs((moved(1e-6) - moved(-1e-6)) / 2e-6 - expected.gradient[i]) / scale).toBeLessThan(1e-5);
    }
  });

  describe.each([adam, sgd, nesterov])('with $name $nesterov', (solver) => {
    it.each(nets)('trains %s as the reference does', async (_, given, rows, weighted) => {
      const net = { ...given, solver };
      const { x, samples, layers, order } = makeCase(net, rows, weighted);
      const p = flatten(layers);
      const trainer = await openKernelMlp(build, net, samples, layers, testRun());
      const losses = [await trainer.epoch(order), await trainer.epoch(order), await trainer.epoch(order)];
      const expected = trainReference(net, p, x, samples, order, 3);
      losses.forEach((loss, i) => expect(Math.abs(loss / expected[i] - 1)).toBeLessThan(3e-5));

      const some = order.subarray(0, 40);
      const { answers } = reference(net, p, x, samples, some);
      const got = await trainer.predict(some);
      expect(got.length).toBe(answers.length);
      got.forEach((answer, i) => expect(Math.abs(answer - answers[i])).toBeLessThan(2e-4));
      trainer.dispose();
    });
  });

  it('gives the same digits for the same input', async () => {
    const net = nets[0][1];
    const { samples, layers, order } = makeCase(net, 200);
    const once = async () => {
      const trainer = await openKernelMlp(build, net, samples, layers, testRun());
      for (let i = 0; i < 5; i++) await trainer.epoch(order);
      return flatten(await trainer.layers());
    };
    expect(await once()).toEqual(await once());
  });

  it('gives layers back as they were set, and starts anew with fresh moments', async () => {
    const net = nets[1][1];
    const { samples, layers, order } = makeCase(net, 67, true);
    const trainer = await openKernelMlp(build, net, samples, layers, testRun());
    expect(flatten(await trainer.layers())).toEqual(flatten(layers));
    expect((await trainer.layers()).map(({ activation }) => activation)).toEqual(['tanh', 'tanh', 'identity']);
    const first = await trainer.epoch(order);
    await trainer.epoch(order);
    trainer.setLayers(layers, true);
    expect(await trainer.epoch(order)).toBe(first);
  });

  it('shows a diverging run as a loss that is not finite', async () => {
    const net: MlpSpec = { ...nets[0][1], solver: { ...sgd, rate: 1e6 } };
    const { samples, layers, order } = makeCase(net, 67);
    const trainer = await openKernelMlp(build, net, samples, layers, testRun());
    let loss = 0;
    for (let i = 0; i < 5; i++) loss = await trainer.epoch(order);
    expect(Number.isFinite(loss)).toBe(false);
  });

  it('breathes within a large batch, and reports progress', async () => {
    const net: MlpSpec = { ...plan, widths: [8, 700, 700, 1], batchSize: 500 };
    const { samples, layers, order } = makeCase(net, 1000);
    const run = testRun();
    const trainer = await openKernelMlp(build, net, samples, layers, run);
    run.yields = 0;
    const done: number[] = [];
    await trainer.epoch(order, (rows) => done.push(rows));
    // 3e9 operations, at most 4.5e8 a call.
    expect(run.yields).toBeGreaterThanOrEqual(7);
    expect(done).toEqual([500, 1000]);
  });
});

it('says so when the rows do not fit into the memory', async () => {
  const { samples, layers } = makeCase({ ...plan, widths: [20, 1] }, 4);
  const opened = openKernelMlp('simd', { ...plan, widths: [20, 1] }, { ...samples, rows: 2e8 }, layers, testRun());
  await expect(opened).rejects.toMatchObject({ code: 'train.no-memory', params: { megabytes: 18401 } });
});
