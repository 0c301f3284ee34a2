import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import { countsAt, rocAuc, rocCurve, classScores, splitScores, summariseClasses } from '../../src/metrics/roc.ts';
import reference from '../reference/metrics.json' with { type: 'json' };
import { near } from './near.ts';

const pause = () => Promise.resolve();
const split = (codes: ArrayLike<number>, scores: ArrayLike<number>) =>
  splitScores(Int32Array.from(codes), 1, (row) => scores[row]!, pause);

describe('ROC curve', () => {
  const { actual, probabilities } = reference.classification.find(({ name }) => name === reference.roc.name)!;
  const scores = classScores(Float64Array.from(probabilities), 2, 1);

  it('has the points of scikit-learn', async () => {
    const { points } = rocCurve(await split(actual, scores))!;
    expect(points.map(({ alarms }) => alarms)).toEqual(reference.roc.falsePositiveRate.map((x) => near(x, 1e-12)));
    expect(points.map(({ found }) => found)).toEqual(reference.roc.truePositiveRate.map((y) => near(y, 1e-12)));
    expect(points.map(({ threshold }) => threshold)).toEqual([Infinity, ...reference.roc.thresholds]);
  });

  it('has the area that scikit-learn gives, ties included', async () => {
    // scikit-learn 1.2: roc_auc_score([0, 0, 1, 1, 1], [0.1, 0.4, 0.35, 0.8, 0.4]) = 0.75
    expect(rocCurve(await split([0, 0, 1, 1, 1], [0.1, 0.4, 0.35, 0.8, 0.4]))?.area).toBe(0.75);
  });

  it('is thinned and keeps its ends, and the area of all rows to the last digit', async () => {
    const random = randomFrom(1);
    const long = Float64Array.from({ length: 60_000 }, () => Math.round(random.uniform() * 20_000) / 20_000);
    const codes = Int32Array.from(long, (score) => (random.uniform() < score ? 1 : 0));
    const { points, area } = rocCurve(await split(codes, long))!;
    expect(points.length).toBeGreaterThan(120);
    expect(points.length).toBeLessThan(205);
    expect(points[0]).toEqual({ threshold: Infinity, found: 0, alarms: 0 });
    expect(points.at(-1)).toMatchObject({ found: 1, alarms: 1 });
    expect(area).toBe(rocAuc(codes, 1, long));
  });

  it('is absent if one class is', async () => {
    expect(rocCurve(await split([1, 1], [0.1, 0.2]))).toBeUndefined();
    expect(rocCurve(await split([0, 0], [0.1, 0.2]))).toBeUndefined();
  });
});

describe('threshold', () => {
  it('counts the rows above it', async () => {
    const scores = await split([0, 0, 1, 1, 1], [0.1, 0.4, 0.35, 0.8, 0.4]);
    expect(countsAt(scores, 0.35)).toEqual({ tp: 2, fn: 1, fp: 1, tn: 1 });
    expect(countsAt(scores, 0)).toEqual({ tp: 3, fn: 0, fp: 2, tn: 0 });
  });
});

describe('class summary', () => {
  const of = (labels: string[], codes: number[], rows: number[][]) =>
    summariseClasses(labels, Int32Array.from(codes), (row, code) => rows[row]![code]!, pause);

  it('has one curve for two classes, with the scores of the last', async () => {
    const rows = [[0.9, 0.1], [0.6, 0.4], [0.65, 0.35], [0.2, 0.8]]; // prettier-ignore
    const { curves, scores } = await of(['no', 'yes'], [0, 0, 1, 1], rows);
    expect(curves).toMatchObject([{ name: 'yes', area: 0.75 }]);
    expect(scores).toEqual({ positive: Float64Array.of(0.35, 0.8), negative: Float64Array.of(0.1, 0.4) });
  });

  it('has a curve for each of the first six classes that have rows', async () => {
    const labels = [...'abcdefgh'];
    const codes = [0, 1, 2, 3, 4, 6, 7];
    const { curves, scores } = await of(labels, codes, codes.map((code) => labels.map((_, k) => (k === code ? 1 : 0)))); // prettier-ignore
    expect(curves.map(({ name, area }) => [name, area])).toEqual([...'abcde'].map((name) => [name, 1]));
    expect(scores).toBeNull();
  });
});
