import { describe, expect, it } from 'vitest';
import { decideAll, type Control } from '../../src/contract/request/control.ts';
import type { FieldSpec } from '../../src/contract/request/field.ts';
import type { Task } from '../../src/contract/data/kinds.ts';
import { applyRecipe, featureNames } from '../../src/recipe/apply.ts';
import { readRecipe } from '../../src/recipe/read-recipe.ts';
import { describeRecipe, fitRecipe, type Recipe } from '../../src/recipe/recipe.ts';
import { applyTarget, invertTarget } from '../../src/recipe/target.ts';
import type { Column } from '../../src/tables/table.ts';
import reference from '../reference/recipe.json' with { type: 'json' };
import { quietRun } from '../run.ts';

const meta = {
  input: 'features',
  scaling: 'standard',
  scalesTarget: true,
  encoding: 'one-hot',
  takesMissing: false,
} as const;
const allOn = decideAll({ control: { preprocess: true, normalize: true, postprocess: true }, suggested: {} }, {});
const allOff = decideAll({ control: { preprocess: false, normalize: true, postprocess: true }, suggested: {} }, {});

const number = (name: string, ...cells: (number | null)[]): Column => ({
  name,
  kind: 'number',
  values: Float64Array.from(cells, (cell) => cell ?? NaN),
});
const category = (name: string, ...cells: (string | null)[]): Column => {
  const levels = [...new Set(cells.filter((cell) => cell !== null))];
  return {
    name,
    kind: 'category',
    levels,
    codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(cell))),
  };
};
const date = (name: string, ...cells: string[]): Column => ({
  name,
  kind: 'date',
  values: Float64Array.from(cells, Date.parse),
});

interface Given {
  target?: Column;
  task?: Task;
  specs?: Record<string, Partial<FieldSpec>>;
  control?: Control;
  train?: number[];
  adapter?: Partial<Record<keyof typeof meta, unknown>>;
}

async function learn(columns: Column[], given: Given = {}): Promise<Recipe> {
  const target = given.target ?? number('y', 1, 2, 3, 4);
  const toFieldSpec = (column: Column): FieldSpec => ({ name: column.name, ...given.specs?.[column.name] });
  const fields = {
    factors: columns.map((column) => ({ spec: toFieldSpec(column), column })),
    target: { spec: toFieldSpec(target), column: target },
    task: given.task ?? ('regression' as const),
  };
  const train = Int32Array.from(given.train ?? [0, 1, 2, 3]);
  return (await fitRecipe(fields, train, { ...meta, ...(given.adapter as object) }, given.control ?? allOn, quietRun()))
    .recipe;
}

const readRows = ({ features }: ReturnType<typeof applyRecipe>, space: 'raw' | 'scaled' = 'raw') => {
  const width = features.names.length;
  const block = features.block(0, features.rows, space);
  return Array.from({ length: features.rows }, (_, r) => [...block.subarray(r * width, (r + 1) * width)]);
};

describe('recipe', () => {
  it('learns from training rows alone', async () => {
    const recipe = await learn([number('a', 0, 2, 100, 200)], { train: [0, 1] });
    expect(recipe.factors[0]).toMatchObject({ scale: { shift: 1, factor: 1 } });
    expect(recipe.target).toMatchObject({ scale: { shift: 1.5, factor: 2 } });
  });

  it('gives blocks in table order or any other, raw and scaled, of any size', async () => {
    const columns = [number('a', 1, 3, 5, 7), category('w', 'x', 'y', 'x', 'z')];
    const recipe = await learn(columns);
    const { features } = applyRecipe(recipe, { columns, rows: 4 }, Int32Array.of(3, 0, 1));
    expect(features.names).toEqual(['a', 'w=x', 'w=y', 'w=z']);
    expect([...features.block(0, 3, 'raw')]).toEqual([7, 0, 0, 1, 1, 1, 0, 0, 3, 0, 1, 0]);
    const into = new Float64Array(10).fill(9);
    expect([...features.block(1, 2, 'raw', into)]).toEqual([1, 1, 0, 0, 9, 9, 9, 9, 9, 9]);
    const { shift, factor } = features.scale[0]!;
    expect(features.block(2, 3, 'scaled')[0]).toBe((3 - shift) * factor);
    expect(featureNames(recipe.factors)).toEqual(features.names);
  });

  it.each(['most_frequent', 'constant'] as const)(
    'encodes as scikit-learn does, missing words filled by %s',
    async (rule) => {
      const words = category('w', ...reference.words);
      const train = Array.from({ length: reference.train }, (_, row) => row);
      const missing = rule === 'constant' ? { constant: 'none' } : rule;
      const target = number('y', ...reference.words.map((_, row) => row));
      const recipe = await learn([words], { specs: { w: { missing } }, train, target });
      const { levels, rows } = reference.onehot[rule];
      const applied = applyRecipe(recipe, { columns: [words], rows: 50 });
      // OneHotEncoder sorts words alone by code point, and so do we where one of them is no number.
      expect(applied.features.names).toEqual(levels.map((level) => `w=${level}`));
      expect(readRows(applied)).toEqual(rows);
      expect(applied.notices.map(({ code, params }) => [code, params])).toEqual([
        ['preprocess.unseen', { column: 'w', cells: 5, values: 'new' }],
      ]);
    },
  );

  it('takes every factor as text for an adapter of texts, in any order of rows', async () => {
    const columns: Column[] = [
      { name: 't', kind: 'text', values: ['a', null, 'c', 'd'] },
      number('n', 1.5, 2, 3, 4),
      category('w', 'x', 'y', 'x', 'z'),
    ];
    const off = { ...allOn, preprocess: { run: false, decidedBy: 'default' as const } };
    const adapter = { input: 'texts' };
    const recipe = await learn(columns, { adapter, control: off, train: [0, 2, 3] });
    const { features, incomplete } = applyRecipe(recipe, { columns, rows: 4 }, Int32Array.of(3, 1, 0));
    expect([features.names, features.texts?.names]).toEqual([[], ['t', 'n', 'w']]);
    expect(features.texts?.cells(0, 3)).toEqual([
      ['d', '', 'a'],
      ['4', '2', '1.5'],
      ['z', 'y', 'x'],
    ]);
    expect(features.texts?.cells(1, 2)).toEqual([[''], ['2'], ['y']]);
    expect([...incomplete]).toEqual([1]);
    const stored = features.stored?.();
    expect(stored?.features.texts?.cells(0, 3)[0]).toEqual(['a', '', 'd']);
    expect(readRecipe(structuredClone(recipe))).toEqual(recipe);

    const missing = { constant: 'nothing' };
    const filled = await learn(columns, { adapter, specs: { t: { missing } } });
    expect(applyRecipe(filled, { columns, rows: 4 }).features.texts?.cells(0, 2)[0]).toEqual(['a', 'nothing']);
    await expect(learn(columns, { adapter, control: off, specs: { t: { missing } } })).rejects.toMatchObject({
      code: 'preprocess.off-missing',
    });
  });

  it.each([[[2, 3, 4, 5]], [[7, 0, 4, 5]], [[3, 3, 5]]])(
    'writes rows %j in stored order, feature by feature, as it writes them row by row',
    async (rows) => {
      const columns = [
        number('n', 1, 2, 3, 4, 5, 6, 7, 8),
        number('gaps', 1, null, 3, 4, null, 6, 7, 8),
        category('w', 'x', 'y', null, 'z', 'x', 'y', 'z', 'x'),
        date('d', ...[1, 2, 3, 4, 5, 6, 7, 8].map((day) => `2026-03-0${day}`)),
      ];
      const specs = { gaps: { missing: 'mean' }, w: { missing: 'most_frequent' } } as const;
      const recipe = await learn(columns, { specs });
      const { features } = applyRecipe(recipe, { columns, rows: 8 }, Int32Array.from(rows));
      const stored = features.stored?.();
      if (!stored) throw new Error('the order is not known');
      const width = features.names.length;
      for (const space of ['raw', 'scaled'] as const) {
        const into = new Float64Array(5 * width).fill(NaN);
        stored.columns(1, 3, space, into, 5);
        const expected = stored.features.block(1, 3, space);
        for (let j = 0; j < width; j++)
          expect([into[5 * j], into[5 * j + 1]]).toEqual([expected[j], expected[width + j]]);
        const whole = features.block(0, rows.length, space);
        const index = stored.order[1];
        expect(expected.slice(0, width)).toEqual(whole.slice(index * width, (index + 1) * width));
      }
    },
  );

  it('sorts levels that are numbers as numbers', async () => {
    const recipe = await learn([category('n', '10', '9', '2', '10')]);
    expect(featureNames(recipe.factors)).toEqual(['n=2', 'n=9', 'n=10']);
  });

  it('turns dates into days and scales them', async () => {
    const columns = [date('d', '1970-01-02', '1970-01-04', '1970-01-02', '1970-01-04')];
    const applied = applyRecipe(await learn(columns), { columns, rows: 4 });
    expect(readRows(applied)).toEqual([[1], [3], [1], [3]]);
    expect(readRows(applied, 'scaled')).toEqual([[-1], [1], [-1], [1]]);
  });

  it('gives level codes where the adapter asks for them, with unseen and kept cells missing', async () => {
    const adapter = { encoding: 'codes', takesMissing: true };
    const columns = [category('w', 'b', 'a', 'b', null), number('a', 1, null, 3, 4)];
    const specs = { w: { missing: 'keep' as const }, a: { missing: 'keep' as const } };
    const recipe = await learn(columns, { adapter, specs });
    const applied = applyRecipe(recipe, { columns: [number('a', 1, null), category('w', 'new', 'b')], rows: 2 });
    expect(readRows(applied)).toEqual([
      [NaN, 1],
      [1, NaN],
    ]);
    expect(applied.features.levels).toEqual([2, 0]);
    expect([...applied.incomplete]).toEqual([]);
  });

  it('keeps missing cells only for adapters that take them', async () => {
    await expect(learn([number('a', 1, null, 3, 4)], { specs: { a: { missing: 'keep' } } })).rejects.toMatchObject({
      code: 'preprocess.no-keep',
    });
  });

  it.each([
    ['a category', category('w', 'a', 'b', 'a', 'b'), 'preprocess.off'],
    ['a date', date('d', '2020-01-01', '2020-01-02', '2020-01-01', '2020-01-02'), 'preprocess.off'],
    ['a missing cell', number('a', 1, null, 3, 4), 'preprocess.off-missing'],
  ])('without preprocess, %s is an error', async (_, column, code) => {
    await expect(learn([column], { control: allOff })).rejects.toMatchObject({ code });
  });

  it('without preprocess, numbers pass as they are', async () => {
    const columns = [number('a', 1, 3, 5, 7)];
    expect(readRows(applyRecipe(await learn(columns, { control: allOff }), { columns, rows: 4 }), 'scaled')).toEqual([
      [1],
      [3],
      [5],
      [7],
    ]);
  });

  it.each([
    ['an all-missing factor', { name: 'e', kind: 'empty' } as Column, {}, 'preprocess.all-missing'],
    [
      'the mean of all-missing cells',
      number('e', null, null, null, null),
      { missing: 'mean' } as const,
      'preprocess.all-missing',
    ],
    ['the mean of words', category('e', 'a', 'b', 'a', null), { missing: 'mean' } as const, 'preprocess.no-mean'],
    ['a word for a number', number('e', 1, null, 3, 4), { missing: { constant: 'x' } }, 'preprocess.bad-constant'],
  ])('refuses %s', async (_, column, spec: Partial<FieldSpec>, code) => {
    await expect(learn([column], { specs: { e: spec } })).rejects.toMatchObject({ code });
  });

  it('scales as the field says, over what the adapter suggests', async () => {
    const specs = { a: { normalize: 'minmax' as const }, b: { normalize: false } };
    const { factors } = await learn([number('a', 0, 1, 2, 4), number('b', 0, 1, 2, 4)], { specs });
    expect(factors.map((factor) => factor.as === 'number' && factor.scale)).toEqual([
      { method: 'minmax', shift: 0, factor: 0.25 },
      null,
    ]);
  });

  it('keeps names apart that would be one, whatever they are', async () => {
    const columns = [
      category('a', 'b', '__proto__', 'b', '</script>'),
      number('a=b', 1, 2, 3, 4),
      number('__proto__', 1, 2, 3, 4),
    ];
    const recipe = await learn(columns);
    expect(applyRecipe(readRecipe(JSON.parse(JSON.stringify(recipe))), { columns, rows: 4 }).features.names).toEqual([
      'a=</script>',
      'a=__proto__',
      'a=b',
      'a=b (2)',
      '__proto__',
    ]);
  });

  it('describes each step in its own words', async () => {
    const columns = [number('a', 1, null, 3, 4), category('w', 'a', 'b', 'a', 'b')];
    const steps = describeRecipe(await learn(columns, { specs: { a: { missing: 'median' } } }));
    expect(steps.map(({ step, code }) => `${step} ${code}`)).toEqual([
      'impute preprocess.imputed',
      'scale preprocess.scaled',
      'encode preprocess.encoded',
      'target preprocess.target-scaled',
    ]);
  });
});

describe('a file to predict', () => {
  const columns = [
    number('age', 1, 2, 3, 4),
    category('sex', 'm', 'f', 'm', 'f'),
    date('day', '2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04'),
  ];

  it('may name its columns otherwise, in any order, with others between', async () => {
    const recipe = await learn(columns, { specs: { age: { from: ['Age (years)'] } } });
    const asked = [number('id', 7), columns[2]!, category('sex', 'f'), number('Age (years)', 30)];
    expect(readRows(applyRecipe(recipe, { columns: asked, rows: 1 }))).toEqual([[30, 1, 0, 18262]]);
  });

  it('names every column that is not there', async () => {
    const recipe = await learn(columns);
    expect(() => applyRecipe(recipe, { columns: [columns[1]!], rows: 4 })).toThrow('age, day');
  });

  it('may hold other kinds of cells: they are read as what the model knows, or count as missing', async () => {
    const recipe = await learn([...columns, category('grade', '1', '2', '1', '2')]);
    const asked: Column[] = [
      category('age', '1,250', 'old', '3'),
      { name: 'sex', kind: 'empty' },
      { name: 'day', kind: 'text', values: ['2020-01-01', '5 Mar 2020', 'soon'] },
      number('grade', 2, 1, 3),
    ];
    const applied = applyRecipe(recipe, { columns: asked, rows: 3 });
    expect(readRows(applied)).toEqual([
      [1250, 0, 0, 18262, 0, 1],
      [NaN, 0, 0, 18326, 1, 0],
      [3, 0, 0, NaN, 0, 0],
    ]);
    expect([...applied.incomplete]).toEqual([0, 1, 2]);
    expect(applied.notices.map(({ code }) => code)).toEqual([
      'predict.not-numbers',
      'predict.not-dates',
      'preprocess.unseen',
      'predict.incomplete',
      'predict.incomplete',
      'predict.incomplete',
    ]);
  });

  it('is judged by the rows asked for alone', async () => {
    const recipe = await learn([number('a', 1, 2, 3, 4), category('w', 'p', 'q', 'p', 'q')]);
    const asked = [category('a', '1', 'soon', '2'), category('w', 'p', 'new', 'q')];
    const applied = applyRecipe(recipe, { columns: asked, rows: 3 }, Int32Array.of(2, 0));
    expect([applied.notices, [...applied.incomplete]]).toEqual([[], []]);
  });

  it('has a missing cell filled as in training', async () => {
    const recipe = await learn([number('a', 1, null, 3, 8)], { specs: { a: { missing: 'mean' } } });
    const applied = applyRecipe(recipe, { columns: [number('a', null, 5)], rows: 2 });
    expect(readRows(applied)).toEqual([[4], [5]]);
    expect(applied.incomplete.length).toBe(0);
  });
});

describe('target', () => {
  const all = Int32Array.of(0, 1, 2, 3);

  it('scales numbers for training and gives them back', async () => {
    const target = number('y', 10, 20, 30, 40);
    const { target: fitted } = await learn([number('a', 1, 2, 3, 4)], { target });
    const { values } = applyTarget(fitted, target, all);
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(4, 12);
    expect([...invertTarget(fitted, values)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([10, 20, 30, 40]);
  });

  it('codes classes in class order and puts those of other rows behind', async () => {
    const target = number('y', 10, 9, 10, 2);
    const { target: fitted } = await learn([number('a', 1, 2, 3, 4)], {
      target,
      task: 'classification',
      train: [0, 1, 2],
    });
    expect(fitted).toEqual({ task: 'classification', name: 'y', classes: ['9', '10'] });
    expect(applyTarget(fitted, target, all)).toEqual({
      values: Float64Array.of(1, 0, 1, 2),
      classes: ['9', '10', '2'],
    });
    expect([...applyTarget(fitted, number('y', null), Int32Array.of(0)).values]).toEqual([NaN]);
  });
});

describe('a recipe of a stranger', () => {
  it.each([
    ['no recipe', null],
    ['a part too many', { factors: [], target: { task: 'regression', name: 'y', scale: null }, run: 'code' }],
    [
      'a factor of 0',
      { factors: [], target: { task: 'regression', name: 'y', scale: { method: 'standard', shift: 0, factor: 0 } } },
    ],
    [
      'a step of another kind',
      { factors: [{ as: 'script' }], target: { task: 'classification', name: 'y', classes: [] } },
    ],
  ])('is refused with %s', (_, given) => {
    expect(() => readRecipe(given)).toThrow('a recipe that does not fit');
  });
});
