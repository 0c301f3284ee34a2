import { expect, it } from 'vitest';
import { writeCard } from '../../src/storage/card.ts';
import { trainCsv } from '../pipeline/train-csv.ts';

it('says what a model predicts, how good it is and which words are inside; names of the data stay plain text', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i},${['<b>red</b>', 'a|b', '`c`'][i % 3]},${i + (i % 3)}`);
  const text = ['size,colour,target', ...rows].join('\n');
  const { bundle } = await trainCsv({ 'a.csv': text }, { modelType: 'linear_regression', name: '# <script>' });
  const card = writeCard(bundle);
  expect(card.split('\n')[0]).toBe('# \\# \\<script\\>');
  expect(card).toContain('Predicts `target` (regression) from 2 factors with linear_regression.');
  expect(card).toContain('| `size` | number | 0 to 29, median');
  for (const level of ['`` `c` ``', '`<b>red</b>`', '`a|b`']) expect(card.split('- `colour`:')[1]).toContain(level);
  expect(card).toContain('6 test rows that it never learned from');
  expect(card).toMatch(/\| r2 \| 1(\.0+\d*)? \| -?[\d.]+ \|/);
});
