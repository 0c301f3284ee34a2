import { describe, expect, it, vi } from 'vitest';
import { adapter } from '../../../src/adapters/huggingface-text/adapter.ts';
import { huggingfaceText } from '../../../src/adapters/huggingface-text/meta.ts';
import { picked } from '../../transformers/picked.ts';
import { checks } from '../contract.ts';

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

/** The head of a model that was picked: what each check takes as the defaults cannot be a download. */
const given = { model_files: picked(), train: 'head', C: 1000, max_length: 32 } as const;
const subject = {
  id: 'huggingface_text',
  meta: { ...huggingfaceText, tasks: ['classification'] as const },
  adapter: {
    fit: (...[samples, options, run]: Parameters<typeof adapter.fit>) =>
      adapter.fit(samples, { ...options, ...given }, run),
  },
};

/**
 * Not asked here: to learn words that only the whole model could learn (test/tfjs/encoder.test.ts trains it as PyTorch does), regression, and a slow
 * comparison of every byte (fit.test.ts compares members).
 */
const others = [
  'beats the baseline on an easy set',
  'forgets the first fit in the second',
  'takes random_state over the seed of the run, where it has one',
  'leaves an artifact of plain data that survives structuredClone',
];
const asked = checks.filter(({ name }) => !others.includes(name));

describe('the head of a transformer', () => {
  it('knows the checks that are not asked', () => expect(asked.length).toBe(checks.length - others.length));

  it.each(asked.map((check) => [check.name, check] as const))('%s', async (_, check) => {
    await check.run(subject);
  });
});
