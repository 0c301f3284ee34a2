import { describe, expect, it } from 'vitest';
import type { LabelMetrics } from '../../../src/contract/result/metrics.ts';
import { predictTable, toPredictions } from '../../../src/prediction/predict.ts';
import { toRowTable } from '../../../src/prediction/row-table.ts';
import { readBundleFile, toBundleFile } from '../../../src/storage/bundle-file.ts';
import { trainCsv } from '../../pipeline/train-csv.ts';
import { quietRun } from '../../run.ts';

const topics = {
  sport: ['match', 'goal', 'team', '比赛'],
  money: ['bank', 'price', 'market', '银行'],
  travel: ['train', 'hotel', 'beach', '旅行'],
};
const names = Object.keys(topics) as (keyof typeof topics)[];
const rows = Array.from({ length: 120 }, (_, i) => {
  const labels = names.filter((_, k) => (((i % 7) + 1) >> k) & 1);
  const words = labels.flatMap((label, k) => [topics[label][(i + k) % 4], topics[label][(i * 3 + 1) % 4]]);
  return `the ${words.join(' and ')} of day ${i},${labels.join('|')}`;
});
const csv = { 'a.csv': ['text,topics', ...rows].join('\n') };
const train = (modelParams: object = {}) =>
  trainCsv(csv, { modelType: 'text_classifier', target: 'topics', modelParams });

describe('text_classifier with several labels a text', () => {
  it.each([{}, { method: 'nbsvm' }, { class_weight: 'balanced' }])('with %o finds each for itself', async (given) => {
    const { result, bundle } = await train(given);
    const { metrics, baseline } = result as unknown as Record<string, LabelMetrics>;
    expect(metrics!.labels.map(({ label }) => label)).toEqual(['money', 'sport', 'travel']);
    expect(metrics!.exactMatch).toBeGreaterThan(0.85);
    expect(metrics!.exactMatch).toBeGreaterThan(baseline!.exactMatch + 0.3);
    expect(metrics!.f1Macro).toBeGreaterThan(0.9);
    expect(result.notices.map(({ code }) => code)).toContain('fields.several-labels');
    expect(result.actual).toContain('money|sport');
    expect(result.probabilities?.[0]).toHaveLength(3);

    const back = await readBundleFile(await toBundleFile(bundle));
    const table = toRowTable([{ text: 'the goal and bank' }, { text: '旅行' }, { text: 'the of day' }], back);
    const answers = toPredictions(await predictTable(back, table, quietRun()));
    expect(answers.predictions.slice(0, 2)).toEqual(['money|sport', 'travel']);
    expect(answers.labels).toEqual(['money', 'sport', 'travel']);
    expect(back.report.metrics).toEqual(result.metrics);
  });

  it('measures the rows to predict that hold the target, in any order of labels', async () => {
    const { bundle } = await train();
    const known = [
      { text: 'the goal and bank', topics: 'sport|money' },
      { text: 'hotel', topics: null },
      { text: 'beach train', topics: 'travel|unknown' },
    ];
    const { metrics } = toPredictions(await predictTable(bundle, toRowTable(known, bundle), quietRun()));
    expect(metrics).toMatchObject({ exactMatch: 0.5 });
  });

  it('takes each cell as one class where it is told to', async () => {
    const { result } = await train({ multi_label: false });
    expect(result.metrics).toHaveProperty('confusion');
  });

  it('copes with a label that every text has', async () => {
    const always = { 'a.csv': ['text,topics', ...rows.map((row) => `${row}|news`)].join('\n') };
    const { result } = await trainCsv(always, { modelType: 'text_classifier', target: 'topics' });
    const { labels } = result.metrics as LabelMetrics;
    expect(labels.find(({ label }) => label === 'news')).toMatchObject({ precision: 1, recall: 1 });
  });
});
