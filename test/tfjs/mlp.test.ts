import '@tensorflow/tfjs'; // registers gradients
import { div, grad, memory, tensor1d, tensor2d, type Tensor1D } from '@tensorflow/tfjs-core';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { MlpSpec } from '../../src/networks/mlp-spec.ts';
import { openKernelMlp } from '../../src/kernels/mlp.ts';
import { lossGradient } from '../../src/tfjs/mlp-step.ts';
import { openTfjsMlp } from '../../src/tfjs/mlp.ts';
import {
  adam,
  flatten,
  makeCase,
  nesterov,
  reference,
  sgd,
  testRun,
  trainReference,
} from '../kernels/mlp-reference.ts';

// A bundler gives an address for each of these files; in Node TF.js opens them by path.
const dist = resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist');
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url', () => ({
  default: `${dist}/tfjs-backend-wasm.wasm`,
}));
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url', () => ({
  default: `${dist}/tfjs-backend-wasm-simd.wasm`,
}));
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url', () => ({
  default: `${dist}/tfjs-backend-wasm-threaded-simd.wasm`,
}));

const plan = { activation: 'relu', loss: 'squared', solver: adam, alpha: 0, batchSize: 16 } as const;
const nets: [name: string, plan: MlpSpec, weighted: boolean][] = [
  ['20-64-64-1', { ...plan, widths: [20, 64, 64, 1], alpha: 1e-4 }, false],
  ['7-13-5-3 tanh, weighted', { ...plan, widths: [7, 13, 5, 3], activation: 'tanh', alpha: 0.1 }, true],
  [
    '5-9-10 logistic, softmax',
    { ...plan, widths: [5, 9, 10], activation: 'logistic', loss: 'softmax', alpha: 0.01 },
    false,
  ],
  ['3-17-6-3 softmax, weighted', { ...plan, widths: [3, 17, 6, 3], loss: 'softmax' }, true],
  ['11-70-1 binary', { ...plan, widths: [11, 70, 1], activation: 'tanh', loss: 'binary', alpha: 0.5 }, false],
  ['4-2, no hidden layer', { ...plan, widths: [4, 2], activation: 'identity' }, true],
];

describe.each(['cpu', 'wasm'] as const)('training in TF.js, %s', (engine) => {
  describe.each([adam, sgd, nesterov])('with $name $nesterov', (solver) => {
    it.each(nets)('%s: step by step as the kernel and the reference', async (_, given, weighted) => {
      const net = { ...given, solver };
      const { x, samples, layers, order } = makeCase(net, 67, weighted);
      const p = flatten(layers);
      const kernel = await openKernelMlp('simd', net, samples, layers, testRun());
      const trainer = await openTfjsMlp(engine, net, samples, layers, testRun());
      for (let at = 0; at < 64; at += 16) {
        const batch = order.subarray(at, at + 16);
        const [expected] = trainReference({ ...net, batchSize: 16 }, p.slice(), x, samples, batch, 1);
        const losses = [await kernel.epoch(batch), await trainer.epoch(batch)];
        if (at === 0) losses.forEach((loss) => expect(Math.abs(loss / expected - 1)).toBeLessThan(1e-5));
        expect(Math.abs(losses[0] / losses[1] - 1)).toBeLessThan(1e-5);
      }
      const answers = await trainer.predict(order);
      (await kernel.predict(order)).forEach((answer, i) => expect(Math.abs(answer - answers[i])).toBeLessThan(1e-4));
      const [a, b] = [flatten(await kernel.layers()), flatten(await trainer.layers())];
      a.forEach((value, i) => expect(Math.abs(value - b[i])).toBeLessThan(1e-4));
      trainer.dispose();
    });
  });

  it.each(nets)('%s: its backward pass is what TF.js derives itself', (_, net, weighted) => {
    const { x, samples, layers } = makeCase(net, 67, weighted);
    const parameters = tensor1d(Float32Array.from(flatten(layers)));
    const outputs = samples.targets.length / 67;
    const batch = {
      x: tensor2d(x, [67, net.widths[0]]),
      y: net.loss === 'softmax' ? tensor1d([...samples.targets], 'int32') : tensor2d(samples.targets, [67, outputs]),
      w: samples.weights ? tensor2d(samples.weights, [67, 1]) : null,
      total: samples.weights?.reduce((a, b) => a + b) ?? 67,
    };
    const derived = grad((p) => div(lossGradient(net, p as Tensor1D, batch).cost, batch.total))(parameters).dataSync();
    const ours = lossGradient(net, parameters, batch).gradient.dataSync();
    ours.forEach((value, i) => expect(Math.abs(value - derived[i])).toBeLessThan(1e-6));
  });

  it('leaves no tensor behind', async () => {
    const net = nets[1][1];
    const { samples, layers, order } = makeCase(net, 67, true);
    const before = memory().numTensors;
    const trainer = await openTfjsMlp(engine, net, samples, layers, testRun());
    await trainer.epoch(order);
    const during = memory().numTensors;
    for (let i = 0; i < 3; i++) {
      await trainer.epoch(order);
      await trainer.predict(order);
      trainer.setLayers(await trainer.layers(), i === 1);
    }
    expect(memory().numTensors).toBe(during);
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('starts anew with fresh moments, and keeps the layers it was given', async () => {
    const net = nets[0][1];
    const { samples, layers, order } = makeCase(net, 67);
    const trainer = await openTfjsMlp(engine, net, samples, layers, testRun());
    expect(flatten(await trainer.layers())).toEqual(flatten(layers));
    const first = await trainer.epoch(order);
    trainer.setLayers(layers, true);
    expect(await trainer.epoch(order)).toBe(first);
    trainer.dispose();
  });

  it('answers as the reference does', async () => {
    const net = nets[2][1];
    const { x, samples, layers, order } = makeCase(net, 1500);
    const trainer = await openTfjsMlp(engine, net, samples, layers, testRun());
    const { answers } = reference(net, flatten(layers), x, samples, order);
    (await trainer.predict(order)).forEach((answer, i) => expect(Math.abs(answer - answers[i])).toBeLessThan(1e-5));
    trainer.dispose();
  });
});
