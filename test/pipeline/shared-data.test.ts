import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClassificationMetrics, RegressionMetrics } from '../../src/contract/result/metrics.ts';
import { hasShared, sharedPath, sharedReference } from '../shared-data.ts';
import { trainCsv } from './train-csv.ts';

interface Reference {
  rows_read: number;
  duplicates: number;
  rows_kept: number;
  train: number;
  test: number;
  test_rows_first_20: number[];
  linear_regression: RegressionMetrics & { predictions_first_20: number[] };
  logistic_regression_C1: {
    accuracy: number;
    balanced_accuracy: number;
    f1_macro: number;
    log_loss: number;
    roc_auc?: number;
    confusion: number[][];
  };
  dnn_64_64_adam_60_epochs_5_seeds: { r2?: number[]; accuracy?: number[] };
}

const cases = {
  'california-housing': {
    target: 'median_house_value',
    numbers:
      'longitude latitude housing_median_age total_rooms total_bedrooms population households median_income'.split(' '),
    categories: ['ocean_proximity'],
  },
  mpg: {
    target: 'mpg',
    numbers: 'cylinders displacement horsepower weight acceleration model_year'.split(' '),
    categories: ['origin'],
  },
  penguins: {
    target: 'species',
    numbers: 'bill_length_mm bill_depth_mm flipper_length_mm body_mass_g'.split(' '),
    categories: ['island', 'sex'],
  },
  titanic: {
    target: 'survived',
    numbers: 'pclass age sibsp parch fare'.split(' '),
    categories: ['sex', 'embarked'],
  },
};

const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(b), Number.MIN_VALUE);

describe.skipIf(!hasShared)('real tables give the numbers of scikit-learn (needs ../shared)', () => {
  const reference = sharedReference<Reference>();

  async function train(name: keyof typeof cases, modelType: string, modelParams = {}) {
    const { target, numbers, categories } = cases[name];
    const text = readFileSync(sharedPath(`data/${name}.csv`), 'utf8');
    const factorParams = [
      ...numbers.map((factor) => ({ name: factor, type: 'number' })),
      ...categories.map((factor) => ({ name: factor, type: 'category' })),
    ];
    return trainCsv({ [`${name}.csv`]: text }, { modelType, modelParams, target, factorParams });
  }

  it.each(['california-housing', 'mpg'] as const)('linear_regression on %s', async (name) => {
    const { result } = await train(name, 'linear_regression');
    const expected = reference[name];
    expect(result.rows).toMatchObject({
      read: expected.rows_read,
      duplicates: expected.duplicates,
      kept: expected.rows_kept,
      train: expected.train,
      test: expected.test,
    });
    expect(result.testRows.slice(0, 20)).toEqual(expected.test_rows_first_20);
    const metrics = result.metrics as RegressionMetrics;
    for (const metric of ['r2', 'mae', 'mse', 'rmse', 'medae'] as const) {
      expect(relative(metrics[metric], expected.linear_regression[metric])).toBeLessThan(1e-9);
    }
    expected.linear_regression.predictions_first_20.forEach((value, i) => {
      expect(relative(Number(result.predictions[i]), value)).toBeLessThan(1e-9);
    });
  });

  it.each(['penguins', 'titanic'] as const)('logistic_regression on %s', async (name) => {
    const { result } = await train(name, 'logistic_regression');
    const expected = reference[name];
    expect(result.rows).toMatchObject({
      read: expected.rows_read,
      duplicates: expected.duplicates,
      kept: expected.rows_kept,
    });
    expect(result.testRows.slice(0, 20)).toEqual(expected.test_rows_first_20);
    const metrics = result.metrics as ClassificationMetrics;
    const { log_loss, confusion, accuracy, balanced_accuracy, f1_macro, roc_auc } = expected.logistic_regression_C1;
    expect(relative(metrics.logLoss, log_loss)).toBeLessThan(1e-6);
    expect(metrics.confusion.matrix).toEqual(confusion);
    expect(metrics.accuracy).toBeCloseTo(accuracy, 12);
    expect(metrics.balancedAccuracy).toBeCloseTo(balanced_accuracy, 12);
    expect(metrics.f1Macro).toBeCloseTo(f1_macro, 12);
    if (roc_auc !== undefined) expect(metrics.rocAuc).toBeCloseTo(roc_auc, 12);
  });

  it.each([
    ['california-housing', 256],
    ['mpg', 256],
    ['penguins', 32],
    ['titanic', 32],
  ] as const)('dnn on %s', async (name, batch) => {
    const scores: number[] = [];
    for (let seed = 0; seed < 5; seed++) {
      const modelParams = { hidden_layer_sizes: [64, 64], batch_size: batch, max_iter: 60, random_state: seed };
      const { metrics } = (await train(name, 'dnn', modelParams)).result;
      const { r2: share, accuracy: right } = metrics as { r2?: number; accuracy?: number };
      scores.push(share ?? right ?? NaN);
    }
    const { r2, accuracy } = reference[name].dnn_64_64_adam_60_epochs_5_seeds;
    const median = scores.sort((a, b) => a - b)[2];
    expect(median).toBeGreaterThanOrEqual(Math.min(...(r2 ?? accuracy ?? [])) - 0.01);
  });
});
