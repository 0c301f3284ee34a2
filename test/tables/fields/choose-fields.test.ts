import { describe, expect, it } from 'vitest';
import type { AdapterMeta } from '../../../src/contract/model/adapter.ts';
import { chooseFields } from '../../../src/tables/fields/choose-fields.ts';
import { stray, makeTable, text } from '../table-of.ts';

const meta: AdapterMeta = {
  label: 'Any',
  summary: '',
  tasks: ['regression', 'classification'],
  input: 'features',
  control: { preprocess: null, normalize: null, postprocess: null },
  suggested: {},
  options: [],
  scaling: 'standard',
  scalesTarget: false,
  encoding: 'one-hot',
  takesMissing: false,
  leavesTab: false,
};
const regressor: AdapterMeta = { ...meta, tasks: ['regression'] };
const classifier: AdapterMeta = { ...meta, tasks: ['classification'] };
const texts: AdapterMeta = { ...meta, tasks: ['classification'], input: 'texts' };

const table = makeTable({
  size: stray('number', 1, 2, 'big', 4, null, 6),
  city: ['b', 'a', 'b', null, 'a', 'b'],
  paid: [true, false, true, true, null, false],
  day: [new Date(0), new Date(1), null, new Date(3), new Date(4), new Date(5)],
  note: text('u', 'v', 'w', null, 'x', 'y'),
  gone: [null, null, null, null, null, null],
  flag: [0, 1, 1, 0, 1, 0],
  target: [5, 3, 9, 1, 3, 2],
});

type Plan = Parameters<typeof chooseFields>[1];
const choose = (plan: Partial<Plan> = {}, of: AdapterMeta = meta, from = table) =>
  chooseFields(from, { fields: null, target: null, targetField: null, task: null, modelType: 'any', ...plan }, of);
const names = (fields: ReturnType<typeof choose>) => fields.factors.map(({ spec }) => spec.name);
const failure = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) as unknown }) as Error;

describe('chooseFields', () => {
  it('takes the column named target, and every other number, category, boolean and date', () => {
    const fields = choose();
    expect(names(fields)).toEqual(['size', 'city', 'paid', 'day', 'flag']);
    expect(fields.factors.map(({ spec }) => spec.kind)).toEqual(['number', 'category', 'boolean', 'date', 'number']);
    expect(fields.target?.spec).toEqual({ name: 'target', kind: 'number' });
    expect(fields.task).toBe('regression');
    expect(fields.classes).toBeUndefined();
    expect(fields.notices).toMatchObject([
      { code: 'fields.not-used', params: { count: 2, columns: 'note (text), gone (empty)' }, level: 'note' },
    ]);
  });

  it('takes the texts for an adapter of texts', () => {
    expect(names(choose({ target: 'city' }, texts))).toEqual(['note']);
  });

  it('takes the column named text, or prompt, over longer texts, and else the longest', () => {
    const words = { note: text('a long text', 'and another'), id: text('x', 'y'), target: ['p', 'n'] };
    expect(names(choose({}, texts, makeTable(words)))).toEqual(['note']);
    expect(names(choose({}, texts, makeTable({ ...words, Prompt: ['1', '2'] })))).toEqual(['Prompt']);
    expect(names(choose({}, texts, makeTable({ ...words, prompt: ['1', '2'], text: [7, 8] })))).toEqual(['text']);
    expect(choose({}, texts, makeTable({ ...words, text: [7, 8] })).factors[0]!.column).toMatchObject({
      kind: 'text',
      values: ['7', '8'],
    });
  });

  it('says which columns there are where none holds texts', () => {
    const numbers = makeTable({ a: [1, 2], city: ['p', 'q'], target: ['p', 'n'] });
    expect(() => choose({}, texts, numbers)).toThrow(
      failure('fields.no-text', { columns: 'a (number), city (category), target (category)' }),
    );
    expect(names(choose({ fields: [{ name: 'city' }] }, texts, numbers))).toEqual(['city']);
  });

  it('keeps the order and the rules of the columns named', () => {
    const fields = choose({ fields: [{ name: 'paid' }, { name: 'size', min: 2, missing: 'mean' }] });
    expect(fields.factors.map(({ spec }) => spec)).toEqual([
      { name: 'paid', kind: 'boolean' },
      { name: 'size', kind: 'number', min: 2, missing: 'mean' },
    ]);
    expect(fields.factors[1].column).toBe(table.columns[0]);
  });

  it("keeps the others as factors where asked, in the table's order, and rules for the target with the target", () => {
    const fields = choose({
      fields: [{ name: 'note' }, { name: 'target', min: 2 }, { name: 'city', missing: 'drop' }],
      otherFields: true,
    });
    expect(names(fields)).toEqual(['size', 'city', 'paid', 'day', 'note', 'flag']);
    expect(fields.target?.spec).toEqual({ name: 'target', kind: 'number', min: 2 });
  });

  describe('task', () => {
    it.each([
      ['a number', 'target', meta, 'regression'],
      ['a number of two values', 'flag', meta, 'classification'],
      ['a number of two values for a regressor', 'flag', regressor, 'regression'],
      ['a number for a classifier', 'target', classifier, 'classification'],
      ['a category', 'city', meta, 'classification'],
      ['true and false', 'paid', meta, 'classification'],
      ['a text', 'note', meta, 'classification'],
    ] as const)('of %s', (_, target, of, task) => {
      expect(choose({ target, fields: [{ name: 'day' }] }, of).task).toBe(task);
    });

    it('is what was asked for', () => {
      expect(choose({ target: 'flag', task: 'regression' })).toMatchObject({ task: 'regression' });
      expect(choose({ task: 'classification' }).classes).toEqual(['1', '2', '3', '5', '9']);
    });
  });

  it.each([
    ['numbers by number', [10, 9, -1, 9], ['-1', '9', '10']],
    ['words that are numbers by number', ['10', '9', '1e1', '-3'], ['-3', '9', '10', '1e1']],
    ['words by code point', ['b', 'B', 'é', 'a', '10', '9'], ['10', '9', 'B', 'a', 'b', 'é']],
    ['beyond U+FFFF last', ['\u{1F600}', '\uFF21', 'z'], ['z', '\uFF21', '\u{1F600}']],
    ['true after false', [true, false, true], ['false', 'true']],
  ])('sorts classes: %s', (_, y, classes) => {
    const other = makeTable([['x', y.map((_, i) => i)], ['y', y]]); // prettier-ignore
    expect(choose({ target: 'y' }, classifier, other).classes).toEqual(classes);
  });

  describe('text asked of a table adapter', () => {
    it('becomes a category, with a notice', () => {
      const { factors, notices } = choose({ fields: [{ name: 'note' }] });
      expect(factors[0]).toMatchObject({ spec: { kind: 'category' }, column: { levels: ['u', 'v', 'w', 'x', 'y'] } });
      expect(notices).toMatchObject([{ code: 'fields.text-as-category', params: { column: 'note', distinct: 5 } }]);
    });

    it('is refused as text, or where nearly every cell differs', () => {
      expect(() => choose({ fields: [{ name: 'note', kind: 'text' }] })).toThrow(
        failure('fields.text-factor', { column: 'note', distinct: 5, model: 'any' }),
      );
      const sentences = makeTable({
        t: text(...Array.from({ length: 1500 }, (_, i) => `s${i}`)),
        target: Array<number>(1500).fill(1),
      });
      expect(() => choose({ fields: [{ name: 't' }] }, meta, sentences)).toThrow(
        failure('fields.text-factor', { distinct: 1500 }),
      );
    });
  });

  it('gives a column the kind asked for', () => {
    const fields = choose({
      fields: [{ name: 'flag', kind: 'category' }],
      targetField: { name: 'target', kind: 'category' },
    });
    expect(fields.factors[0].column).toMatchObject({ kind: 'category', levels: ['0', '1'] });
    expect(fields).toMatchObject({ task: 'classification', classes: ['1', '2', '3', '5', '9'] });
    const [{ column }] = choose({ fields: [{ name: 'city', kind: 'number' }, { name: 'flag' }] }, meta, makeTable({ city: ['1', '2,5x', '3'], flag: [1, 2, 3], target: [1, 2, 3] })).factors; // prettier-ignore
    expect(column).toMatchObject({ values: Float64Array.of(1, NaN, 3), unparsable: new Map([[1, '2,5x']]) });
    expect(() => choose({ fields: [{ name: 'note', kind: 'boolean' }] })).toThrow(
      failure('fields.other-kind', { found: 'text' }),
    );
  });

  it.each<[string, Partial<Plan>, object, AdapterMeta?]>([
    ['fields.unknown-column', { fields: [{ name: 'Size ' }] }, { column: 'Size ', columns: 'size, city, paid, day, note, gone, flag, target' }], // prettier-ignore
    ['fields.unknown-column', { fields: [{ name: 'sise' }], otherFields: true }, { column: 'sise' }],
    [
      'fields.unknown-column',
      { target: 'Target' },
      { column: 'Target', columns: expect.stringMatching(/^target, /) as string },
    ],
    ['fields.named-twice', { fields: [{ name: 'size' }, { name: 'size' }] }, { column: 'size' }],
    ['fields.target-is-factor', { fields: [{ name: 'target' }] }, { column: 'target' }],
    ['fields.no-factors', { fields: [] }, {}],
    ['fields.empty-factor', { fields: [{ name: 'gone' }] }, { column: 'gone' }],
    ['fields.empty-factor', { fields: [{ name: 'gone', kind: 'number' }] }, { column: 'gone' }],
    ['fields.empty-target', { target: 'gone' }, { column: 'gone' }],
    ['fields.target-not-number', { target: 'city' }, { column: 'city', kind: 'category', example: 'b' }, regressor],
    ['fields.target-not-number', { target: 'note', task: 'regression' }, { kind: 'text', example: 'u' }],
    ['fields.target-not-number', { target: 'day', task: 'regression' }, { kind: 'date' }],
    [
      'fields.task-unsupported',
      { task: 'classification' },
      { model: 'any', task: 'classification', tasks: 'regression' },
      regressor,
    ],
    ['fields.task-unsupported', { task: 'generation' }, { task: 'generation' }],
    ['fields.min-above-max', { fields: [{ name: 'size', min: 3, max: 2 }] }, { column: 'size', min: 3, max: 2 }],
    ['fields.min-above-max', { targetField: { name: 'target', min: 3, max: 2 } }, { column: 'target' }],
    ['fields.rule-unfit', { fields: [{ name: 'city', min: 3 }] }, { column: 'city', rule: 'min', kind: 'category' }],
    ['fields.rule-unfit', { fields: [{ name: 'city', missing: 'median' }] }, { rule: 'median' }],
    ['fields.keep-unsupported', { fields: [{ name: 'size', missing: 'keep' }] }, { column: 'size', model: 'any' }],
  ])('refuses with %s: %j', (code, plan, params, of) => {
    expect(() => choose(plan, of)).toThrow(failure(code, params));
  });

  it('asks for a target where no column is named target', () => {
    const other = makeTable({ a: [1], constructor: [2] });
    expect(() => choose({}, meta, other)).toThrow(failure('fields.no-target', { columns: 'a, constructor' }));
    expect(() => choose({ target: 'a' }, meta, makeTable({ a: [1] }))).toThrow(failure('fields.no-factors'));
  });

  it('refuses thousands of classes', () => {
    const many = makeTable({ x: [...Array(2000).keys()], y: [...Array(2000).keys()] });
    expect(() => choose({ target: 'y' }, classifier, many)).toThrow(
      failure('fields.too-many-classes', { column: 'y', most: 1000 }),
    );
  });

  it('passes over number columns without a number, unless asked for', () => {
    const other = makeTable({ x: stray('number', null, null), z: [1, 2], target: [1, 2] });
    expect(names(choose({}, meta, other))).toEqual(['z']);
    expect(() => choose({ fields: [{ name: 'x' }] }, meta, other)).toThrow(
      failure('fields.empty-factor', { column: 'x' }),
    );
  });

  it('takes columns of every name', () => {
    const odd = makeTable([['__proto__', [1, 2]], ['constructor', [1, 2]], ['', [3, 1]]]); // prettier-ignore
    expect(names(choose({ target: '' }, meta, odd))).toEqual(['__proto__', 'constructor']);
    expect(names(choose({ target: '__proto__', fields: [{ name: 'constructor' }] }, meta, odd))).toEqual([
      'constructor',
    ]);
  });
});

describe('a model that writes texts', () => {
  const generator: AdapterMeta = { ...meta, tasks: ['classification', 'generation'], input: 'texts' };
  const letters = (count: number) => text(...Array.from({ length: count }, (_, row) => `letter ${row}`));

  it('needs no target', () => {
    const fields = choose({}, generator, makeTable({ prompt: letters(3), size: [1, 2, 3] }));
    expect(fields).toMatchObject({ target: null, task: 'generation' });
    expect(names(fields)).toEqual(['prompt']);
    expect(fields.classes).toBeUndefined();
  });

  it('sorts into the labels of a target, and writes where they are no labels', () => {
    const few = makeTable({ prompt: letters(4), target: ['a', 'b', 'a', 'b'] });
    expect(choose({}, generator, few)).toMatchObject({ task: 'classification', classes: ['a', 'b'] });
    expect(choose({ task: 'generation' }, generator, few)).toMatchObject({ task: 'generation', target: {} });
    const many = makeTable({ prompt: letters(150), target: letters(150) });
    expect(choose({}, generator, many)).toMatchObject({ task: 'generation', target: { spec: { name: 'target' } } });
  });
});
