import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/contract/result/result.ts';
import { format as english } from '../../src/locales/en/format.ts';
import { format as chinese } from '../../src/locales/zh/format.ts';
import { loadLocale } from '../../src/locales/load.ts';
import { classRows, listMistakes } from '../../src/ui/parts/tables/class-rows.ts';
import { equationLines, equationTerms, writeEquation } from '../../src/ui/parts/tables/equation-lines.ts';
import { metricRows } from '../../src/ui/parts/tables/metric-rows.ts';
import { notice } from '../../src/base/notice.ts';
import { toNoticeText } from '../../src/contract/result/report.ts';
import { resultSentence } from '../../src/ui/parts/result-sentence.ts';
import type { ClassificationMetrics, RegressionMetrics } from '../../src/contract/result/metrics.ts';

await Promise.all(['en', 'zh'].map(loadLocale));

const model: RegressionMetrics = {
  kind: 'regression',
  r2: 0.9203,
  mae: 740.14,
  mse: 1279000,
  rmse: 1131.2,
  medae: 526.4,
};
const mean: RegressionMetrics = {
  kind: 'regression',
  r2: -0.0002,
  mae: 3031.2,
  mse: 15896000,
  rmse: 3987,
  medae: 2513,
};
const confusion = {
  labels: ['died', 'survived'],
  matrix: [
    [95, 15],
    [20, 49],
  ],
};
const classes: ClassificationMetrics = {
  kind: 'classification',
  accuracy: 0.804,
  balancedAccuracy: 0.787,
  f1Macro: 0.791,
  logLoss: 0.443,
  confusion,
};
const always: ClassificationMetrics = {
  kind: 'classification',
  accuracy: 0.615,
  balancedAccuracy: 0.5,
  f1Macro: 0.381,
  logLoss: 0.667,
  confusion: {
    labels: ['died', 'survived'],
    matrix: [
      [110, 0],
      [69, 0],
    ],
  },
};
const report = (change: Partial<Report>) =>
  ({
    target: 'price',
    evaluatedOn: 'test',
    units: 'target',
    metrics: model,
    baseline: mean,
    notices: [],
    ...change,
  }) as Report;
const words = ({ sentence }: ReturnType<typeof resultSentence>) =>
  sentence.map((part) => (typeof part === 'string' ? part : 'strong' in part ? part.strong : part.words)).join('');

describe('metrics', () => {
  it('stand beside the baseline, equally exact', () => {
    const rows = metricRows(model, mean, { mae: [720.5, 760] }, english);
    expect(rows.map(({ name, model: value, base, difference }) => [name, value, base, difference])).toEqual([
      ['R²', '0.920', '0.000', '+0.921'],
      ['MAE', '740.1', '3,031.2', '4.1 times closer'],
      ['RMSE', '1,131', '3,987', '3.5 times closer'],
      ['MSE', '1.279M', '15.90M', '12 times closer'],
      ['Median error', '526.4', '2,513.0', '4.8 times closer'],
    ]);
    expect(rows[1]?.interval).toBe('720.5 to 760.0');
  });

  it('leave out what a result does not have', () => {
    const names = metricRows(classes, always, undefined, english).map(({ name }) => name);
    expect(names).toEqual(['Accuracy', 'F1', 'Log loss', 'Balanced accuracy']);
  });
});

describe('the plain sentence', () => {
  it.each([
    [report({}), 'Explains 92\u00a0% of price; off by 740 on average (always answering the mean: 3,031).'],
    [
      report({ metrics: { ...model, r2: -0.4 } }),
      'Explains nothing of price; off by 740 on average (always answering the mean: 3,031).',
    ],
    [
      report({ metrics: classes, baseline: always }),
      'Right for 80\u00a0% of the test rows (always answering the most frequent, “died”: 62\u00a0%).',
    ],
  ])('of a result', (given, sentence) => {
    expect(words(resultSentence(given, null, english))).toBe(sentence);
  });

  it('has beside it that the training ran away', () => {
    const params = { value: 'NaN', epoch: 7, kept: 5, rate: 0.5 };
    const notices = [
      toNoticeText(notice('train.rolled-back', params)),
      toNoticeText(notice('train.max-epochs', { epochs: 7 })),
    ];
    const { cautions } = resultSentence(report({ notices }), null, chinese);
    expect(cautions).toEqual([expect.stringMatching(/^第 7 轮的损失变为 NaN：已保留此前最好的第 5 轮的权重。若要/)]);
  });

  it('is said in Chinese, too', () => {
    expect(words(resultSentence(report({}), null, chinese))).toBe(
      '解释了 price 的 92\u00a0%；平均偏差 740（总答平均值：3,031）。',
    );
  });

  it('says when numbers are on training rows or in scaled units', () => {
    expect(resultSentence(report({ evaluatedOn: 'train', units: 'scaled' }), null, english).cautions).toHaveLength(2);
  });
});

describe('classes', () => {
  it('have precision, recall and F1', () => {
    const [died] = classRows(confusion);
    expect(died).toMatchObject({ rows: 110, precision: 95 / 115, recall: 95 / 110 });
    expect(died?.f1).toBeCloseTo(0.8444, 4);
  });

  it('have mistakes, most frequent first', () => {
    expect(listMistakes(confusion, 5)).toEqual([
      { actual: 'survived', predicted: 'died', count: 20 },
      { actual: 'died', predicted: 'survived', count: 15 },
    ]);
  });
});

describe('an equation', () => {
  const line = { intercept: 2, coefficients: { carat: -1.5, 'cut=Ideal': 3, 'a=b': 0.25 } };

  it('has its largest terms first and parts a factor from its level', () => {
    expect(equationTerms(line, ['carat', 'cut', 'a=b']).map(({ factor, level }) => [factor, level])).toEqual([
      ['cut', 'Ideal'],
      ['carat', ''],
      ['a=b', ''],
    ]);
  });

  it('is copied with every digit', () => {
    expect(writeEquation(line, 'price')).toBe('price = 2 - 1.5 * carat + 3 * [cut=Ideal] + 0.25 * [a=b]');
  });

  it('has a line for each of several classes', () => {
    expect(equationLines({ classes: { x: line, y: line } }).map(({ name }) => name)).toEqual(['x', 'y']);
  });
});
