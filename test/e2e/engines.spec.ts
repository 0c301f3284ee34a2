import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import type { MlpSpec } from '../../src/networks/mlp-spec.ts';
import type { Answer, Question } from './engines/trainer.worker.ts';
import { serveFolder, type StaticServer } from './static-server.ts';

// Every engine trains the same nets in a bundled worker under the product's policy. The GPUs are drawn in software: right, not fast.

const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
const args = ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] }),
});
test.describe.configure({ mode: 'serial' });

let folder: string;
let server: StaticServer;
/** The same without the headers that let workers share memory. */
let plainServer: StaticServer;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engines-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'engines'),
    base: './',
    logLevel: 'error',
    define: { __VERSION__: '"0.0.0"' },
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000 },
  });
  server = await serveFolder('/deep/down/', folder, 0, isolated);
  plainServer = await serveFolder('/', folder);
});

test.afterAll(async () => {
  await server.stop();
  await plainServer.stop();
  rmSync(folder, { recursive: true });
});

const adam = { name: 'adam', rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
const spec: MlpSpec = {
  widths: [20, 64, 64, 1],
  activation: 'relu',
  loss: 'squared',
  solver: adam,
  alpha: 1e-4,
  batchSize: 100,
};
const classes: MlpSpec = { ...spec, widths: [7, 30, 5], activation: 'tanh', loss: 'softmax', batchSize: 64 };

async function ask(page: Page, question: Partial<Question>, at = server): Promise<Answer> {
  await page.goto(at.address);
  const whole: Question = {
    engine: 'auto',
    plan: spec,
    rows: 500,
    epochs: 3,
    software: true,
    lose: false,
    ...question,
  };
  return page.evaluate((given) => (globalThis as unknown as { ask(q: Question): Promise<Answer> }).ask(given), whole);
}

for (const net of [spec, classes]) {
  test(`every engine trains ${net.widths.join('-')} alike`, async ({ page }) => {
    const expected = await ask(page, { engine: 'simd', plan: net });
    expect(expected.error).toBeUndefined();
    for (const engine of ['simd-relaxed', 'simd-2', 'simd-relaxed-2', 'wasm', 'webgl', 'webgpu', 'cpu'] as const) {
      const got = await ask(page, { engine, plan: net });
      expect([engine, got.engine ?? got.error]).toEqual([engine, engine]);
      got.losses?.forEach((loss, i) => expect(Math.abs(loss / (expected.losses?.[i] ?? 0) - 1)).toBeLessThan(1e-3));
      got.answers?.forEach((y, i) => expect(Math.abs(y - (expected.answers?.[i] ?? 0))).toBeLessThan(5e-3));
    }
  });
}

test('software renderers are refused', async ({ page }) => {
  for (const engine of ['webgpu', 'webgl'] as const) {
    expect((await ask(page, { engine, software: false })).error).toContain('drawn in software');
  }
});

for (const engine of ['webgpu', 'webgl'] as const) {
  test(`a lost ${engine} device moves the training to a kernel, from its last good layers`, async ({ page }) => {
    const whole = await ask(page, { engine: 'simd', epochs: 4 });
    const got = await ask(page, { engine, epochs: 4, lose: true });
    expect(got.error).toBeUndefined();
    expect(got.engine).toMatch(/^simd/);
    expect(Math.abs((got.losses?.[1] ?? 0) / (whole.losses?.[1] ?? 1) - 1)).toBeLessThan(0.1);
    expect(got.losses?.[3]).toBeLessThan(got.losses?.[1] ?? 0);
  });
}

test('two workers repeat a training digit for digit, and need an isolated page', async ({ page }) => {
  const wide: MlpSpec = { ...spec, widths: [20, 130, 70, 1], batchSize: 129 };
  const [first, second] = [
    await ask(page, { engine: 'simd-2', plan: wide, rows: 517 }),
    await ask(page, { engine: 'simd-2', plan: wide, rows: 517 }),
  ];
  expect(first.losses?.length).toBe(3);
  expect([first.losses, first.answers]).toEqual([second.losses, second.answers]);
  const refused = await ask(page, { engine: 'simd-2' }, plainServer);
  expect(refused.error).toContain('not cross-origin isolated');
});

test('auto keeps a small network on a kernel and tries everything for a large one', async ({ page }) => {
  const small = await ask(page, { software: false });
  expect(small.engine).toMatch(/^simd/);
  const large = { ...spec, widths: [20, 512, 512, 1], batchSize: 256 };
  const answer = await ask(page, { plan: large, rows: 512, epochs: 1, software: false });
  expect(answer.engine).toMatch(/^simd/);
  expect(answer.reason).toMatch(/SIMD, two workers, [\d.]+ ms a step/);
  expect(answer.reason).toMatch(
    /WASM (relaxed )?SIMD(, two workers)?, .* ms a step, agrees.*WebGPU: .*software.*WebGL: .*software.*TF\.js WASM, .* ms a step/,
  );
});
