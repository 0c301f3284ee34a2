import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startHub, type HubServer } from './hub-server.ts';
import { isKept, openApp } from './page.ts';

const folder = resolve(import.meta.dirname, '../fixtures/tiny-gpt2');
const { generations } = JSON.parse(readFileSync(resolve(folder, 'reference.json'), 'utf8')) as {
  generations: { prompt: string; full_text: string; max_new_tokens: number }[];
};
const whole = generations.filter(({ max_new_tokens }) => max_new_tokens === 40);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csv = ['prompt,topic', ...whole.map(({ prompt }) => `${quoted(prompt)},food`)].join('\n');
const expected = whole.map(({ prompt, full_text }) => full_text.slice(prompt.length));

let hub: HubServer;
test.beforeEach(async () => void (hub = await startHub()));
test.afterEach(() => hub.stop());

interface Done {
  modelId: string;
  predictions: string[];
  tokens?: { in: number; out: number };
  streamed: string;
}
type Failed = { code: string };

/** Writes by the console's interface. */
function write(page: Page, modelParams: object, stopAfter = 0): Promise<Done | Failed> {
  return page.evaluate(
    async ([text, params, chunks]) => {
      const stop = new AbortController();
      let streamed = '';
      let tokens = 0;
      const request = {
        datasetFiles: [new File([text], 'prompts.csv')],
        factorParams: [{ name: 'prompt', type: 'text' }],
        modelType: 'llm',
        modelParams: params,
        merge: { duplicates: 'keep' },
        agree: true,
        signal: stop.signal,
        logger: ({ stream, message }: { stream?: boolean; message: string }) => {
          if (!stream) return;
          streamed += message;
          if (++tokens === chunks) stop.abort();
        },
      };
      return window.intab.trainPipeline(request).then(
        (result) => ({
          modelId: result.modelId,
          predictions: result.predictions as string[],
          tokens: (result as { usage?: { tokens: { in: number; out: number } } }).usage?.tokens,
          streamed,
        }),
        ({ code }: { code: string }) => ({ code }),
      );
    },
    [csv, modelParams, stopAfter] as const,
  );
}

const tiny = { model_name: 'intab/tiny-gpt2', weights: 'fp32', max_tokens: 40 };

test('a language model writes what PyTorch writes, streams it, and writes the same offline', async ({
  page,
  context,
}) => {
  await openApp(page);
  // What is used once is kept by the service worker.
  await isKept(page);
  const result = await write(page, { ...tiny, model_host: hub.address });
  if ('code' in result) throw new Error(result.code);
  expect(result.predictions).toEqual(expected);
  expect(result.streamed).toBe(expected.join(''));

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Idle');
  const asked = hub.asked.length;
  const again = await page.evaluate(
    async ([id, prompt]) => (await window.intab.predict({ model: id, data: [{ prompt }] })).predictions,
    [result.modelId, whole[0]?.prompt ?? ''] as const,
  );
  expect(again).toEqual([expected[0]]);
  expect(hub.asked.length).toBe(asked);
});

test('a stop ends it at once; a template, a seed and what is no language model', async ({ page }) => {
  await openApp(page);
  const model_host = hub.address;
  expect(await write(page, { ...tiny, model_host }, 3)).toEqual({ code: 'run.stopped' });
  const drawn = { ...tiny, model_host, temperature: 1, max_tokens: 8, template: 'About {prompt}', random_state: 5 };
  const first = await write(page, drawn);
  if ('code' in first) throw new Error(first.code);
  expect(await write(page, drawn)).toMatchObject({ predictions: first.predictions });
  expect(await write(page, { ...tiny, model_host, template: '{nothing}' })).toEqual({ code: 'chat.template-column' });
  expect(await write(page, { ...tiny, model_host, model_name: 'intab/tiny-distilbert-sst2' })).toEqual({
    code: 'model.not-a-writer',
  });
  const missing = await write(page, { ...tiny, model_host, model_name: 'nobody/tiny-gpt2' });
  expect('code' in missing && missing.code).toMatch(/^(read|model)\./);
});
