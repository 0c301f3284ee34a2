import { describe, expect, it } from 'vitest';
import { requireMeta } from '../../src/adapters/catalog.ts';
import { loadAdapter } from '../../src/adapters/registry.ts';
import type { Adapter, Fitted } from '../../src/contract/model/adapter.ts';
import { checks } from './contract.ts';
import type { LinearArtifact } from '../../src/contract/model/artifact.ts';

const meta = requireMeta('linear_regression');
const { fit } = await loadAdapter('linear_regression');

/** Gives the adapter with what it leaves changed. */
const leaving = (change: (artifact: LinearArtifact) => object): Adapter => ({
  async fit(...given) {
    const fitted = await fit(...given);
    return {
      ...fitted,
      artifact: { ...fitted.artifact, ...change(fitted.artifact as LinearArtifact) } as LinearArtifact,
    };
  },
});

let kept: Fitted | undefined;
let calls = 0;

/** Adapters that break one promise each, and the checks that must notice. */
const broken: [promise: string, adapter: Adapter][] = [
  ['beats the baseline on an easy set', leaving(({ coefficients }) => ({ coefficients: coefficients.map(() => 0) }))],
  [
    'gives the same predictions for the same seed',
    leaving(({ intercepts }) => ({ intercepts: intercepts.map((value) => value + ++calls / 1e6) })),
  ],
  ['forgets the first fit in the second', { fit: async (...given) => (kept ??= await fit(...given)) }],
  [
    'forgets the first fit in the second',
    {
      async fit(...given) {
        const fitted = await fit(...given);
        const before = kept ?? fitted;
        kept = fitted;
        return before;
      },
    },
  ],
  ['leaves an artifact of plain data that survives structuredClone', leaving(() => ({ when: new Date(0) }))],
  [
    'says what computed and why, in both languages',
    { fit: async (...given) => ({ ...(await fit(...given)), engine: { name: 'cpu', reason: 'it was there' } }) },
  ],
  [
    'leaves its inputs and options as they were',
    {
      async fit(samples, options, run) {
        samples.target[0] = 0;
        return fit(samples, options, run);
      },
    },
  ],
  [
    'leaves its inputs and options as they were',
    {
      async fit(samples, options, run) {
        options.alpha = 1;
        return fit(samples, options, run);
      },
    },
  ],
  [
    'does not begin when it was stopped before',
    { fit: (s, o, run) => fit(s, o, { ...run, signal: new AbortController().signal, yield: async () => {} }) },
  ],
  [
    'stops at the first breath after it is told to',
    { fit: (s, o, run) => fit(s, o, { ...run, yield: () => run.yield().catch(() => undefined) }) },
  ],
  ['reports progress that rises to the end', { fit: (s, o, run) => fit(s, o, { ...run, report: () => undefined }) }],
  [
    'answers too few rows with an error that has a hint',
    { fit: (samples, o, run) => (samples.target.length < 2 ? Promise.reject(new Error('no')) : fit(samples, o, run)) },
  ],
];

describe('the checks of the adapter contract notice', () => {
  it.each(broken)('an adapter that breaks: %s', async (promise, adapter) => {
    kept = undefined;
    const check = checks.find(({ name }) => name === promise);
    await expect((async () => check!.run({ id: 'broken', meta, adapter }))()).rejects.toThrow();
  });

  it('options without words', () => {
    const [first] = meta.options;
    const silent = { ...meta, options: [{ ...first!, help: '' }] };
    const check = checks.find(({ name }) => name.startsWith('is explained'));
    expect(() => check!.run({ id: 'broken', meta: silent, adapter: { fit } })).toThrow();
  });
});
