import { describe, expect, it } from 'vitest';
import type { Features } from '../../../src/contract/model/features.ts';
import { makeEquation } from '../../../src/models/linear/linear-describe.ts';
import { openArtifact } from '../../../src/models/families.ts';
import { quietRun } from '../../run.ts';
import type { LinearArtifact } from '../../../src/contract/model/artifact.ts';

const scale = [
  { shift: 10, factor: 0.5 },
  { shift: -1, factor: 4 },
];
const rows = [
  [12, 0],
  [10, -1],
  [NaN, 2],
];
const features: Features = {
  rows: rows.length,
  names: ['a', '__proto__'],
  scale,
  levels: [0, 0],
  block(from, to, space, into = new Float64Array((to - from) * 2)) {
    const scaledCell = (value: number, j: number) =>
      space === 'raw' ? value : (value - scale[j]!.shift) * scale[j]!.factor;
    into.set(rows.slice(from, to).flatMap((row) => row.map(scaledCell)));
    return into;
  },
};
const model = (given: Partial<LinearArtifact>): LinearArtifact => ({
  form: 'linear',
  space: 'raw',
  features: ['a', '__proto__'],
  coefficients: Float64Array.of(2, -3),
  intercepts: Float64Array.of(1),
  ...given,
});
const predict = async (given: Partial<LinearArtifact>) => [
  ...(await (await openArtifact(model(given))).predict(features, quietRun())).outputs,
];

describe('a linear model', () => {
  it.each([
    ['raw', [25, 24, NaN]],
    ['scaled', [1 + 2 * 1 - 3 * 4, 1, NaN]],
  ] as const)('adds up %s features', async (space, expected) => {
    expect(await predict({ space })).toEqual(expected);
  });

  it('gives two classes by one row of coefficients', async () => {
    const answers = await predict({ classes: ['no', 'yes'], coefficients: Float64Array.of(0, 1) });
    expect(answers.slice(0, 2).map((share) => share.toFixed(6))).toEqual(['0.268941', '0.731059']);
    expect(answers.slice(2, 4)).toEqual([0.5, 0.5]);
  });

  it('gives more classes by a row each, however far apart their scores are', async () => {
    const answers = await predict({
      classes: ['p', 'q', 'r'],
      coefficients: Float64Array.of(1000, 0, 0, 0, -1000, 0),
      intercepts: Float64Array.of(0, 0, -1e300),
    });
    expect(answers.slice(0, 6)).toEqual([1, 0, 0, 1, 0, 0]);
  });

  it('refuses parts that do not fit', async () => {
    await expect(predict({ coefficients: Float64Array.of(1) })).rejects.toMatchObject({ code: 'model.bad-size' });
    await expect(predict({ classes: ['a', 'b', 'c'] })).rejects.toMatchObject({ code: 'model.bad-size' });
    const narrow = { features: ['a'], coefficients: Float64Array.of(1) };
    await expect(predict(narrow)).rejects.toMatchObject({ params: { expected: 1, found: 2 } });
  });
});

describe('an equation', () => {
  it('is in the units of the columns', () => {
    const { intercept, coefficients } = makeEquation(model({ space: 'scaled' }), features) as {
      intercept: number;
      coefficients: Record<string, number>;
    };
    expect(intercept).toBe(1 - 2 * 0.5 * 10 + 3 * 4 * -1);
    expect(Object.entries(coefficients)).toEqual([
      ['a', 1],
      ['__proto__', -12],
    ]);
    expect(makeEquation(model({}), features)).toMatchObject({ intercept: 1 });
  });

  it('has a line for each of more than two classes', () => {
    const artifact = model({
      classes: ['p', '__proto__', 'r'],
      coefficients: Float64Array.of(1, 2, 3, 4, 5, 6),
      intercepts: Float64Array.of(7, 8, 9),
    });
    const { classes } = makeEquation(artifact, features) as { classes: Record<string, { intercept: number }> };
    expect(Object.entries(classes).map(([name, { intercept }]) => [name, intercept])).toEqual([
      ['p', 7],
      ['__proto__', 8],
      ['r', 9],
    ]);
  });
});
