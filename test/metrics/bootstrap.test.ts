import { describe, expect, it } from 'vitest';
import { isStopped } from '../../src/base/errors.ts';
import { classificationIntervals, regressionIntervals, resampleCount } from '../../src/metrics/bootstrap.ts';
import reference from '../reference/metrics.json' with { type: 'json' };
import { isLong } from '../long.ts';
import { quietRun } from '../run.ts';
import { near } from './near.ts';

const close = (intervals: object, share: number) =>
  Object.fromEntries(
    Object.entries(intervals as Record<string, number[]>).map(([metric, ends]) => [
      metric,
      ends.map((end) => near(end, share)),
    ]),
  );

describe('bootstrap intervals equal those of scikit-learn on rows drawn by NumPy', () => {
  it.each(reference.bootstrap.regression)('regression: $name', async ({ name, seed, expected }) => {
    const { actual, predicted } = reference.regression.find((each) => each.name === name) ?? {};
    const found = await regressionIntervals(Float64Array.from(actual ?? []), predicted ?? [], seed, quietRun());
    expect(found).toEqual({ resamples: 1000, intervals: close(expected, 1e-11) });
  });

  it.each(reference.bootstrap.classification)('classification: $name', async ({ name, seed, expected }) => {
    const { actual, probabilities, classes } = reference.classification.find((each) => each.name === name) ?? {};
    const found = await classificationIntervals(
      Int32Array.from(actual ?? []),
      Float64Array.from(probabilities ?? []),
      classes ?? 0,
      seed,
      quietRun(),
    );
    expect(found).toEqual({ resamples: 1000, intervals: close(expected, 1e-11) });
  });
});

describe('bootstrap', () => {
  it('draws less often from many rows', () => {
    expect([1, 100_000, 400_000, 10_000_000].map((rows) => resampleCount(rows, 1))).toEqual([1000, 1000, 250, 200]);
    expect(resampleCount(40_000, 5)).toBe(500);
  });

  it.runIf(isLong)('draws less often from many rows, in a run (needs npm run test:long)', async () => {
    const actual = Float64Array.from({ length: 400_000 }, (_, i) => i % 10);
    const { resamples } = await regressionIntervals(actual, actual, 1, quietRun());
    expect(resamples).toBe(250);
  });

  it('stops', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const intervals = regressionIntervals(Float64Array.of(1, 2), [1, 2], 1, quietRun(stopped.signal));
    await expect(intervals).rejects.toSatisfy(isStopped);
  });

  it('says nothing of no rows', async () => {
    expect(await regressionIntervals(new Float64Array(0), [], 1, quietRun())).toEqual({ intervals: {}, resamples: 0 });
  });
});
