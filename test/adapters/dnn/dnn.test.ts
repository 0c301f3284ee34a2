import { describe, expect, it } from 'vitest';
import { scoreEpoch } from '../../../src/adapters/dnn/score-epoch.ts';
import { makePatience } from '../../../src/adapters/dnn/patience.ts';
import { requireMeta } from '../../../src/adapters/catalog.ts';
import { loadAdapter } from '../../../src/adapters/registry.ts';
import { randomFrom } from '../../../src/base/random.ts';
import type { MlpArtifact } from '../../../src/contract/model/artifact.ts';
import { readOptions } from '../../../src/contract/request/options.ts';
import { openArtifact } from '../../../src/models/families.ts';
import { quietRun } from '../../run.ts';
import { easySet, prepare, type Set } from '../sets.ts';

const meta = requireMeta('dnn');

async function learn(set: Set, given: Record<string, unknown>) {
  const { samples, features, target } = await prepare(set, meta);
  const run = quietRun();
  // One engine: where a loss runs away, the last digit decides when.
  const options = readOptions(meta.options, given, 'dnn');
  const fitted = await (await loadAdapter('dnn')).fit({ ...samples, engine: 'simd' }, options, run);
  const { outputs: answers } = await (await openArtifact(fitted.artifact)).predict(features, run);
  const epochs = run.events.flatMap((event) => (event.type === 'epoch' ? [event] : []));
  return { ...fitted, artifact: fitted.artifact as MlpArtifact, answers, epochs, events: run.events, target };
}

/** A target that is noise: whatever is learned of it does not hold for other rows. */
function noise(rows: number): Set {
  const random = randomFrom(8);
  const values = Float64Array.from({ length: rows }, () => random.normal());
  return { ...easySet('regression', rows), target: { name: 'y', kind: 'number', values } };
}

describe('dnn', () => {
  it.each(['regression', 'classification'] as const)(
    'stops a %s whose loss runs away, and says what to do',
    async (task) => {
      for (const solver of ['adam', 'sgd']) {
        await expect(learn(easySet(task), { learning_rate_init: 1e9, solver })).rejects.toMatchObject({
          code: 'train.not-finite',
          params: { epoch: 1, rate: 1e9 },
          hint: expect.stringContaining('smaller learning rate'),
        });
      }
    },
  );

  describe('whose loss runs away after some epochs', () => {
    const steep = { solver: 'sgd', learning_rate_init: 0.25, activation: 'identity', batch_size: 20 };

    it('keeps the weights of the best epoch until then, and says so', async () => {
      const { epochs, answers, target, notices, events } = await learn(easySet('regression'), steep);
      const kept = Number((notices?.[0]?.params as { kept?: number }).kept);
      const params = { value: 'NaN', epoch: epochs.length + 1, kept, rate: 0.25 };
      expect(notices).toMatchObject([{ code: 'train.rolled-back', params, level: 'warning' }]);
      expect(events).toContainEqual(expect.objectContaining({ type: 'log', code: 'train.rolled-back', params }));
      expect(events.findLast((event) => event.type === 'progress')).toMatchObject({
        done: params.epoch,
        total: params.epoch,
      });
      const off = answers.reduce((sum, answer, row) => sum + (answer - target[row]!) ** 2, 0);
      expect(off / target.length).toBeLessThan(0.1);
      const { artifact } = await learn(easySet('regression'), { ...steep, max_iter: kept });
      expect((await learn(easySet('regression'), steep)).artifact.layers).toEqual(artifact.layers);
    });

    it('does so with early stopping too', async () => {
      const given = { ...steep, learning_rate_init: 0.354, early_stopping: true, tol: 0, n_iter_no_change: 50 };
      const { epochs, answers, notices } = await learn(easySet('regression'), given);
      expect(notices).toMatchObject([{ code: 'train.rolled-back', params: { epoch: epochs.length + 1 } }]);
      expect(answers.every(Number.isFinite)).toBe(true);
    });
  });

  it('holds rows back with early stopping and keeps the layers that did best on them', async () => {
    const given = { early_stopping: true, hidden_layer_sizes: [50], learning_rate_init: 0.02, random_state: 1 };
    const long = await learn(noise(120), given);
    const scores = long.epochs.map(({ validation }) => validation!);
    const bestAt = scores.indexOf(Math.min(...scores));
    expect(long.epochs.length).toBe(bestAt + 12);
    const short = await learn(noise(120), { ...given, max_iter: bestAt + 1 });
    expect(long.artifact.layers).toEqual(short.artifact.layers);
    expect(long.epochs.at(-1)!.validation).toBeGreaterThan(scores[bestAt]!);
  });

  it('ends when the loss no longer falls, and says so', async () => {
    const { epochs, events, notices } = await learn(easySet('regression'), { tol: 0.1, n_iter_no_change: 2 });
    expect(epochs.length).toBeLessThan(200);
    expect(notices).toEqual([]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'log', code: 'train.settled' }));
  });

  it('weighs rare classes more when they are to be balanced', async () => {
    const set = easySet('classification', 300, ['no', 'yes']);
    const rare = Int32Array.from({ length: 300 }, (_, row) => Number(row % 10 === 0));
    const unlearnable = {
      ...set,
      target: { name: 'y', kind: 'category' as const, codes: rare, levels: ['no', 'yes'] },
    };
    const meanOfYes = async (class_weight: string | null) => {
      const { answers } = await learn(unlearnable, { class_weight, alpha: 10, max_iter: 100 });
      return answers.reduce((sum, share, at) => sum + (at % 2 === 1 ? share : 0), 0) / 300;
    };
    expect(await meanOfYes(null)).toBeLessThan(0.2);
    expect(await meanOfYes('balanced')).toBeCloseTo(0.5, 1);
  });

  it('may have no hidden layer, or several', async () => {
    const shapes = async (hidden_layer_sizes: number[]) =>
      (await learn(easySet('classification'), { hidden_layer_sizes, max_iter: 2 })).artifact.layers.map(
        ({ inputs, units, activation }) => `${inputs}-${units} ${activation}`,
      );
    expect(await shapes([])).toEqual(['5-3 softmax']);
    expect(await shapes([4, 2])).toEqual(['5-4 relu', '4-2 relu', '2-3 softmax']);
  });

  it('refuses a network that no tab can hold, before it begins', async () => {
    await expect(learn(easySet('regression'), { hidden_layer_sizes: [30_000, 30_000] })).rejects.toMatchObject({
      code: 'train.no-memory',
      params: { megabytes: 14404 },
    });
  });

  it.each([
    ['hidden_layer_sizes', [0]],
    ['hidden_layer_sizes', [64, 1.5]],
    ['batch_size', 0],
    ['learning_rate_init', 0],
    ['validation_fraction', 1],
    ['solver', 'lbfgs'],
    ['random_state', -1],
  ])('refuses %s %j', (name, value) => {
    expect(() => readOptions(meta.options, { [name]: value }, 'dnn')).toThrow(name);
  });
});

describe('patience', () => {
  const updates = (better: 'lower' | 'higher', ...values: number[]) => {
    const patience = makePatience(better, 0.1, 2);
    return values.map((value) => patience.update(value).over);
  };

  it('ends after more epochs in a row than allowed that are not better by tol', () => {
    expect(updates('lower', 5, 4, 3.95, 3.94, 3.93)).toEqual([false, false, false, false, true]);
    expect(updates('higher', 0.1, 0.2, 0.25, 0.5, 0.4, 0.3, 0.2)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('counts from the best of all, however little better it was', () => {
    const patience = makePatience('lower', 1, 10);
    expect([3, 2.9, 2.95].map((value) => patience.update(value).best)).toEqual([true, true, false]);
  });
});

describe('judge', () => {
  it('gives half the squared error and R²', () => {
    expect(scoreEpoch('squared', Float32Array.of(1, 2, 4), Float64Array.of(1, 2, 3))).toEqual({
      loss: 1 / 6,
      score: 0.5,
    });
    expect(scoreEpoch('squared', Float32Array.of(2, 2), Float64Array.of(2, 2)).score).toBe(1);
  });

  it('gives cross-entropy and accuracy, a probability of 0 included', () => {
    const two = scoreEpoch('binary', Float32Array.of(0.5, 0.75), Float64Array.of(0, 1));
    expect(two).toEqual({ loss: -(Math.log(0.5) + Math.log(0.75)) / 2, score: 1 });
    const three = scoreEpoch('softmax', Float32Array.of(0.5, 0.25, 0.25, 1, 0, 0), Float64Array.of(0, 2));
    expect(three).toEqual({ loss: -(Math.log(0.5) + Math.log(1e-10)) / 2, score: 0.5 });
  });
});
