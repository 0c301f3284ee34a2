import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import { serveFolder, type StaticServer } from './static-server.ts';
import type { Answer, Question } from './causal-lm/causal-lm.worker.ts';

// The door to transformers.js writes as PyTorch does, in a bundled worker under the product's policy.

const fixture = join(import.meta.dirname, '../fixtures/tiny-gpt2');
const { generations } = JSON.parse(readFileSync(join(fixture, 'reference.json'), 'utf8')) as {
  generations: {
    prompt: string;
    prompt_ids: number[];
    generated_ids: number[];
    full_text: string;
    max_new_tokens: number;
  }[];
};
const files = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'];
const greedy = { maxTokens: 40, temperature: 0, topP: 1, seed: 1, chat: false };

let folder: string;
let server: StaticServer;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'causal-lm-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'causal-lm'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    resolve: { alias: [{ find: 'onnxruntime-web/webgpu', replacement: 'onnxruntime-web/wasm' }] },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000 },
  });
  cpSync(fixture, join(folder, 'model'), { recursive: true });
  writeFileSync(join(folder, 'model/chat_template.jinja'), "Positive review: {{ messages[0]['content'] }}");
  server = await serveFolder('/', folder);
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function ask(page: Page, question: Partial<Question>): Promise<Answer> {
  await page.goto(server.address);
  const whole: Question = { files, prompts: generations.map(({ prompt }) => prompt), rule: greedy, ...question };
  return page.evaluate((given) => (globalThis as unknown as { ask(q: Question): Promise<Answer> }).ask(given), whole);
}

test('greedy texts are those of PyTorch, piece by piece', async ({ page }) => {
  const whole = generations.filter(({ max_new_tokens }) => max_new_tokens === greedy.maxTokens);
  const found = await ask(page, { prompts: whole.map(({ prompt }) => prompt) });
  expect(found.error).toBeUndefined();
  expect(found.texts.map((text, i) => whole[i]?.prompt + text)).toEqual(whole.map(({ full_text }) => full_text));
  expect(found.chunks.map((chunks) => chunks.join(''))).toEqual(found.texts);
  expect(found.tokens).toEqual(whole.map(({ prompt_ids: into, generated_ids: out }) => [into.length, out.length]));
});

test('a chat template is filled with the prompt where that is asked for', async ({ page }) => {
  const [{ prompt = '', full_text = '' } = {}] = generations;
  const [start, rest] = ['Positive review: ', prompt.replace('Positive review: ', '')];
  const withTemplate = [...files, 'chat_template.jinja'];
  const found = await ask(page, { files: withTemplate, prompts: [rest], rule: { ...greedy, chat: true } });
  expect(found.error).toBeUndefined();
  expect(start + rest + (found.texts[0] ?? '')).toBe(full_text);
  const plain = await ask(page, { files: withTemplate, prompts: [rest] });
  expect(plain.texts).not.toEqual(found.texts);
  // A folder without a template continues the prompt as it stands.
  expect((await ask(page, { prompts: [rest], rule: { ...greedy, chat: true } })).texts).toEqual(plain.texts);
});

test('a seed decides what is drawn; a stop comes before the next token; a text never runs out of the positions', async ({
  page,
}) => {
  const drawn = { ...greedy, maxTokens: 12, temperature: 1, topP: 0.9, seed: 7 };
  const first = await ask(page, { rule: drawn });
  expect(first.error).toBeUndefined();
  expect((await ask(page, { rule: drawn })).texts).toEqual(first.texts);
  expect((await ask(page, { rule: { ...drawn, seed: 8 } })).texts).not.toEqual(first.texts);
  // With the likeliest token alone, only the greedy text can be drawn.
  const narrow = await ask(page, { rule: { ...drawn, topP: 1e-6 } });
  expect(narrow.texts).toEqual((await ask(page, { rule: { ...greedy, maxTokens: 12 } })).texts);
  const stopped = await ask(page, { stopAfter: 3 });
  expect(stopped.error).toContain('run.stopped');
  expect(stopped.chunks[0]?.length).toBeLessThan(6);
  const long = await ask(page, { prompts: ['the food was '.repeat(300)], rule: { ...greedy, maxTokens: 500 } });
  expect(long.error).toBeUndefined();
});
