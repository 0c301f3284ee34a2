import type { Predictions } from '../../src/contract/result/result.ts';
import type { ModelCard, ModelEntry } from '../../src/contract/model/bundle.ts';
import { withMetricKind } from '../../src/contract/result/metric-kind.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type {} from '../../src/client/console.ts';
import { keyPaths } from '../storage/key-paths.ts';
import { drawFlats, drawTexts, flats, texts } from '../storage/stored-tables.ts';
import { readDatabases, writeDatabases, type Databases } from './databases.ts';
import { openApp } from './page.ts';

/** What is stored by version 0.1.0, and what it answered. Made by `node test/make-fixtures.mjs databases`. */
interface Stored {
  databases: Databases;
  /** By the id of a model: what `predict` gave for its rows. */
  answers: Record<string, unknown>;
  models: unknown[];
}

const path = join(import.meta.dirname, '../fixtures/stored/databases.json');
const factorParams = [{ name: 'size', missing: 'mean' }, { name: 'district', missing: 'drop' }, { name: 'garden' }];
const table = { text: drawFlats(60, 11), rows: flats, read: { missing: ['unknown'] } };
const requests = [
  { ...table, request: { modelType: 'linear_regression', target: 'price', factorParams, name: 'linear' } },
  {
    ...table,
    request: {
      modelType: 'dnn',
      target: 'price',
      factorParams,
      modelParams: { hidden_layer_sizes: [3], max_iter: 3 },
      engine: 'simd',
      name: 'mlp',
    },
  },
  {
    ...table,
    request: {
      modelType: 'gradient_boosting',
      target: 'cheap',
      factorParams,
      modelParams: { max_iter: 2 },
      name: 'trees',
    },
  },
  {
    text: drawTexts(40, 3),
    rows: texts,
    read: {},
    request: {
      modelType: 'text_classifier',
      target: 'topic',
      factorParams: [{ name: 'text', type: 'text' }],
      name: 'ngram',
    },
  },
];
const endless = {
  modelType: 'dnn',
  target: 'price',
  factorParams,
  modelParams: { hidden_layer_sizes: [64], max_iter: 1_000_000, n_iter_no_change: 1_000_000 },
  engine: 'simd',
  name: 'endless',
};

/** Predicts with a saved model; the sentences of notices are left out. */
async function predict(page: Page, model: string, data: Record<string, unknown>[]): Promise<unknown> {
  const { notices, ...rest } = await page.evaluate((given) => window.intab.predict(given), { model, data });
  const plain = notices.map(({ message: _, hint: __, ...notice }) => notice);
  return JSON.parse(JSON.stringify({ ...rest, notices: plain }));
}

/** Lists the keys of what is stored. Names that differ each time are left out: ids, and what a machine found out of itself. */
function metricKeys(databases: Databases): Record<string, string[]> {
  const kept = Object.entries(databases).filter(([name]) => !name.endsWith(' engines'));
  return Object.fromEntries(
    kept.flatMap(([name, stores]) =>
      Object.entries(stores).map(([store, entries]) => {
        const values = entries.map(([key, value]) => ({ [key.replace(/[^/]*$/, '…')]: value }));
        return [`${name}: ${store}`, [...new Set(values.flatMap((value) => keyPaths(value)))].sort()];
      }),
    ),
  );
}

test('what is stored in the browser keeps its keys', async ({ page }) => {
  await openApp(page);
  const answers: Stored['answers'] = {};
  for (const { text, rows, read, request } of requests) {
    const modelId = await page.evaluate(
      async ([csv, given]) => {
        const { modelId: id } = await window.intab.trainPipeline({
          ...given,
          datasetFiles: [new File([csv], 'a.csv')],
        });
        return id;
      },
      [text, { ...request, read }] as const,
    );
    // What is computed after the result belongs to what is stored.
    await expect
      .poll(() => page.evaluate(async (id) => Object.keys((await window.intab.models.get(id)).report), modelId))
      .toEqual(expect.arrayContaining(['importance', 'data']));
    answers[modelId] = await predict(page, modelId, rows);
  }
  await page.evaluate(
    async ([csv, given]) => {
      const datasetFiles = [new File([csv], 'a.csv')];
      const failed = window.intab.trainPipeline({ datasetFiles, modelType: 'linear_regression', target: 'nothing' });
      await failed.catch(() => {});
      void window.intab.trainPipeline({ ...given, datasetFiles }).catch(() => {});
      const modelParams = { hidden_layer_sizes: [2], max_iter: 2 };
      void window.intab.trainPipeline({ ...given, datasetFiles, modelParams, name: 'waiting' }).catch(() => {});
    },
    [table.text, { ...endless, read: table.read }] as const,
  );
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Running');
  const statuses = async () => {
    const found = await readDatabases(page);
    const runs = Object.entries(found).find(([name]) => name.endsWith(' runs'))?.[1].runs ?? [];
    return runs.map(([, run]) => (run as { status: string }).status).sort();
  };
  await expect.poll(statuses).toEqual(['done', 'done', 'done', 'done', 'failed', 'running', 'waiting']);
  const databases = await readDatabases(page);
  if (process.env.FIXTURES === 'databases') {
    const models = await page.evaluate(() => window.intab.models.list());
    writeFileSync(path, `${JSON.stringify({ databases, answers, models } satisfies Stored)}\n`);
  }
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  // The kind of metrics is of later versions: reading fills it in.
  const found = metricKeys(JSON.parse(JSON.stringify(databases)) as Databases);
  const known = Object.entries(found).map(([name, keys]) => [
    name,
    keys.filter((key) => !/\.(metrics|baseline)\.kind: string$/.test(key)),
  ]);
  expect(Object.fromEntries(known)).toEqual(metricKeys(stored.databases));
});

test('what an older version stored in the browser is there, predicts the same, and goes on', async ({ page }) => {
  const { databases, answers, models } = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  // A page of the same origin that is not the app.
  await page.goto('./icon.svg');
  await writeDatabases(page, databases);
  await page.goto('./?lang=en');
  await page.evaluate(() => window.intab.ready);
  const rowsOf = new Map(requests.map(({ request, rows }) => [request.name, rows]));
  const found = (await page.evaluate(() => window.intab.models.list())) as { id: string; name: string }[];
  expect(found.filter(({ id }) => id in answers)).toEqual(models.map((model) => withMetricKind(model as ModelEntry)));
  for (const { id, name } of found.filter((model) => model.id in answers)) {
    const card = await page.evaluate((each) => window.intab.models.get(each), id);
    const stores = Object.values(databases).flatMap((each) => Object.values(each).flat());
    const kept = stores.find(([key]) => key === `card/${id}`)?.[1] as ModelCard;
    expect(card).toEqual({ ...kept, report: withMetricKind(kept.report) });
    expect(await predict(page, id, rowsOf.get(name) ?? [])).toEqual(withMetricKind(answers[id] as Predictions));
  }
  // The run that waited goes on by itself; the one that was going on can be run again.
  await expect
    .poll(() => page.evaluate(async () => (await window.intab.models.list()).map(({ name }) => name)))
    .toEqual(['linear', 'mlp', 'trees', 'ngram', 'waiting']);
  if ((await page.locator('#train h2 button').getAttribute('aria-expanded')) === 'false')
    await page.locator('#train h2 button').click();
  const runs = page.getByRole('region', { name: 'Train' });
  await expect(runs.locator('tbody tr')).toHaveCount(7);
  await expect(runs.getByText('interrupted')).toBeVisible();
});
