import { expect, test } from '@playwright/test';
import { drawChinese, drawSentences } from '../adapters/llm/sentences.ts';
import { csvFile, giveFiles, isKept, openApp, results, trainToEnd } from './page.ts';

const texts = drawSentences(500, 1);
const file = csvFile('sentences.csv', ['text', ...texts.map((text) => `"${text}"`)].join('\n'));

test('a small language model learns from nothing, is judged, and writes the same offline', async ({
  page,
  context,
}) => {
  await openApp(page);
  await giveFiles(page, [file]);
  await page.getByRole('radio', { name: 'Language model', exact: true }).check();
  const head = page.locator('#model h2 button');
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  const training = page.getByRole('combobox', { name: 'Training', exact: true });
  await expect(page.getByRole('textbox', { name: 'Model', exact: true })).toBeVisible();
  await training.selectOption({ label: 'from nothing: a small model of your texts' });
  await expect(page.getByRole('textbox', { name: 'Model', exact: true })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Steps', exact: true }).fill('150');
  await page.getByRole('textbox', { name: 'Width', exact: true }).fill('32');
  await expect(page.locator('body')).toContainText(/learn from 190\stexts, test on 48/);
  await trainToEnd(page);
  await expect(results(page)).toContainText('On texts it never saw it is as unsure as among');
  await expect(results(page).getByRole('heading', { name: 'How it goes on with test texts' })).toBeVisible();
  await isKept(page);

  const ask = () =>
    page.evaluate(async () => {
      const [{ id } = { id: '' }] = await window.intab.models.list();
      const data = [{ text: 'the farmer near' }, { text: '😀' }];
      return (await window.intab.predict({ model: id, data })).predictions;
    });
  const before = await ask();
  expect(String(before[0])).toMatch(/\w/);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Idle');
  expect(await ask()).toEqual(before);
});

test('from the console: Chinese by letters, samples as they come, a stop', async ({ page }) => {
  await openApp(page);
  const lines = drawChinese(300, 1);
  const learn = (stopAfter: number) =>
    page.evaluate(
      async ([rows, stopAfter]) => {
        const stop = new AbortController();
        let tokens = '';
        let samples = 0;
        const result = await window.intab
          .trainPipeline({
            datasetFiles: [new File([['text', ...rows].join('\n')], '句子.csv')],
            factorParams: [{ name: 'text', type: 'text' }],
            merge: { duplicates: 'keep' },
            modelType: 'llm',
            modelParams: { train: 'new', tokens: 'characters', width: 32, context: 32, steps: 100, max_tokens: 40 },
            signal: stop.signal,
            logger: ({ stream, message }: { stream?: boolean; message: string }) => {
              if (stream) tokens += message;
              else if (message.startsWith('After step') && ++samples === stopAfter) stop.abort();
            },
          })
          .catch(({ code }: { code: string }) => ({ code }));
        return { result, tokens, samples };
      },
      [lines, stopAfter] as const,
    );
  const { result, tokens, samples } = await learn(0);
  if ('code' in result) throw new Error(result.code);
  expect(samples).toBe(20);
  expect(tokens).toMatch(/苹果|木椅|小船|银勺/);
  const { metrics, baseline } = result as unknown as Record<'metrics' | 'baseline', { bitsPerByte: number }>;
  expect(metrics.bitsPerByte).toBeLessThan(baseline.bitsPerByte);
  expect(result.evaluatedOn).toBe('test');
  expect(result.rows.test).toBe(60);
  expect(result.testRows).toHaveLength(5);
  expect(result.history?.loss).toHaveLength(20);

  expect((await learn(2)).result).toEqual({ code: 'run.stopped' });
});
