import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import type { AdamW } from '../../src/networks/adamw-spec.ts';
import { openEncoder, type Encoder } from '../../src/tfjs/encoder.ts';
import type { Trained } from '../../src/tfjs/encoder-parameters.ts';
import { isLong } from '../long.ts';
import { fixtureJson, fixtureRows, reference, type Labelled } from '../transformers/fixture.ts';
import { fixtureModel, fixtureTokenizer } from '../transformers/open-fixture.ts';

// A bundler gives an address for each of these files; in Node TF.js opens them by path.
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url', () => wasmFile('tfjs-backend-wasm.wasm'));
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-simd.wasm'),
);
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-threaded-simd.wasm'),
);
const { wasmFile } = vi.hoisted(() => ({
  wasmFile: (name: string) => ({ default: `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}` }),
}));

interface Mode {
  losses_first_8: number[];
  after_200_steps: { heldout_accuracy: number; heldout_loss: number };
}
const training = fixtureJson<{
  batches: number[][];
  step1: {
    loss: number;
    input_ids_of_first_row: number[];
    gradients: Record<
      string,
      { shape: number[]; l2: number; first5: number[]; largest: { index: number; value: number } }
    >;
  };
  modes: { full: Mode; last_layer: Mode; head_adam: Mode };
}>('training-reference.json');

const rule: AdamW = { rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0, clip: null };
const rows = fixtureRows('new-words-train.tsv');
const heldout = fixtureRows('new-words-heldout.tsv');
const tokenizer = fixtureTokenizer();
const tokens = (from: Labelled[]) => from.map(({ text }) => tokenizer.encode(text, 128));
const batchAt = (step: number) => training.batches[step]!.map((row) => rows[row]!);
const labelCodes = (from: Labelled[]) => Int32Array.from(from, ({ code }) => code);

async function open(trained: Trained, engine: 'cpu' | 'wasm' = 'wasm'): Promise<Encoder> {
  const { plan: spec, weights } = fixtureModel();
  return openEncoder(engine, spec, weights, trained, 0, randomFrom(1));
}

describe('an encoder in TF.js', () => {
  it.each(['cpu', 'wasm'] as const)('gives the logits of PyTorch, long texts too (%s)', async (engine) => {
    const encoder = await open('none', engine);
    // On the CPU three of them are enough: an empty one and one that is cut among them.
    const some = reference.predictions.filter((_, at) => engine === 'wasm' || [0, 9, 19].includes(at));
    for (const { text, input_ids, logits } of some) {
      const ids = tokenizer.encode(text, 128);
      expect([...ids]).toEqual(input_ids);
      const found = await encoder.logits([ids]);
      logits.forEach((logit, i) => expect(Math.abs(found[i]! - logit)).toBeLessThan(1e-4));
    }
    const all = await encoder.logits(tokens(some.map(({ text }) => ({ text, code: 0 }))));
    some.forEach(({ logits }, row) =>
      logits.forEach((logit, i) => expect(Math.abs(all[2 * row + i]! - logit)).toBeLessThan(1e-4)),
    );
    encoder.dispose();
  });

  it('gives the gradients of PyTorch', async () => {
    const encoder = await open('full');
    const batch = batchAt(0);
    expect([...tokenizer.encode(batch[0]!.text, 128)]).toEqual(training.step1.input_ids_of_first_row);
    const found = await encoder.gradients(tokens(batch), labelCodes(batch));
    expect([...found.keys()].sort()).toEqual(Object.keys(training.step1.gradients).sort());
    for (const [name, { shape, l2, first5, largest }] of Object.entries(training.step1.gradients)) {
      const grad = found.get(name)!;
      expect(grad.shape).toEqual(shape);
      // A shift of all keys changes nothing: the true gradient of their bias is 0.
      const size = name.endsWith('k_lin.bias') ? 1e-2 : Math.abs(largest.value);
      const norm = Math.sqrt(grad.data.reduce((sum, each) => sum + each * each, 0));
      expect(Math.abs(norm - l2), name).toBeLessThan(1e-4 * Math.max(l2, size));
      first5.forEach((each, i) => expect(Math.abs(grad.data[i]! - each), name).toBeLessThan(1e-4 * size));
      expect(Math.abs(grad.data[largest.index]! - largest.value), name).toBeLessThan(1e-4 * size);
    }
    encoder.dispose();
  });

  it.each([
    ['head', 'head_adam'],
    ['last_layer', 'last_layer'],
    ['full', 'full'],
  ] as const)('takes the first steps of Adam as PyTorch does: %s', async (trained, mode) => {
    const encoder = await open(trained);
    for (const [step, loss] of training.modes[mode].losses_first_8.entries()) {
      const batch = batchAt(step);
      expect(Math.abs((await encoder.step(tokens(batch), labelCodes(batch), rule)) - loss)).toBeLessThan(1e-4);
    }
    encoder.dispose();
  });

  it.runIf(isLong).each([
    ['head', 'head_adam'],
    ['last_layer', 'last_layer'],
    ['full', 'full'],
  ] as const)(
    'learns new words as well as PyTorch: %s (needs npm run test:long)',
    { timeout: 240_000 },
    async (trained, mode) => {
      const encoder = await open(trained);
      for (const [step] of training.batches.entries()) {
        const batch = batchAt(step);
        await encoder.step(tokens(batch), labelCodes(batch), rule);
      }
      const logits = await encoder.logits(tokens(heldout));
      const right = heldout.filter(
        ({ code }, row) => (logits[2 * row + 1]! > logits[2 * row]! ? 1 : 0) === code,
      ).length;
      const loss = heldout.reduce((sum, { code }, row) => {
        const [a, b] = [logits[2 * row]!, logits[2 * row + 1]!];
        return sum + Math.log1p(Math.exp(code === 1 ? a - b : b - a)) / heldout.length;
      }, 0);
      const expected = training.modes[mode].after_200_steps;
      expect(Math.abs(right / heldout.length - expected.heldout_accuracy)).toBeLessThanOrEqual(0.02);
      expect(Math.abs(loss - expected.heldout_loss)).toBeLessThan(0.02);
      encoder.dispose();
    },
  );

  it('learns with low-rank additions, which are merged into the weights', async () => {
    const encoder = await open('lora');
    expect(encoder.trained).toBe(4290 + 2 * 2 * 2 * 64 * 8);
    const batch = batchAt(0);
    const losses: number[] = [];
    for (let i = 0; i < 20; i++)
      losses.push(await encoder.step(tokens(batch), labelCodes(batch), { ...rule, clip: 1 }));
    expect(losses[0]).toBeCloseTo(training.step1.loss, 4);
    expect(losses.at(-1)).toBeLessThan(0.6 * losses[0]!);
    const before = await encoder.logits(tokens(batch));
    const { plan: spec, weights } = fixtureModel();
    const merged = await encoder.weights();
    const name = spec.names.blocks[0]!.query;
    expect(merged.get(`${name}.weight`)!.data).not.toEqual(weights.get(`${name}.weight`)!.data);
    encoder.dispose();
    const again = await openEncoder('wasm', spec, merged, 'none', 0);
    const after = await again.logits(tokens(batch));
    after.forEach((each, i) => expect(Math.abs(each - before[i]!)).toBeLessThan(1e-4));
    again.dispose();
  });

  it('leaves what is frozen to the last bit, and no tensor behind', async () => {
    const start = memory().numTensors;
    const encoder = await open('last_layer');
    const batch = batchAt(0);
    await encoder.step(tokens(batch), labelCodes(batch), { ...rule, weightDecay: 0.01, clip: 1 });
    const held = memory().numTensors;
    await encoder.step(tokens(batch), labelCodes(batch), { ...rule, weightDecay: 0.01, clip: 1 });
    await encoder.logits(tokens(batch));
    await encoder.features(tokens(batch));
    expect(memory().numTensors).toBe(held);
    const now = await encoder.weights();
    const { weights } = fixtureModel();
    const same = [...weights].filter(([name, { data }]) => data.every((each, i) => each === now.get(name)!.data[i]));
    expect(same.length).toBe(40 - 16 - 4);
    encoder.dispose();
    expect(memory().numTensors).toBe(start);
  });
});
