import { expect, test } from '@playwright/test';
import type {} from '../../src/client/console.ts';

const csv = `a;city;target\n${Array.from({ length: 200 }, (_, i) => `${i};${'xyz'[i % 3]};${3 * i}\n`).join('')}0;x;0\n`;

test.beforeEach(async ({ page }) => {
  await page.goto('./?lang=en');
});

test('reads tables for programs, and trains and keeps nothing', async ({ page }) => {
  const seen = await page.evaluate(async (text) => {
    const { intab } = window;
    const file = new File([text], 'a.csv');
    const found = await intab.read({ dataset_files: [file], rows: 2 });
    const { modelType, target } = found.suggested;
    const models = await intab.models.list();
    const result = await intab.trainPipeline({
      datasetFiles: [file],
      modelType: modelType ?? '',
      target: target ?? '',
    });
    return {
      found,
      plain: JSON.stringify(found) === JSON.stringify(structuredClone(found)),
      models,
      read: result.rows,
    };
  }, csv);
  expect(seen.plain).toBe(true);
  expect(seen.models).toEqual([]);
  expect(seen.found).toMatchObject({
    rows: 201,
    duplicates: 1,
    columns: [
      { name: 'a', kind: 'number', missing: 0, distinct: 200, first: [0, 1], min: 0, max: 199 },
      { name: 'city', kind: 'category', distinct: 3, first: ['x', 'y'], levels: ['x', 'y', 'z'] },
      { name: 'target', kind: 'number', first: [0, 3] },
    ],
    files: [{ name: 'a.csv', rows: 201, headerRows: 1, firstRow: 2, delimiter: ';', skipped: [] }],
    mapping: { a: ['a'], city: ['city'], target: ['target'] },
    suggested: { target: 'target', task: 'regression', factors: ['a', 'city'], modelType: 'linear_regression' },
  });
  expect(seen.read).toMatchObject({ read: seen.found.rows, duplicates: seen.found.duplicates });
});

test('refuses with the codes of a run', async ({ page }) => {
  const codes = await page.evaluate(async (text) => {
    const file = new File([text], 'a.csv');
    const code = (change: object) =>
      window.intab.read({ datasetFiles: [file], ...change }).then(
        () => 'read',
        (error: Error & { code: string }) => `${error.code} ${error.name}`,
      );
    return Promise.all([
      code({ modelType: 'dnn' }),
      code({ rows: 2000 }),
      code({ target: 'prize' }),
      code({ datasetFiles: [new File([''], 'empty.csv')] }),
      code({ datasetFiles: ['https://example.com/a.csv'], agree: false }),
      code({ signal: AbortSignal.abort() }),
    ]);
  }, csv);
  expect(codes).toEqual([
    'request.unknown-key AppError',
    'request.bad-value AppError',
    'fields.unknown-column AppError',
    'read.empty AppError',
    'privacy.foreign-url AppError',
    'run.stopped AbortError',
  ]);
});
