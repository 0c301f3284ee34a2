import { expect, it } from 'vitest';
import { quietRun } from '../run.ts';
import { trainCsv } from './train-csv.ts';

const rows = Array.from({ length: 40 }, (_, i) => [
  `${i}`,
  ['red', 'blue', ''][i % 3],
  `2026-01-${String((i % 28) + 1).padStart(2, '0')}`,
  `${i * 2}`,
]);
const csv = (lines: string[][], names = 'size,colour,day,target', separator = ',') =>
  [names.replaceAll(',', separator), ...lines.map((cells) => cells.join(separator))].join('\n');
const request = { modelType: 'linear_regression', target: 'target' };
const print = async (text: string, name = 'a.csv', change = {}) => {
  const { fingerprint } = await trainCsv({ [name]: text }, { ...request, ...change });
  return fingerprint(quietRun());
};

it('is the same for the same data, whatever file it stood in', async () => {
  const first = await print(csv(rows));
  expect(first).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, rows: 27, columns: 4 });
  expect(await print(csv(rows))).toEqual(first);
  expect(await print(csv(rows, undefined, ';'), 'other name.csv')).toEqual(first);
  // Rows that are dropped and columns that are not used do not matter.
  const more = rows.map((cells) => [...cells, 'x']).concat([['50', '', '2026-01-01', '1', 'y']]);
  const named = { factorParams: [{ name: 'size' }, { name: 'colour' }, { name: 'day' }] };
  expect(await print(csv(more, 'size,colour,day,target,note'), 'a.csv', named)).toEqual(first);
});

it('is another one when a cell, a word, a name or the order of rows changes', async () => {
  const all = [
    csv(rows),
    csv(rows.with(3, ['3.0000001', ...rows[3].slice(1)])),
    csv(rows.map((cells) => cells.map((cell) => (cell === 'red' ? 'rose' : cell)))),
    csv(rows, 'length,colour,day,target'),
    csv(rows.toReversed()),
  ];
  const prints = await Promise.all(all.map((text) => print(text).then(({ sha256 }) => sha256)));
  expect(new Set(prints).size).toBe(all.length);
});
