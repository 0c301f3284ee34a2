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
  expect(card).toContain('- It was measured on 6 rows that it never saw');
  expect(card).toContain('- Seed: 42');
  expect(card).toContain('- Author: not stated');
  expect(card).toContain('- Data: no fingerprint');
  const data = { sha256: 'ab'.repeat(32), rows: 30, columns: 3 };
  const cardText = writeCard({ ...bundle, author: 'Ada *L*', licence: 'MIT', report: { ...bundle.report, data } });
  expect(cardText).toContain('- Author: Ada \\*L\\*');
  expect(cardText).toContain('- Licence: MIT');
  expect(cardText).toContain(`- Data: 30 rows of 3 columns, SHA-256 \`${data.sha256}\``);
  expect(card).toMatch(/\| r2 \| 1(\.0+\d*)? \| -?[\d.]+ \|/);
});

it('says how many words of texts are inside, and shows the strongest as plain text', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, i) => (i % 2 ? `"<i>good</i> | day",yes` : `"a bad* \`day\`",no`) + `,${i}`,
  );
  const text = ['text,label,id', ...rows].join('\n');
  const request = {
    modelType: 'text_classifier',
    target: 'label',
    modelParams: { token_pattern: '\\S+', ngram_max: 1 },
  };
  const { bundle } = await trainCsv({ 'a.csv': text }, request);
  const card = writeCard(bundle);
  expect(card).toContain('| `text` | text |');
  expect(card).toContain('Words of the texts: 6 terms (up to 1 in a row) stand in `ngram.json`');
  expect(card).toMatch(/- for `yes`: .*`<i>good<\/i>`/);
  expect(card).toMatch(/- for `no`: .*`bad\*`/);
});
