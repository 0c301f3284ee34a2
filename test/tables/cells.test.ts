import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readWritings, type CellReading } from './cell-reading.ts';

const corpus = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../fixtures/cells/cells.json'), 'utf8'),
) as CellReading[];

it('every written cell of the corpus is read as it always was', async () => {
  expect(corpus.length).toBeGreaterThanOrEqual(600);
  const found = await readWritings(corpus.map(({ cell }) => cell));
  expect(found.filter((reading, i) => JSON.stringify(reading) !== JSON.stringify(corpus[i]))).toEqual([]);
});
