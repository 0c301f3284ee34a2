/** Kernels in a browser without relaxed SIMD. Node 20 without its flag is one; in a later Node the probe of the feature is made to fail. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTrainer } from '../../src/adapters/engine.ts';
import { decoderTensors, type DecoderSpec } from '../../src/networks/decoder-spec.ts';
import type { MlpSpec } from '../../src/networks/mlp-spec.ts';
import { openDecoder } from '../../src/kernels/decoder.ts';
import { hasBuild, kernelModule, openKernel } from '../../src/kernels/load.ts';
import { randomFrom } from '../../src/base/random.ts';
import { quietRun } from '../run.ts';
import { adam, makeCase, testRun } from './mlp-reference.ts';

const { validate } = WebAssembly;
/** The operation that only relaxed SIMD has, as it stands in a module. */
const relaxedMadd = [253, 133, 2].join();
const isRelaxed = (bytes: BufferSource) => (bytes as Uint8Array).join().includes(relaxedMadd);
/** The choice of an engine compares measured times. */
const clockedRun = () => ({ ...testRun(), now: () => performance.now() });
const nodeHasRelaxed = hasBuild('simd-relaxed');

beforeAll(() => {
  if (!nodeHasRelaxed) return;
  vi.spyOn(WebAssembly, 'validate').mockImplementation((bytes) => !isRelaxed(bytes) && validate(bytes));
});
afterAll(() => void vi.restoreAllMocks());

describe('without relaxed SIMD', () => {
  it('plain SIMD is there, relaxed SIMD is not', () => {
    expect([hasBuild('simd'), hasBuild('simd-relaxed')]).toEqual([true, false]);
  });

  it.each(['mlp.simd', 'least-squares.simd', 'logistic.simd', 'csv.simd', 'trees.simd', 'decoder.simd'] as const)(
    '%s is compiled once and opened with a memory of its own each time',
    async (name) => {
      expect(await kernelModule(name)).toBe(await kernelModule(name));
      const [one, other] = await Promise.all([1, 2].map(() => openKernel<{ memory: WebAssembly.Memory }>(name)));
      expect(one.memory).toBeInstanceOf(WebAssembly.Memory);
      expect(one.memory).not.toBe(other.memory);
    },
  );

  it('a network learns on the plain build', async () => {
    const spec: MlpSpec = {
      widths: [6, 12, 1],
      activation: 'relu',
      loss: 'squared',
      solver: adam,
      alpha: 0,
      batchSize: 32,
    };
    const { samples, layers, order } = makeCase(spec, 200);
    const { trainer, tried } = await openTrainer('auto', spec, samples, layers, clockedRun());
    expect(tried.map(({ engine }) => engine)).toEqual(['simd']);
    expect(trainer.engine).toBe('simd');
    expect(await trainer.epoch(order)).toBeGreaterThan(await trainer.epoch(order));
    trainer.dispose();
    const relaxed = openTrainer('simd-relaxed', spec, samples, layers, clockedRun());
    await expect(relaxed).rejects.toMatchObject({ code: 'train.no-engine' });
  });

  it('a language model learns on the plain build', async () => {
    const spec: DecoderSpec = {
      vocabulary: 12,
      positions: 6,
      width: 8,
      heads: 2,
      inner: 16,
      layers: 1,
      epsilon: 1e-5,
    };
    const random = randomFrom(1);
    const weights = new Map(
      decoderTensors(spec).map(({ name, shape }) => {
        const size = shape.reduce((product, each) => product * each, 1);
        return [name, { shape, data: Float32Array.from({ length: size }, () => 0.3 * random.normal()) }];
      }),
    );
    const [decoder, named] = await Promise.all([openDecoder(spec, weights), openDecoder(spec, weights, 'simd')]);
    const rule = { rate: 1e-2, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0, clip: 1 };
    const texts = [Int32Array.of(1, 2, 3, 4), Int32Array.of(5, 6, 7)];
    const steps = [];
    for (const each of [decoder, named]) steps.push(await each.step(texts, rule, quietRun()));
    expect(steps[0]).toBe(steps[1]);
    await expect(openDecoder(spec, weights, 'simd-relaxed')).rejects.toMatchObject({ code: 'train.no-simd' });
    decoder.dispose();
    named.dispose();
  });
});
