import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readWritings } from './cell-reading.ts';
import { cellWritings } from './cell-writings.ts';

// Writes the corpus that test/tables/cells.test.ts compares with; started by test/make-fixtures.mjs.
it('writes the corpus of written cells', async () => {
  const readings = await readWritings(cellWritings(20));
  const lines = readings.map((reading) => JSON.stringify(reading).replace(/[\u007f-\uffff]/g, escape));
  writeFileSync(resolve(import.meta.dirname, '../fixtures/cells/cells.json'), `[\n${lines.join(',\n')}\n]\n`);
  expect(readings.length).toBeGreaterThanOrEqual(600);
});

/** Writes a letter beyond ASCII so that no editor changes it: many of these look like another. */
function escape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
