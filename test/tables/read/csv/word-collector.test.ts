import { expect, it } from 'vitest';
import { readFile } from '../../../../src/tables/read/read-file.ts';
import { quietRun } from '../../../run.ts';

it.each([
  ['most rows have a word of their own', (row: number) => row],
  ['many words come again', (row: number) => (row * 7919) % 50_000],
  ['more words come again than a dictionary of few has', (row: number) => (row * 7919) % 70_001],
])('reads a column of words where %s', async (_, readWord) => {
  const words = Array.from(
    { length: 150_000 },
    (_, row) => `N${readWord(row)}${row % 1000 === 5 ? ' of many letters' : ''}`,
  );
  const blob = new Blob([`code,n\n${words.map((word) => (word.endsWith('7') ? `"${word}"` : word)).join(',1\n')},1\n`]);
  const { table } = await readFile({ id: 'x', name: 'x.csv', blob }, {}, quietRun());
  const [column] = table.columns;
  expect(column.kind === 'text' && column.values.every((word, row) => word === words[row])).toBe(true);
});
