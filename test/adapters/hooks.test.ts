import { describe, expect, it } from 'vitest';
import { fitAdapter } from '../../src/adapters/hooks.ts';
import { requireMeta } from '../../src/adapters/catalog.ts';
import { loadAdapter } from '../../src/adapters/registry.ts';
import type { AdapterHooks } from '../../src/contract/model/adapter.ts';
import { readOptions } from '../../src/contract/request/options.ts';
import { openModel } from '../../src/prediction/open-model.ts';
import { quietRun } from '../run.ts';
import { checks } from './contract.ts';
import { easySet, prepare } from './sets.ts';
import type { Features } from '../../src/contract/model/features.ts';

const meta = requireMeta('linear_regression');

/** Least squares that also learns from the square of the first feature, and never answers below the largest feature it saw, negated. */
const adapter = await loadAdapter('linear_regression');
const hooks: AdapterHooks = {
  preprocess: {
    async fit(features) {
      return { floor: -features.block(0, features.rows, 'raw').reduce((max, value) => Math.max(max, value)) };
    },
    apply: (features) => withSquare(features),
  },
  postprocess: (outputs, _rows, learned) =>
    outputs.map((value) => Math.max(value, (learned as { floor: number }).floor)),
};

function withSquare(features: Features): Features {
  const width = features.names.length;
  return {
    ...features,
    names: [...features.names, 'squared'],
    scale: [...features.scale, { shift: 0, factor: 1 }],
    levels: [...features.levels, 0],
    block(from, to, space, into = new Float64Array((to - from) * (width + 1))) {
      const plain = features.block(from, to, space);
      for (let i = 0; i < to - from; i++) {
        into.set(plain.subarray(i * width, (i + 1) * width), i * (width + 1));
        into[i * (width + 1) + width] = plain[i * width]! ** 2;
      }
      return into;
    },
  };
}

describe('an adapter with steps of its own', () => {
  it.each(checks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
    await check.run({ id: 'squaring', meta, adapter, hooks });
  });

  it('has them before every fit and every prediction, with what they learned kept as plain JSON', async () => {
    const a = Float64Array.from({ length: 40 }, (_, row) => row - 5);
    const values = a.map((value) => value * value - 100);
    const set = { ...easySet('regression', 40), factors: [{ name: 'a', kind: 'number' as const, values: a }] };
    const { samples, features } = await prepare({ ...set, target: { name: 'y', kind: 'number', values } }, meta);
    const options = readOptions(meta.options, {}, '');
    const { artifact, hookState } = await fitAdapter(adapter, hooks, samples, options, quietRun());
    expect(hookState).toEqual({ floor: -34 });
    const predictor = await openModel(hooks, structuredClone(artifact), JSON.parse(JSON.stringify(hookState)));
    const { outputs: answers } = await predictor.predict(features, quietRun());
    answers.forEach((answer, row) => expect(answer).toBeCloseTo(Math.max(values[row]!, -34), 9));
  });
});
