import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { startChatServer, type ChatServer } from '../servers/chat-server.ts';
import { csvFile, giveFiles, isDone, openApp, results } from './page.ts';

/** A key that must be found nowhere but in the requests. */
const key = 'sk-e2e-0123456789abcdefghij';
const prompts = `id,prompt\n${Array.from({ length: 12 }, (_, i) => `${i},"Translate ${i}, 世界"\n`).join('')}`;
const reviews = `text,target\n${Array.from({ length: 30 }, (_, i) => `${i % 10 === 7 ? 'strange' : i % 2 ? 'good' : 'bad'} film ${i},${i % 2 ? 'positive' : 'negative'}\n`).join('')}`;

let server: ChatServer;
test.beforeAll(async () => {
  server = await startChatServer();
});
test.afterAll(() => server.stop());

/** The questions that one test asked: they share the server. */
const askedBodies = (manner: string, model: string) =>
  server.asked.filter((asked) => asked.manner === manner && asked.body.model === model);

interface Answered {
  code: string;
  message: string;
  hint: string;
  params: Record<string, unknown>;
}

/** Trains by the console interface; what it fails with comes back too. */
async function train(page: Page, csv: string, manner: string, change: object = {}, params: object = {}) {
  return page.evaluate(
    async ([text, base_url, more, options, api_key]) => {
      const modelParams = { base_url, model: 'small', api_key, ...options };
      const request = {
        datasetFiles: [new File([text], 'a.csv')],
        modelType: 'openai_chat',
        agree: true,
        modelParams,
        ...more,
      };
      return window.intab.trainPipeline(request).then(
        (result) => ({ result, error: null }),
        (thrown: Error & Answered) => ({
          result: null,
          error: { code: thrown.code, message: thrown.message, hint: thrown.hint, params: thrown.params },
        }),
      );
    },
    [csv, `${server.address}/${manner}/v1`, change, params, key] as const,
  );
}

/** Everything that this origin stores, as one text. */
function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: unknown[] = [{ ...localStorage }, { ...sessionStorage }, location.href];
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name ?? '');
      const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        parts.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
      }
      db.close();
    }
    return JSON.stringify(parts);
  });
}

async function chooseChat(page: Page, manner: string, model: string): Promise<void> {
  await page.getByRole('radio', { name: 'OpenAI-compatible chat', exact: true }).check();
  await page.getByLabel('Base URL').fill(`${server.address}/${manner}/v1`);
  await page.getByLabel('Model name').fill(model);
  await page.locator('#option-api_key').fill(key);
}

test('a person tests the connection, sees what will be sent, agrees, and reads the answers', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('prompts.csv', prompts)]);
  await chooseChat(page, 'key', 'mine');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('does not accept the API key')).toContainText('•••');
  await page.getByLabel('Base URL').fill(`${server.address}/echo/v1`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/mine at 127\.0\.0\.1:\d+ answered/)).toBeVisible();
  expect(askedBodies('echo', 'mine').map(({ prompt }) => prompt)).toEqual(['ping']);

  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('12');
  await expect(dialog).toContainText('prompt');
  await expect(dialog).toContainText(new URL(server.address).host);
  await expect(dialog).not.toContainText(key);
  expect(askedBodies('echo', 'mine')).toHaveLength(1);
  await page.getByRole('button', { name: 'Send them' }).click();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Done');
  expect(askedBodies('echo', 'mine')).toHaveLength(13);
  await expect(results(page)).toContainText('Echo 世界🌍: Translate 11, 世界');
  await expect(results(page)).toContainText('tokens read');
  await expect(page.getByText('Requests to other servers since you dropped the file: 14')).toBeVisible();

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download answers' }).click();
  const file = readFileSync(await (await downloading).path(), 'utf8');
  expect(file[0]).toBe('\ufeff');
  expect(file.split('\n')[3]).toBe('3,"Translate 2, 世界","Echo 世界🌍: Translate 2, 世界"');

  // A row by hand: the same columns to the same model need no second yes.
  await page.getByRole('textbox', { name: 'prompt', exact: true }).fill('By hand');
  await page.getByRole('button', { name: 'Predict', exact: true }).click();
  await expect(page.getByText('Echo 世界🌍: By hand')).toBeVisible();

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save model file' }).click();
  const bundle = readFileSync(await (await saved).path());
  expect(bundle.includes(Buffer.from(key))).toBe(false);
  expect(await stored(page)).not.toContain(key);
  expect(await page.locator('body').innerText()).not.toContain(key);
});

test('nothing is sent after a no, and without anybody to ask', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('prompts.csv', prompts)]);
  await chooseChat(page, 'echo', 'refused');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Do not send' }).click();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Failed: You said no');
  expect((await train(page, prompts, 'echo', { agree: false }, { model: 'refused' })).error?.code).toBe(
    'privacy.chat-not-agreed',
  );
  // A call that stops while the person is asked takes its question back.
  const stopped = page.evaluate(async (base_url) => {
    const stop = new AbortController();
    Object.assign(window, { stopAsking: () => stop.abort() });
    const modelParams = { base_url, model: 'refused' };
    const datasetFiles = [new File(['prompt\na\n'], 'a.csv')];
    return window.intab
      .trainPipeline({ datasetFiles, modelType: 'openai_chat', modelParams, signal: stop.signal })
      .then(
        () => 'done',
        (error: Error & { code: string }) => error.code,
      );
  }, `${server.address}/echo/v1`);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.evaluate(() => (window as unknown as { stopAsking(): void }).stopAsking());
  expect(await stopped).toBe('run.stopped');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(askedBodies('echo', 'refused')).toEqual([]);
});

test('sorts rows into the labels of a target; an answer that is none counts as wrong', async ({ page }) => {
  await openApp(page);
  const { result } = await train(page, reviews, 'label', { split: { testSize: 0 } });
  expect(result).toMatchObject({
    task: 'classification',
    evaluatedOn: 'train',
    engine: { name: 'server' },
    units: 'target',
  });
  expect(result?.metrics).toMatchObject({
    accuracy: 0.9,
    confusion: {
      labels: ['negative', 'positive', '(none)'],
      matrix: [
        [15, 0, 0],
        [0, 12, 3],
        [0, 0, 0],
      ],
    },
  });
  expect(result?.predictions.filter((label) => label === null)).toHaveLength(3);
  expect(result?.notices.map(({ code }) => code)).toEqual(expect.arrayContaining(['chat.sent', 'chat.no-label']));
  const held = await train(page, reviews, 'label', { split: { testSize: 0.2 } });
  expect(held.result?.rows).toMatchObject({ train: 24, test: 6 });
});

test('writes text for every row, and tells what it took', async ({ page }) => {
  await openApp(page);
  const { result } = await train(page, prompts, 'echo', {}, { model: 'writer', template: 'No. {id}: {prompt}' });
  expect(result).toMatchObject({ task: 'generation', rows: { read: 12, kept: 12 }, tokens: { estimated: false } });
  expect(result?.predictions[3]).toBe('Echo 世界🌍: No. 3: Translate 3, 世界');
  expect(result?.metrics).toBeUndefined();
  expect(result?.timeToFirstToken).toBeGreaterThan(0);
  const predicted = await page.evaluate(
    ([model, api_key]) =>
      window.intab.predict({
        model,
        data: [{ id: 7, prompt: 'x' }, { prompt: 'y' }],
        agree: true,
        secrets: { api_key },
      }),
    [result?.modelId ?? '', `${key}-other`] as const,
  );
  expect(predicted.predictions).toEqual(['Echo 世界🌍: No. 7: x', null]);
  expect(askedBodies('echo', 'writer').at(-1)?.key).toBe(`${key}-other`);
  expect(askedBodies('echo', 'writer')).toHaveLength(13);
});

test('a stop closes the sockets; after it and a reload only the rest is asked', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('prompts.csv', prompts)]);
  await chooseChat(page, 'slow', 'patient');
  await page.getByLabel('At once').fill('2');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Send them' }).click();
  await expect.poll(() => askedBodies('slow', 'patient').length).toBeGreaterThan(4);
  await expect(page.getByText('word word word').first()).toBeVisible();
  const closed = server.seen.closed;
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Stopped');
  await expect.poll(() => server.seen.closed - closed).toBe(2);
  const asked = askedBodies('slow', 'patient').length;
  await page.reload();
  await page.locator('#option-api_key').waitFor({ state: 'detached' });
  await giveFiles(page, [csvFile('prompts.csv', prompts)]);
  await chooseChat(page, 'slow', 'patient');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Answered before');
  await page.getByRole('button', { name: 'Send them' }).click();
  await isDone(page);
  // Two were on their way when it stopped.
  expect(askedBodies('slow', 'patient').length - asked).toBe(12 - (asked - 2));
});

test('a run that a reload broke off goes on with the key that is typed again', async ({ page }) => {
  await openApp(page);
  await giveFiles(page, [csvFile('prompts.csv', prompts)]);
  await chooseChat(page, 'slow', 'reloaded');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Send them' }).click();
  await expect.poll(() => askedBodies('slow', 'reloaded').length).toBeGreaterThan(5);
  await page.reload();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Idle');
  const asked = askedBodies('slow', 'reloaded').length;
  await chooseChat(page, 'slow', 'reloaded');
  await page.locator('#train h2 button').click();
  await page.getByRole('button', { name: /^Run .* again$/ }).click();
  await page.getByRole('button', { name: 'Send them' }).click();
  await isDone(page);
  const again = askedBodies('slow', 'reloaded').slice(asked);
  expect(again.length).toBeLessThan(12);
  expect(again.every((question) => question.key === key)).toBe(true);
});

test('a server that fails: each with its own code, the key nowhere', async ({ page }) => {
  await openApp(page);
  const few = 'prompt\none\ntwo\nthree\n';
  const codes: Record<string, string | undefined> = {};
  for (const manner of ['key', 'model', 'quota', 'forbidden', 'html', 'nothing', 'nocors', 'malformed']) {
    const { error } = await train(page, few, manner, {}, { tries: 1 });
    codes[manner] = error?.code;
    expect(JSON.stringify(error)).not.toContain(key);
    expect(error?.hint).toMatch(/\S/);
  }
  expect(codes).toEqual({
    key: 'chat.bad-key',
    model: 'chat.unknown-model',
    quota: 'chat.quota',
    forbidden: 'chat.forbidden',
    html: 'chat.web-page',
    nothing: 'chat.not-found',
    nocors: 'chat.unreachable',
    malformed: 'chat.bad-stream',
  });
  for (const manner of ['rate', 'flaky', 'cut', 'echo-key']) {
    const { result } = await train(page, few, manner);
    expect(result?.predictions).toHaveLength(3);
    expect(JSON.stringify(result)).not.toContain(key);
  }
  const unknown = await train(page, few, 'echo', {}, { apiKey: key });
  expect(unknown.error?.code).toBe('request.unknown-key');
  expect(await stored(page)).not.toContain(key);
});

test('testConnection tells apart what may be wrong', async ({ page }) => {
  await openApp(page);
  const tested = await page.evaluate(
    async ([address, api_key]) => {
      const attempted = async (base_url: string, model = 'small') =>
        window.intab.testConnection({ modelParams: { base_url, model, api_key } }).then(
          ({ host }) => host,
          (error: Error & { code: string; hint: string }) => `${error.code}: ${error.hint}`,
        );
      const manners = ['echo', 'empty', 'key', 'model', 'quota', 'nocors'];
      const found = await Promise.all(manners.map((manner) => attempted(`${address}/${manner}/v1`)));
      return [...found, await attempted('http://localhost:11434/v1'), await attempted(`${address}/echo/v1`, '')];
    },
    [server.address, key] as const,
  );
  const { host } = new URL(server.address);
  expect(tested.slice(0, 2)).toEqual([host, host]);
  expect(tested.slice(2).map((line) => line.split(':')[0])).toEqual([
    'chat.bad-key',
    'chat.unknown-model',
    'chat.quota',
    'chat.unreachable',
    'chat.unreachable-ollama',
    'chat.no-model',
  ]);
  expect(tested[6]).toContain(`OLLAMA_ORIGINS=${new URL(page.url()).origin}`);
});

test('the page names what will be sent in Chinese too, with its price', async ({ page }) => {
  await page.goto('./?lang=zh');
  await page.getByLabel('数据集').setInputFiles([csvFile('prompts.csv', prompts)]);
  await page.getByRole('radio', { name: '兼容 OpenAI 的聊天模型', exact: true }).check();
  await page.getByLabel('基础网址').fill(`${server.address}/echo/v1`);
  await page.getByLabel('模型名称').fill('zh');
  await page.getByLabel('最长回答').fill('100');
  await page.getByText('更多选项').click();
  await page.getByLabel('写出价格').fill('5000');
  await page.getByRole('button', { name: '训练', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('最多写出 1,200 个');
  await expect(page.getByRole('dialog')).toContainText('6（');
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await expect(page.getByRole('region', { name: '结果' })).toContainText('Echo 世界🌍: Translate 0, 世界');
});
