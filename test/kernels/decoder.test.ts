import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import v8 from 'node:v8';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import type { AdamW } from '../../src/networks/adamw-spec.ts';
import { decoderTensors, type DecoderSpec } from '../../src/networks/decoder-spec.ts';
import { openDecoder } from '../../src/kernels/decoder.ts';
import { readSafetensors } from '../../src/transformers/safetensors.ts';
import { quietRun } from '../run.ts';

// Node 20 has relaxed SIMD behind a flag.
v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

interface Case {
  plan: DecoderSpec;
  batches: number[][][];
  gradients: Record<string, { norm: number; first: number[]; largest: [at: number, value: number] }>;
  losses: number[];
}
const json = (path: string) => JSON.parse(readFileSync(resolve(import.meta.dirname, path), 'utf8')) as unknown;
const { rule, cases } = json('../reference/decoder.json') as { rule: AdamW; cases: Case[] };
const builds = ['simd', 'simd-relaxed'] as const;

/** The weights of `make_decoder.py`. */
function drawn(spec: DecoderSpec, seed: number) {
  const random = randomFrom(seed);
  return new Map(
    decoderTensors(spec).map(({ name, shape }) => {
      const size = shape.reduce((product, each) => product * each, 1);
      return [name, { shape, data: Float32Array.from({ length: size }, () => 0.3 * random.normal()) }];
    }),
  );
}

describe.each(builds)('a decoder on the kernel (%s)', (build) => {
  it.each(cases.map((one, seed) => ({ ...one, seed })))(
    'has the gradients and takes the steps of PyTorch (seed %#)',
    async ({ plan: spec, batches, gradients, losses, seed }) => {
      const run = quietRun();
      const decoder = await openDecoder(spec, drawn(spec, seed), build);
      const texts = batches.map((batch) => batch.map((text) => Int32Array.from(text)));
      const found = await decoder.gradients(texts[0]!, run);
      expect([...found.keys()].sort()).toEqual(Object.keys(gradients).sort());
      for (const [name, { norm, first, largest }] of Object.entries(gradients)) {
        const { data } = found.get(name)!;
        const near = (value: number, wanted: number) => Math.abs(value - wanted) / Math.max(norm, 1e-3);
        expect(near(Math.hypot(...data), norm), name).toBeLessThan(1e-5);
        first.forEach((wanted, i) => expect(near(data[i]!, wanted), name).toBeLessThan(1e-5));
        expect(near(data[largest[0]]!, largest[1]), name).toBeLessThan(1e-5);
      }
      for (const [at, wanted] of losses.entries()) {
        const loss = await decoder.step(texts[at]!, rule, run);
        expect(Math.abs(loss / wanted - 1)).toBeLessThan(1e-4);
      }
    },
  );

  it('reads a text as PyTorch does', async () => {
    const folder = '../fixtures/tiny-gpt2';
    const weights = readSafetensors(
      'model.safetensors',
      new Uint8Array(readFileSync(resolve(import.meta.dirname, folder, 'model.safetensors'))),
    );
    const plan = { vocabulary: 1000, positions: 128, width: 64, heads: 2, inner: 256, layers: 2, epsilon: 1e-5 };
    const { scoring } = json(`${folder}/reference.json`) as {
      scoring: { input_ids: number[]; mean_nats_per_predicted_token: number };
    };
    const run = quietRun();
    const decoder = await openDecoder(plan, weights, build);
    const cost = await decoder.cost(Int32Array.from(scoring.input_ids), run);
    expect(cost / (scoring.input_ids.length - 1)).toBeCloseTo(scoring.mean_nats_per_predicted_token, 5);
    expect(decoder.weights().get('transformer.wte.weight')).toEqual(weights.get('transformer.wte.weight'));
    expect(decoder.parameters).toBe(172_288);
  });
});
