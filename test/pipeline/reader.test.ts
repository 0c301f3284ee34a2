import { expect, it } from 'vitest';
import { makeReader } from '../../src/pipeline/reader.ts';
import { quietRun } from '../run.ts';

const source = (id: string, text: string) => ({ id, name: `${id}.csv`, blob: new Blob([text]) });
const [a, b] = [source('a', 'x,y\n1,2\n3,4\n'), source('b', 'X,y\n5,6\n3,4\n')];
const run = quietRun();

it('gives the very same tables for the same choices, and for kinds that were inferred', async () => {
  const reader = makeReader();
  const first = await reader.read([a, b], {}, run);
  const again = await reader.read([a, b], { kinds: { x: 'number' } }, run);
  expect(again[0].table).toBe(first[0].table);
  const other = await reader.read([a, b], { kinds: { y: 'category' } }, run);
  expect(other[0].table).not.toBe(first[0].table);
  expect(other[0].table.columns[1].kind).toBe('category');
});

it('merges once, whatever the order and defaults of the choices', async () => {
  const reader = makeReader();
  const parts = await reader.read([a, b], {}, run);
  const merged = await reader.merge(parts, { from: { x: ['X'] } }, {}, run);
  expect(await reader.merge(parts, { from: { x: ['X'] }, duplicates: 'drop' }, { x: 'number' }, run)).toBe(merged);
  expect(merged.table.rows).toBe(3);
  expect((await reader.merge(parts, { from: { x: ['X'] }, duplicates: 'keep' }, {}, run)).table.rows).toBe(4);
});

it('forgets files that are not worth keeping', async () => {
  const reader = makeReader();
  const [before] = await reader.read([a], {}, run);
  reader.keepOnly([b]);
  const [after] = await reader.read([a], {}, run);
  expect(after.table).not.toBe(before.table);
});
