import { describe, expect, it } from 'vitest';
import { requireMeta } from '../../src/adapters/catalog.ts';
import { loadAdapter } from '../../src/adapters/registry.ts';
import { randomFrom } from '../../src/base/random.ts';
import type { LinearArtifact } from '../../src/contract/model/artifact.ts';
import { readOptions } from '../../src/contract/request/options.ts';
import { makeEquation } from '../../src/models/linear/linear-describe.ts';
import { openArtifact } from '../../src/models/families.ts';
import reference from '../reference/adapters.json' with { type: 'json' };
import { quietRun } from '../run.ts';
import { prepare, type Set } from './sets.ts';

/** Draws the very table that test/reference/make_adapters.py draws. */
function makeTable(target: 'number' | 'two' | 'three'): Set {
  const random = randomFrom(reference.seed);
  const draw = () => Float64Array.from({ length: reference.rows }, () => random.uniform());
  const a = draw().map((value) => 100 * value - 20);
  const b = draw();
  const codes = Int32Array.from(draw(), (value) => Math.floor(3 * value));
  const noise = draw();
  const y = a.map((value, row) => value / 20 + 4 * b[row]! * b[row]! + 2 * codes[row]! + noise[row]!);
  const levels = target === 'two' ? ['no', 'yes'] : ['0', '1', '2'];
  const classIndex = (value: number) =>
    target === 'two' ? Number(value > 7) : Number(value >= 4) + Number(value >= 7);
  return {
    rows: reference.rows,
    factors: [
      { name: 'a', kind: 'number', values: a },
      { name: 'b', kind: 'number', values: b },
      { name: 'c', kind: 'category', codes, levels: ['x', 'y', 'z'] },
    ],
    target:
      target === 'number'
        ? { name: 'y', kind: 'number', values: y }
        : { name: 'y', kind: 'category', codes: Int32Array.from(y, classIndex), levels },
    task: target === 'number' ? 'regression' : 'classification',
  };
}

async function learn(id: string, target: 'number' | 'two' | 'three', given: Record<string, unknown>) {
  const { samples, features } = await prepare(makeTable(target), requireMeta(id));
  const run = quietRun();
  const fitted = await (await loadAdapter(id)).fit(samples, readOptions(requireMeta(id).options, given, id), run);
  const { outputs: answers } = await (await openArtifact(fitted.artifact)).predict(features, run);
  const losses = run.events.flatMap((event) => (event.type === 'epoch' ? [event.loss] : []));
  return { ...fitted, features, answers, losses };
}

/** Is the largest difference, relative to the largest value expected. */
function worst(found: ArrayLike<number>, expected: number[]): number {
  expect(found.length).toBe(expected.length);
  const size = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(found[i]! - value))) / size;
}

describe('linear_regression equals scikit-learn', () => {
  it.each([
    ['plain', {}],
    ['plain_without_intercept', { fit_intercept: false }],
    ['ridge', { alpha: 2.5 }],
    ['ridge_without_intercept', { alpha: 2.5, fit_intercept: false }],
  ] as const)('%s', async (name, given) => {
    const { answers } = await learn('linear_regression', 'number', given);
    expect(worst(answers, reference.linear[name].predictions)).toBeLessThan(1e-12);
  });

  it('gives an equation in the units of the columns, and names what is redundant', async () => {
    for (const alpha of [0, 2.5]) {
      const { artifact, features, answers, notices } = await learn('linear_regression', 'number', { alpha });
      const equation = makeEquation(artifact as LinearArtifact, features) as {
        intercept: number;
        coefficients: Record<string, number>;
      };
      const raw = features.block(0, features.rows, 'raw');
      const names = features.names;
      const byHand = answers.map((_, row) =>
        names.reduce(
          (sum, name, j) => sum + equation.coefficients[name]! * raw[row * names.length + j]!,
          equation.intercept,
        ),
      );
      expect(worst(byHand, [...answers])).toBeLessThan(1e-13);
      expect(notices?.map(({ params }) => params)).toEqual(alpha === 0 ? [{ features: 1, names: 'c=z' }] : []);
    }
  });
});

describe('logistic_regression equals scikit-learn', () => {
  it.each([
    ['two', 'two', { C: 0.5 }],
    ['three', 'three', { C: 2 }],
    ['balanced', 'three', { class_weight: 'balanced' }],
  ] as const)('%s', async (name, target, given) => {
    const { answers, artifact } = await learn('logistic_regression', target, given);
    const expected = reference.logistic[name];
    expect(worst(answers, expected.probabilities.flat())).toBeLessThan(1e-8);
    expect(worst((artifact as LinearArtifact).coefficients, expected.coefficients.flat())).toBeLessThan(1e-7);
  });

  it('says when the coefficients still moved', async () => {
    const { notices } = await learn('logistic_regression', 'three', { max_iter: 1 });
    expect(notices?.map(({ code }) => code)).toEqual(['train.not-converged']);
  });

  it('passes through 0 where every column is 0 without an intercept', async () => {
    const { artifact, features } = await learn('logistic_regression', 'two', { fit_intercept: false });
    expect(makeEquation(artifact as LinearArtifact, features)).toMatchObject({ intercept: 0 });
  });
});

describe('dnn follows scikit-learn from the same seed', () => {
  it.each([
    ['adam_relu', 'number', { hidden_layer_sizes: [16, 8], batch_size: 32, max_iter: 12, random_state: 3 }],
    [
      'sgd_tanh',
      'number',
      {
        hidden_layer_sizes: [9],
        activation: 'tanh',
        solver: 'sgd',
        learning_rate_init: 0.01,
        momentum: 0.8,
        alpha: 0.1,
        max_iter: 10,
        random_state: 4,
      },
    ],
    [
      'two_logistic',
      'two',
      { hidden_layer_sizes: [7, 5], activation: 'logistic', batch_size: 50, max_iter: 10, random_state: 5 },
    ],
    [
      'three_relu',
      'three',
      { hidden_layer_sizes: [12], batch_size: 500, learning_rate_init: 0.01, max_iter: 15, random_state: 6 },
    ],
    [
      'early_number',
      'number',
      {
        hidden_layer_sizes: [30],
        batch_size: 16,
        learning_rate_init: 0.05,
        max_iter: 100,
        early_stopping: true,
        validation_fraction: 0.2,
        n_iter_no_change: 4,
        random_state: 8,
      },
    ],
    [
      'early_two',
      'two',
      {
        hidden_layer_sizes: [20],
        batch_size: 32,
        learning_rate_init: 0.02,
        max_iter: 100,
        early_stopping: true,
        n_iter_no_change: 5,
        random_state: 9,
      },
    ],
    [
      'settles',
      'number',
      {
        hidden_layer_sizes: [10],
        batch_size: 16,
        learning_rate_init: 0.01,
        max_iter: 400,
        tol: 1e-2,
        n_iter_no_change: 3,
        random_state: 7,
      },
    ],
  ] as const)('%s', async (name, target, given) => {
    const expected = reference.dnn[name];
    const { losses, answers, notices } = await learn('dnn', target, given);
    expect(worst(losses, expected.losses)).toBeLessThan(1e-5);
    const first = expected.first_answers.flat();
    expect(worst(answers.subarray(0, first.length), first)).toBeLessThan(1e-4);
    expect(notices?.map(({ code }) => code)).toEqual(/settles|early/.test(name) ? [] : ['train.max-epochs']);
  });
});
