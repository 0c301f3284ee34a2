import { resolve } from 'node:path';
import v8 from 'node:v8';
import { describe, expect, it, vi } from 'vitest';
import { openTrainer } from '../../src/adapters/engine.ts';
import { withSuccessor } from '../../src/adapters/engine-loss.ts';
import { AppError } from '../../src/base/errors.ts';
import { joinPhrases } from '../../src/base/messages.ts';
import type { RunEvent } from '../../src/base/run.ts';
import type { MlpSpec, MlpTrainer } from '../../src/networks/mlp-spec.ts';
import { usedEngine } from '../../src/contract/result/used-engine.ts';
import { openKernelMlp } from '../../src/kernels/mlp.ts';
import { adam, flatten, makeCase, testRun } from '../kernels/mlp-reference.ts';
import { loadLocale } from '../../src/locales/load.ts';

await loadLocale('zh');

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

v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const small: MlpSpec = {
  widths: [6, 12, 1],
  activation: 'relu',
  loss: 'squared',
  solver: adam,
  alpha: 0,
  batchSize: 32,
};
const large: MlpSpec = { ...small, widths: [20, 700, 700, 1], batchSize: 64 };

function clockedRun() {
  const events: RunEvent[] = [];
  return { ...testRun(), now: () => performance.now(), report: (event: RunEvent) => void events.push(event), events };
}

describe('the choice of engine', () => {
  it('takes a kernel for a small network, and asks no GPU', async () => {
    const { samples, layers, order } = makeCase(small, 200);
    const run = clockedRun();
    const { trainer, why, tried } = await openTrainer('auto', small, samples, layers, run);
    expect(['simd', 'simd-relaxed']).toContain(trainer.engine);
    expect(tried.map(({ engine }) => engine)).toEqual(['simd-relaxed', 'simd']);
    expect(usedEngine(trainer.engine, why).reason).toMatch(
      /^WASM .*SIMD, [\d.e+-]+ ms a step, agrees; WASM .*SIMD, [\d.e+-]+ ms a step$/,
    );
    expect(run.events).toMatchObject([{ code: 'train.engine' }]);
    expect(await trainer.epoch(order)).toBeGreaterThan(0);
    trainer.dispose();
  });

  it('remembers its choice', async () => {
    const { samples, layers } = makeCase(small, 200);
    const first = await openTrainer('auto', small, samples, layers, clockedRun());
    const second = await openTrainer('auto', small, samples, layers, clockedRun());
    expect(second.tried).toBe(first.tried);
    expect(second.trainer.engine).toBe(first.trainer.engine);
  });

  it('tries the GPUs for a large network, and says why they were refused', async () => {
    const { samples, layers } = makeCase(large, 64);
    const { trainer, tried, why } = await openTrainer('auto', large, samples, layers, clockedRun());
    expect(tried.map(({ engine }) => engine)).toEqual(['simd-relaxed', 'simd', 'webgpu', 'webgl', 'wasm']);
    expect(tried[3]).toEqual({ engine: 'webgl', ms: null, refused: { code: 'engine.no-canvas', params: {} } });
    expect(tried[4].ms).toBeGreaterThan(0);
    expect(joinPhrases(why, 'en')).toContain('WebGL: there is no OffscreenCanvas');
    expect(joinPhrases(why, 'zh')).toMatch(/^WASM .*SIMD，每步 [\d.]+ 毫秒，结果一致；.*WebGL：没有 OffscreenCanvas/);
    trainer.dispose();
  });

  it('takes the engine that is asked for', async () => {
    const { samples, layers } = makeCase(small, 200);
    const { trainer } = await openTrainer('cpu', small, samples, layers, clockedRun());
    expect(trainer.engine).toBe('cpu');
    trainer.dispose();
  });

  it.each(['webgl', 'simd-2'] as const)('says why %s cannot train here', async (engine) => {
    const { samples, layers } = makeCase(small, 200);
    const opened = openTrainer(engine, small, samples, layers, clockedRun());
    await expect(opened).rejects.toMatchObject({ code: 'train.no-engine', params: { engine } });
  });
});

describe('a lost device', () => {
  it('moves the training to the next engine, from the last good layers', async () => {
    const { samples, layers, order } = makeCase(small, 100);
    const run = clockedRun();
    const open = (from = layers) => openKernelMlp('simd', small, samples, from, run);
    const straight = await open();
    await straight.epoch(order);
    const afterOne = await straight.layers();
    const fresh = await open(afterOne);

    const first = await open();
    let epochs = 0;
    let reads = 0;
    const failing: MlpTrainer = {
      ...first,
      engine: 'webgpu',
      layers: () => {
        reads++;
        return first.layers();
      },
      epoch: async (given) => {
        if (++epochs < 2) return first.epoch(given);
        await first.epoch(given.subarray(0, 50));
        throw new AppError('train.device-lost', { engine: 'webgpu', detail: 'unplugged' });
      },
    };
    const trainer = withSuccessor(failing, layers, run, open);
    await trainer.epoch(order);
    expect(trainer.engine).toBe('webgpu');
    expect(reads).toBe(1);
    expect(flatten(await trainer.layers())).toEqual(flatten(afterOne));
    expect(reads).toBe(1);
    expect(await trainer.epoch(order)).toBe(await fresh.epoch(order));
    expect(trainer.engine).toBe('simd');
    expect(flatten(await trainer.layers())).toEqual(flatten(await fresh.layers()));
    expect(run.events).toMatchObject([{ code: 'train.device-lost', params: { detail: 'unplugged' } }]);
  });
});

describe('a worker that starts later', () => {
  it('remembers it for another worker, and chooses anew where it no longer works', async () => {
    const kept = new Map<string, unknown>();
    const memory = {
      get: (key: string) => Promise.resolve(kept.get(key)),
      set: (key: string, choice: unknown) => Promise.resolve(void kept.set(key, structuredClone(choice))),
    };
    const net = { ...small, batchSize: 33 };
    const { samples, layers } = makeCase(net, 200);
    const open = async () => {
      vi.resetModules();
      const fresh = await import('../../src/adapters/engine.ts');
      return fresh.openTrainer('auto', net, samples, layers, clockedRun(), { memory });
    };
    const first = await open();
    const [key] = kept.keys();
    expect((await open()).tried).toEqual(first.tried);
    kept.set(key, { engine: 'webgl', why: [], tried: [] });
    expect(['simd', 'simd-relaxed']).toContain((await open()).trainer.engine);
    kept.set(key, { engine: 'abacus' });
    expect((await open()).tried.length).toBe(2);
    expect(kept.size).toBe(2);
  });
});
