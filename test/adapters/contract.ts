import { expect } from 'vitest';
import { joinPhrases } from '../../src/base/messages.ts';
import { fitAdapter } from '../../src/adapters/hooks.ts';
import type { Adapter, AdapterHooks, AdapterMeta, Samples } from '../../src/contract/model/adapter.ts';
import { checkOption, readOptions, type Options } from '../../src/contract/request/options.ts';
import { openModel } from '../../src/prediction/open-model.ts';
import { quietRun } from '../run.ts';
import { easySet, prepare, selectRows, turned, type Prepared, type Set } from './sets.ts';
import { loadLocale } from '../../src/locales/load.ts';
import type { Artifact } from '../../src/contract/model/artifact.ts';
import type { Features } from '../../src/contract/model/features.ts';

await loadLocale('zh');

/** An adapter under test. */
export interface Subject {
  id: string;
  meta: AdapterMeta;
  adapter: Adapter;
  hooks?: AdapterHooks;
}

/** One thing that every adapter keeps to. */
export interface Check {
  name: string;
  run(subject: Subject): Promise<void> | void;
}

/** The promises of the adapter contract, each small enough to read. */
export const checks: Check[] = [
  {
    name: 'is explained, each option too',
    run({ meta }) {
      const words = [meta.label, meta.summary, ...meta.options.flatMap(({ label, help }) => [label, help])];
      for (const text of words) expect(text).toMatch(/\S/);
    },
  },
  {
    name: 'has defaults that fit its own options, and refuses what does not fit',
    run({ id, meta }) {
      expect(readOptions(meta.options, {}, id)).toEqual(defaultOptions(meta));
      for (const option of meta.options) expect(checkOption(option, option.default)).toBeNull();
      for (const option of meta.options) {
        expect(() => readOptions(meta.options, { [option.name]: { not: 'a value' } }, id)).toThrow(option.name);
      }
      expect(() => readOptions(meta.options, { learnig_rate: 1 }, id)).toThrow('learnig_rate');
    },
  },
  {
    name: 'beats the baseline on an easy set',
    run: (subject) =>
      forEverySet(subject, async (prepared) => {
        const { samples, features, target } = prepared;
        const outputs = await answers(subject, await fit(subject, samples), features);
        expect(scoreOutputs(outputs, prepared)).toBeGreaterThan(0.8);
        expect(outputs.every(Number.isFinite)).toBe(true);
        expect(outputs.length).toBe(target.length * (samples.classes?.length ?? 1));
      }),
  },
  {
    name: 'gives probabilities that add up to 1',
    run: (subject) =>
      forEverySet(subject, async ({ samples, features }) => {
        const { classes } = samples;
        if (!classes) return;
        const outputs = await answers(subject, await fit(subject, samples), features);
        for (let row = 0; row < features.rows; row++) {
          const shares = outputs.subarray(row * classes.length, (row + 1) * classes.length);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        }
      }),
  },
  {
    name: 'gives the same predictions for the same seed',
    run: (subject) =>
      forEverySet(subject, async ({ samples, features }) => {
        const first = await answers(subject, await fit(subject, samples), features);
        expect(await answers(subject, await fit(subject, samples), features)).toEqual(first);
      }),
  },
  {
    name: 'takes random_state over the seed of the run, where it has one',
    async run(subject) {
      const has = (option: string) => subject.meta.options.some(({ name }) => name === option);
      if (!has('random_state')) return;
      // Where nothing else is left to chance, the rows held back are.
      const chance = has('early_stopping') ? { early_stopping: true } : {};
      const { samples, features } = await prepare(easySet('regression'), subject.meta, 5);
      const at = async (seed: number, random_state: number | null) =>
        answers(subject, await fit(subject, { ...samples, seed }, { ...chance, random_state }), features);
      expect(await at(5, null)).toEqual(await at(9, 5));
      expect(await at(5, null)).not.toEqual(await at(9, null));
    },
  },
  {
    name: 'forgets the first fit in the second',
    run: (subject) =>
      forEverySet(subject, async ({ samples, features }, set) => {
        const first = await answers(subject, await fit(subject, samples), features);
        const other = await prepare(turned(easySet(set.task, 80, ['p', 'q'], 7)), subject.meta);
        const second = await fit(subject, other.samples);
        expect(scoreOutputs(await answers(subject, second, other.features), other)).toBeGreaterThan(0.8);
        expect(await answers(subject, await fit(subject, samples), features)).toEqual(first);
      }),
  },
  {
    name: 'leaves an artifact of plain data that survives structuredClone',
    run: (subject) =>
      forEverySet(subject, async ({ samples, features }) => {
        const kept = await fit(subject, samples);
        expect(strangeIn(kept)).toEqual([]);
        const copy = structuredClone(kept);
        expect(copy).toEqual(kept);
        expect(await answers(subject, copy, features)).toEqual(await answers(subject, kept, features));
      }),
  },
  {
    name: 'says what computed and why, in both languages',
    run: (subject) =>
      forEverySet(subject, async ({ samples }) => {
        const options = readOptions(subject.meta.options, {}, subject.id);
        const { engine } = await subject.adapter.fit(samples, options, quietRun());
        expect(engine.reason).toBe(joinPhrases(engine.why ?? [], 'en'));
        expect(engine.reason).toMatch(/^\S/);
        expect(joinPhrases(engine.why ?? [], 'zh')).toMatch(/\p{Script=Han}/u);
      }),
  },
  {
    name: 'predicts a row alone as it does among others',
    run: (subject) =>
      forEverySet(subject, async ({ samples, features }) => {
        const kept = await fit(subject, samples);
        const width = samples.classes?.length ?? 1;
        const all = await answers(subject, kept, features);
        const picked = [17, 0, 299, 130];
        const some = await answers(subject, kept, selectRows(features, picked));
        picked.forEach((row, i) => {
          expect(some.subarray(i * width, (i + 1) * width)).toEqual(all.subarray(row * width, (row + 1) * width));
        });
      }),
  },
  {
    name: 'leaves its inputs and options as they were',
    run: (subject) =>
      forEverySet(subject, async ({ samples, features }, set) => {
        const options = readOptions(subject.meta.options, {}, subject.id);
        const before = structuredClone({ set, options, target: samples.target, scale: features.scale });
        await subject.adapter.fit(samples, deepFrozen(options), quietRun());
        expect({ set, options, target: samples.target, scale: features.scale }).toEqual(before);
      }),
  },
  {
    name: 'does not begin when it was stopped before',
    async run(subject) {
      const { samples } = await prepare(easySet(subject.meta.tasks[0] as Set['task']), subject.meta);
      const run = quietRun(AbortSignal.abort());
      await expect(
        fitAdapter(subject.adapter, subject.hooks ?? {}, samples, defaultOptions(subject.meta), run),
      ).rejects.toMatchObject({
        code: 'run.stopped',
        name: 'AbortError',
      });
    },
  },
  {
    name: 'stops at the first breath after it is told to',
    async run(subject) {
      const { samples } = await prepare(easySet(subject.meta.tasks[0] as Set['task'], 3000), subject.meta);
      for (const last of [1, 3]) {
        const stop = new AbortController();
        const calm = quietRun(stop.signal);
        let yields = 0;
        const yieldNow = () => {
          if (++yields === last) stop.abort();
          return calm.yield();
        };
        const fitting = fitAdapter(subject.adapter, subject.hooks ?? {}, samples, defaultOptions(subject.meta), {
          ...calm,
          yield: yieldNow,
        });
        await expect(fitting).rejects.toMatchObject({ code: 'run.stopped', name: 'AbortError' });
        expect(yields).toBe(last);
      }
    },
  },
  {
    name: 'reports progress that rises to the end',
    run: (subject) =>
      forEverySet(subject, async ({ samples }) => {
        const run = quietRun();
        await fitAdapter(subject.adapter, subject.hooks ?? {}, samples, defaultOptions(subject.meta), run);
        const shares = run.events.flatMap((event) => (event.type === 'progress' ? [event.done / event.total] : []));
        expect(shares.length).toBeGreaterThan(0);
        shares.forEach((share, i) => expect(share).toBeGreaterThanOrEqual(shares[i - 1] ?? 0));
        expect(shares.at(-1)).toBe(1);
      }),
  },
  {
    name: 'answers too few rows with an error that has a hint',
    run: (subject) =>
      forEverySet(subject, async ({ samples, features, target }) => {
        for (const rows of [0, 1]) {
          const few = { ...samples, features: selectRows(features, [0].slice(0, rows)), target: target.slice(0, rows) };
          await expect(fit(subject, few)).rejects.toMatchObject({
            code: 'split.too-few',
            hint: expect.stringMatching(/\S/),
          });
        }
      }),
  },
  {
    name: 'answers one class with an error that has a hint',
    async run(subject) {
      if (!subject.meta.tasks.includes('classification')) return;
      const { samples } = await prepare(easySet('classification', 20, ['only']), subject.meta);
      await expect(fit(subject, samples)).rejects.toMatchObject({
        code: 'train.one-class',
        params: { label: 'only' },
        hint: expect.stringMatching(/\S/),
      });
    },
  },
  {
    name: 'answers no features with an error that has a hint',
    async run(subject) {
      const set = easySet(subject.meta.tasks[0] as Set['task'], 20);
      const { samples } = await prepare({ ...set, factors: [] }, subject.meta);
      await expect(fit(subject, samples)).rejects.toMatchObject({
        code: 'train.no-features',
        hint: expect.stringMatching(/\S/),
      });
    },
  },
  {
    name: 'copes with constant, doubled and far-off columns and with more features than rows',
    run: (subject) =>
      forEverySet(subject, async (_, set) => {
        const few = easySet(set.task, 12, ['p', 'q'], 3);
        const distant = Float64Array.from({ length: 12 }, (_, row) => 1e12 + row);
        const wide = Array.from({ length: 30 }, (_, j) =>
          Float64Array.from({ length: 12 }, (_, row) => Math.sin(row * (j + 1))),
        );
        const columns = [distant, new Float64Array(12).fill(7), new Float64Array(12), distant, ...wide];
        const factors = columns.map((values, j) => ({ name: `f${j}`, kind: 'number' as const, values }));
        const { samples, features } = await prepare({ ...few, factors }, subject.meta);
        const outputs = await answers(subject, await fit(subject, samples), features);
        expect(outputs.every(Number.isFinite)).toBe(true);
      }),
  },
];

async function forEverySet(subject: Subject, check: (prepared: Prepared, set: Set) => Promise<void>): Promise<void> {
  const { tasks } = subject.meta;
  const sets = [
    ...(tasks.includes('regression') ? [easySet('regression')] : []),
    ...(tasks.includes('classification')
      ? [easySet('classification'), easySet('classification', 300, ['1', '0'])]
      : []),
  ];
  for (const set of sets) await check(await prepare(set, subject.meta), set);
}

function defaultOptions(meta: AdapterMeta): Options {
  return Object.fromEntries(meta.options.map((option) => [option.name, option.default]));
}

/** What is kept of a fit. */
interface FittedModel {
  artifact: Artifact;
  hookState?: unknown;
}

async function fit(
  { adapter, hooks = {}, meta }: Subject,
  samples: Samples,
  given: Options = {},
): Promise<FittedModel> {
  const { artifact, hookState } = await fitAdapter(
    adapter,
    hooks,
    samples,
    { ...defaultOptions(meta), ...given },
    quietRun(),
  );
  return { artifact, hookState };
}

async function answers(
  { hooks = {} }: Subject,
  { artifact, hookState }: FittedModel,
  features: Features,
): Promise<Float64Array> {
  const predictor = await openModel(hooks, artifact, hookState);
  try {
    return (await predictor.predict(features, quietRun())).outputs;
  } finally {
    predictor.dispose();
  }
}

/** Gives R² or accuracy on the very rows learned from: an easy set leaves no room for chance. */
function scoreOutputs(outputs: Float64Array, { target, samples }: Prepared): number {
  const { classes } = samples;
  if (classes) {
    const right = target.filter((code, row) => {
      const shares = outputs.subarray(row * classes.length, (row + 1) * classes.length);
      return shares.indexOf(Math.max(...shares)) === code;
    });
    return right.length / target.length;
  }
  const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
  const squares = (of: (row: number) => number) => target.reduce((sum, value, row) => sum + (value - of(row)) ** 2, 0);
  return 1 - squares((row) => outputs[row]!) / squares(() => mean);
}

/** Names what is neither a primitive, an array, a typed array nor a plain object. */
function strangeIn(value: unknown, path = 'kept'): string[] {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return [];
  if (ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) return value.flatMap((each, i) => strangeIn(each, `${path}.${i}`));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return [path];
  return Object.entries(value).flatMap(([key, each]) => strangeIn(each, `${path}.${key}`));
}

function deepFrozen(options: Options): Options {
  Object.values(options).forEach((value) => Object.freeze(value));
  return Object.freeze(options);
}
