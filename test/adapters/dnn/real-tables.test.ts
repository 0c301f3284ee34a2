import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClassificationMetrics, RegressionMetrics } from '../../../src/contract/result/metrics.ts';
import { trainCsv } from '../../pipeline/train-csv.ts';

const shared = resolve(import.meta.dirname, '../../../../shared');

const cases = [
  [
    'california-housing',
    'median_house_value',
    256,
    'longitude latitude housing_median_age total_rooms total_bedrooms population households median_income',
    'ocean_proximity',
  ],
  ['mpg', 'mpg', 256, 'cylinders displacement horsepower weight acceleration model_year', 'origin'],
  ['penguins', 'species', 32, 'bill_length_mm bill_depth_mm flipper_length_mm body_mass_g', 'island sex'],
  ['titanic', 'survived', 32, 'pclass age sibsp parch fare', 'sex embarked'],
] as const;

type Scores = Partial<Record<'r2' | 'accuracy', number[]>>;

describe.skipIf(!existsSync(shared))('dnn on real tables is as good as scikit-learn (needs ../shared)', () => {
  const reference = existsSync(shared)
    ? (JSON.parse(readFileSync(resolve(shared, 'reference/reference.json'), 'utf8')) as Record<
        string,
        { dnn_64_64_adam_60_epochs_5_seeds: Scores }
      >)
    : {};

  it.each(cases)('%s', { timeout: 120_000 }, async (name, target, batch_size, numbers, categories) => {
    const text = readFileSync(resolve(shared, `data/${name}.csv`), 'utf8');
    const scores: number[] = [];
    for (let random_state = 0; random_state < 5; random_state++) {
      const { result } = await trainCsv(
        { [`${name}.csv`]: text },
        {
          modelType: 'dnn',
          target,
          factorParams: [
            ...numbers.split(' ').map((factor) => ({ name: factor, type: 'number' })),
            ...categories.split(' ').map((factor) => ({ name: factor, type: 'category' })),
          ],
          modelParams: { hidden_layer_sizes: [64, 64], batch_size, max_iter: 60, random_state },
        },
      );
      const metrics = result.metrics as RegressionMetrics | ClassificationMetrics;
      scores.push(metrics.kind === 'regression' ? metrics.r2 : metrics.accuracy);
    }
    const expected = reference[name]!.dnn_64_64_adam_60_epochs_5_seeds;
    const lowest = Math.min(...(expected.r2 ?? expected.accuracy!));
    expect(scores.sort((a, b) => a - b)[2]).toBeGreaterThanOrEqual(lowest - 0.01);
  });
});
