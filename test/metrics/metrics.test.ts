import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import { classificationBaseline, classShares, regressionBaseline } from '../../src/metrics/baseline.ts';
import { classificationMetrics } from '../../src/metrics/classification.ts';
import { medianInPlace } from '../../src/metrics/median.ts';
import { ascendingOrder } from '../../src/metrics/order.ts';
import { regressionMetrics } from '../../src/metrics/regression.ts';
import reference from '../reference/metrics.json' with { type: 'json' };
import { near } from './near.ts';

const named = (classes: number) => Array.from({ length: classes }, (_, code) => `class ${code}`);

describe('regression metrics equal scikit-learn', () => {
  it.each(reference.regression)('$name', ({ actual, predicted, expected }) => {
    const found = regressionMetrics(Float64Array.from(actual), predicted);
    for (const metric of ['r2', 'mae', 'mse', 'rmse', 'medae'] as const)
      expect(found[metric], metric).toEqual(near(expected[metric], 1e-12));
  });

  it('sees a constant that is no binary fraction', () => {
    expect(regressionMetrics(new Float64Array(6).fill(0.1), [0.1, 0.1, 0.2, 0.1, 0, 0.1]).r2).toBe(0);
  });

  it('has no R² of one row', () => {
    expect(regressionMetrics(Float64Array.of(1), [2])).toEqual({
      kind: 'regression',
      r2: NaN,
      mae: 1,
      mse: 1,
      rmse: 1,
      medae: 1,
    });
  });
});

describe('classification metrics equal scikit-learn', () => {
  it.each(reference.classification)('$name', ({ actual, probabilities, classes, expected }) => {
    const found = classificationMetrics(Int32Array.from(actual), Float64Array.from(probabilities), named(classes));
    for (const metric of ['accuracy', 'balancedAccuracy', 'f1Macro', 'logLoss'] as const)
      expect(found[metric], metric).toEqual(near(expected[metric], 1e-12));
    expect(found.rocAuc).toEqual(expected.rocAuc === null ? undefined : near(expected.rocAuc, 1e-12));
    expect(found.confusion).toEqual({ labels: named(classes), matrix: expected.confusion });
  });
});

describe('baseline', () => {
  it('answers the mean of the training rows', () => {
    const found = regressionBaseline(Float64Array.of(1, 2, 6), Float64Array.of(3, 5));
    expect(found).toEqual({ kind: 'regression', r2: -1, mae: 1, mse: 2, rmse: Math.SQRT2, medae: 1 });
  });

  it('answers the class shares of the training rows, as the same row for each', () => {
    const [train, actual] = [Int32Array.of(0, 1, 1, 2), Int32Array.of(0, 1, 2, 1, 1)];
    const shares = classShares(train, 3);
    const tiled = Float64Array.from({ length: 15 }, (_, i) => shares[i % 3]);
    expect(classificationBaseline(train, actual, named(3))).toEqual(classificationMetrics(actual, tiled, named(3)));
    expect(classificationBaseline(train, actual, named(3)).rocAuc).toBe(0.5);
  });
});

describe('order and median', () => {
  const random = randomFrom(2);
  const values = Float64Array.from({ length: 50_001 }, (_, i) => (i % 7 === 0 ? 1 : random.normal() * 10 ** (i % 40)));

  it('orders long arrays as a comparison sort would', () => {
    const expected = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
    expect(ascendingOrder(values)).toEqual(expected);
    expect(ascendingOrder(Float64Array.of(0, -1, -0, 2, -1))).toEqual(Int32Array.of(1, 4, 0, 2, 3));
  });

  it.each([0, 1, 2, 3, 10, 11, 50_001])('takes the median of %i values', (count) => {
    const some = values.slice(0, count);
    const sorted = some.slice().sort();
    const middle = (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2;
    expect(medianInPlace(some)).toBe(count === 0 ? NaN : middle);
  });
});
