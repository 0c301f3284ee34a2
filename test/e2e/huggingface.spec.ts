import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startHub, type HubServer } from './hub-server.ts';
import { choose, csvFile, giveFiles, isDone, isKept, openApp, readMetric, trainToEnd } from './page.ts';

const folder = resolve(import.meta.dirname, '../fixtures/tiny-distilbert-sst2');
const reference = JSON.parse(readFileSync(resolve(folder, 'reference.json'), 'utf8')) as {
  predictions: { text: string; logits: [number, number]; label: string }[];
};
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
/** New words, which the model does not know before it is trained: 160 rows, half of each. */
const words = csvFile(
  'words.csv',
  readFileSync(resolve(folder, 'new-words-train.tsv'), 'utf8')
    .split('\n')
    .slice(0, 161)
    .map((line) => line.split('\t').map(quoted).join(','))
    .join('\n'),
);

let hub: HubServer;
test.beforeEach(async () => void (hub = await startHub()));
test.afterEach(() => hub.stop());

interface Trained {
  modelId: string;
  accuracy: number;
  engine: string;
  log: string[];
  predictions: string[];
  probabilities: number[][];
}
type Failed = { code: string; message: string; hint: string };

/** Trains by the console's interface on rows of text and label. */
function train(page: Page, csv: string, modelParams: object, more: object = {}): Promise<Trained | Failed> {
  return page.evaluate(
    async ([text, params, given]) => {
      const { intab } = window;
      const request = {
        datasetFiles: [new File([text], 'rows.csv')],
        target: 'label',
        modelType: 'huggingface_text',
        modelParams: params,
        split: { testSize: 0 },
        merge: { duplicates: 'keep' },
        agree: true,
        ...given,
      };
      return intab.trainPipeline(request).then(
        ({ modelId, metrics, engine, log, predictions, probabilities }) => ({
          modelId,
          accuracy: metrics && 'accuracy' in metrics ? metrics.accuracy : NaN,
          engine: engine.name,
          log: log.map(({ message }) => message),
          predictions: predictions as string[],
          probabilities: probabilities ?? [],
        }),
        ({ code, message, hint }: Error & { code: string; hint: string }) => ({ code, message, hint }),
      );
    },
    [csv, modelParams, more] as const,
  );
}

function done(result: Trained | Failed): Trained {
  if ('code' in result) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

/** Chooses the model and opens its options. */
async function chooseModel(page: Page): Promise<void> {
  await giveFiles(page, [words]);
  await choose(page, 'label', 'Hugging Face text model');
  const head = page.locator('#model h2 button');
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  await page.getByText('More options').click();
}

/** Rows of the reference, whose answers PyTorch gave: an empty text is not a row. */
const known = reference.predictions.filter(({ text }) => text !== '');
const knownCsv = ['text,label', ...known.map(({ text, label }) => `${quoted(text)},${label}`)].join('\n');

function expectReference({ probabilities }: Trained): void {
  expect(probabilities.length).toBe(known.length);
  known.forEach(({ logits }, row) => {
    const [negative = NaN, positive = NaN] = probabilities[row] ?? [];
    expect(Math.abs(Math.log(positive / negative) - (logits[1] - logits[0]))).toBeLessThan(2e-4);
  });
}

test('a model of the hub answers as in PyTorch, in its ONNX form and from safetensors; and again without the hub', async ({
  page,
}) => {
  await openApp(page);
  await isKept(page);
  const params = (model_name: string) => ({ model_name, model_host: hub.address });
  const onnx = done(await train(page, knownCsv, params('someone/tiny-distilbert-sst2')));
  expectReference(onnx);
  expect(onnx.accuracy).toBe(1);
  expect(hub.asked.some((path) => path.endsWith('/onnx/model.onnx'))).toBe(true);
  const plain = done(await train(page, knownCsv, params('plain/tiny-distilbert-sst2')));
  expectReference(plain);
  // A table of only texts gets the labels written beside them.
  const only = knownCsv.split('\n').map((line) => line.slice(0, line.lastIndexOf(',')));
  const labelled = await train(page, only.join('\n'), params('someone/tiny-distilbert-sst2'), { target: undefined });
  expect(done(labelled).predictions).toEqual(known.map(({ label }) => label));

  await hub.stop();
  await page.context().setOffline(true);
  await page.reload();
  expectReference(done(await train(page, knownCsv, params('someone/tiny-distilbert-sst2'), { agree: false })));
  const again = await page.evaluate(
    async (model) => window.intab.predict({ model, data: [{ text: 'I loved this movie.' }, { text: 'I hated it.' }] }),
    onnx.modelId,
  );
  expect(again.predictions).toEqual(['POSITIVE', 'NEGATIVE']);
});

test('the head and all of a model learn new words on the page, are saved, and predict the same offline', async ({
  page,
}) => {
  await openApp(page);
  await chooseModel(page);
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('someone/tiny-distilbert-sst2');
  await page.getByRole('combobox', { name: 'What is trained' }).selectOption({ label: 'head: fast, any computer' });
  await page.getByRole('textbox', { name: 'Hub' }).fill(hub.address);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Fetch it' }).click();
  await isDone(page);
  expect(await readMetric(page, 'Accuracy')).toBeGreaterThan(0.5);

  const params = { model_name: 'someone/tiny-distilbert-sst2', model_host: hub.address };
  const rows = words.buffer.toString();
  const full = done(
    await train(
      page,
      rows,
      { ...params, train: 'full', epochs: 8, learning_rate: 1e-3, batch_size: 16 },
      { engine: 'wasm' },
    ),
  );
  expect(full.accuracy).toBeGreaterThan(0.75);
  expect(full.log.some((line) => /^Forecast: about [\d,]+ seconds? and \d+ MB/.test(line))).toBe(true);
  const last = done(await train(page, rows, { ...params, train: 'last_layer', epochs: 1 }, { engine: 'wasm' }));
  expect(last.accuracy).toBeGreaterThan(0.5);

  const file = await page.evaluate(async (id) => {
    const made = await window.intab.models.exportFile(id);
    return [...new Uint8Array(await made.arrayBuffer())];
  }, full.modelId);
  await hub.stop();
  await isKept(page);
  await page.context().setOffline(true);
  await page.reload();
  const sentences = rows
    .split('\n')
    .slice(1, 41)
    .map((line) => line.slice(1, line.indexOf('","')));
  const found = await page.evaluate(
    async ([bytes, texts]) => {
      const model = new File([new Uint8Array(bytes)], 'model.intab');
      return window.intab.predict({ model, data: texts.map((text) => ({ text })) });
    },
    [file, sentences] as const,
  );
  expect(found.predictions).toEqual(full.predictions.slice(0, 40));
  found.probabilities?.forEach((shares, row) =>
    shares.forEach((share, i) => expect(Math.abs(share - (full.probabilities[row]?.[i] ?? NaN))).toBeLessThan(1e-4)),
  );
});

test('what is wrong with a hub is said, and nothing of it is kept', async ({ page }) => {
  await openApp(page);
  const fail = (owner: string, more: object = {}, request: object = {}) =>
    train(page, knownCsv, { model_name: `${owner}/tiny-distilbert-sst2`, model_host: hub.address, ...more }, request);
  expect(await fail('nobody')).toMatchObject({ code: 'read.refused', message: expect.stringContaining('404') });
  expect(await fail('page')).toMatchObject({ code: 'read.web-page' });
  expect(await fail('cut')).toMatchObject({ code: 'read.unreachable' });
  const short = { code: 'model.bad-safetensors', message: expect.stringContaining('cut off') };
  expect(await fail('short', { train: 'head' })).toMatchObject(short);
  const before = hub.asked.length;
  expect(await fail('short', { train: 'head' })).toMatchObject(short);
  expect(hub.asked.length).toBeGreaterThan(before);
  expect(await fail('short')).toMatchObject({ code: 'model.bad-onnx' });
  expect(await fail('someone', {}, { agree: false })).toMatchObject({ code: 'privacy.download-not-agreed' });
  expect(hub.asked.some((path) => path.startsWith('/someone/'))).toBe(false);
  // A failure leaves nothing behind that the next run would meet.
  expectReference(done(await fail('someone')));
});

test('a folder that the person picks is used without any download', async ({ page }) => {
  await openApp(page);
  await chooseModel(page);
  await page.getByLabel('Model folder').setInputFiles(folder);
  await trainToEnd(page);
  expect(await readMetric(page, 'Accuracy')).toBeGreaterThan(0.5);
  expect(hub.asked).toEqual([]);
});

test('the worker for transformers can reach no other origin and run no text as code', async ({ page }) => {
  await openApp(page);
  const escapes: unknown[] = [];
  page.on('worker', (worker) => {
    if (!worker.url().startsWith('blob:')) return;
    escapes.push(
      worker.evaluate(async (url) => {
        const outcome = async (work: () => unknown) => {
          try {
            await work();
            return 'allowed';
          } catch (error) {
            return (error as Error).name;
          }
        };
        await new Promise((turn) => setTimeout(turn));
        return [await outcome(() => fetch(url, { mode: 'no-cors' })), await outcome(() => (0, eval)('1 + 1'))];
      }, `${hub.address}/escaped`),
    );
  });
  const params = { model_name: 'someone/tiny-distilbert-sst2', model_host: hub.address, train: 'full', epochs: 2 };
  done(await train(page, words.buffer.toString(), params, { engine: 'wasm' }));
  expect(await Promise.all(escapes)).toEqual([['TypeError', 'EvalError']]);
  expect(hub.asked).not.toContain('/escaped');
});
