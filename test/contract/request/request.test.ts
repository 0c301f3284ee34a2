import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../src/contract/request/request.ts';

const base = { datasetFiles: ['a.csv'], modelType: 'linear_regression' };
const readFields = (factorParams: unknown) => readRequest({ ...base, factorParams }).plan.fields;
const failure = (code: string, params: object) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) as unknown }) as Error;

describe('readRequest', () => {
  it('fills in the defaults', () => {
    expect(readRequest(base).plan).toEqual({
      fields: null,
      target: null,
      targetField: null,
      task: null,
      modelType: 'linear_regression',
      modelParams: {},
      control: {},
      split: { testSize: 0.2, seed: 42, stratify: false },
      read: {},
      merge: {},
      engine: 'auto',
      name: null,
    });
  });

  it('takes snake_case keys, also inside', () => {
    const { plan, datasetFiles } = readRequest({
      dataset_files: ['a.csv', 'b.csv'],
      model_type: 'dnn',
      model_params: { hidden_layer_sizes: [3] },
      factor_params: { my_column: { missing: 'most_frequent' } },
      split: { test_size: 0.25, seed: 7 },
      merge: { missing_column: 'fill' },
      user_pipeline_control: { normalize: false },
    });
    expect(datasetFiles).toEqual(['a.csv', 'b.csv']);
    expect(plan).toMatchObject({
      fields: [{ name: 'my_column', missing: 'most_frequent' }],
      modelParams: { hidden_layer_sizes: [3] },
      split: { testSize: 0.25, seed: 7, stratify: false },
      merge: { missingColumn: 'fill' },
      control: { normalize: false },
    });
  });

  it('takes the aliases', () => {
    const logger = () => {};
    expect(readRequest({ ...base, loggerInstance: logger, control: { preprocess: true } })).toMatchObject({
      logger,
      plan: { control: { preprocess: true } },
    });
    expect(readRequest({ ...base, control_flags: { postprocess: false } }).plan.control).toEqual({
      postprocess: false,
    });
  });

  it.each([
    ['at the top', { modelTyp: 'dnn' }, 'modelTyp', 'the request', 'modelType'],
    ['in split', { split: { size: 0.5 } }, 'size', 'split', 'testSize'],
    ['in control', { control: { scale: true } }, 'scale', 'userPipelineControl', 'normalize'],
    [
      'in a named factor',
      { factorParams: [{ name: 'a' }, { name: 'b', tpye: 'number' }] },
      'tpye',
      'factorParams.1',
      'type',
    ],
    ['in a factor by name', { factorParams: { a: { minimum: 1 } } }, 'minimum', 'factorParams.a', 'min'],
    [
      'beside the lists',
      { factorParams: { requiredFields: ['a'], others: ['b'] } },
      'others',
      'factorParams',
      'numericFields',
    ],
    ['in targetParams', { targetParams: { kind: 'number' } }, 'kind', 'targetParams', 'type'],
  ])('names an unknown key %s and lists the known ones', (_, more, key, location, known) => {
    const expected = failure('request.unknown-key', {
      key,
      place: location,
      known: expect.stringContaining(known) as unknown,
    });
    expect(() => readRequest({ ...base, ...more })).toThrow(expected);
  });

  it.each([
    ['split.testSize', { split: { testSize: 1 } }, '1'],
    ['split.seed', { split: { seed: -1 } }, '-1'],
    ['modelType', { modelType: 5 }, '5'],
    ['engine', { engine: 'gpu' }, '"gpu"'],
    ['factorParams', { factorParams: 'a' }, '"a"'],
    ['factorParams.0.name', { factorParams: [{ type: 'number' }] }, 'undefined'],
    ['factorParams.0.type', { factorParams: [{ name: 'a', type: 'int' }] }, '"int"'],
    ['factorParams.a.missing', { factorParams: { a: { missing: 'zero' } } }, '"zero"'],
    ['factorParams.a', { factorParams: { a: 'number' } }, '"number"'],
    ['factorParams.a.min', { factorParams: { a: { min: 'low' } } }, '"low"'],
    ['factorParams.requiredFields', { factorParams: { requiredFields: ['a'], numericFields: 3 } }, '3'],
  ])('names a value that does not fit: %s', (key, more, value) => {
    const inside = key === 'factorParams.requiredFields' ? 'factorParams.numericFields' : key;
    expect(() => readRequest({ ...base, ...more })).toThrow(failure('request.bad-value', { key: inside, value }));
  });

  it('asks for files', () => {
    expect(() => readRequest({ ...base, datasetFiles: [] })).toThrow(failure('request.no-files', {}));
  });
});

describe('factorParams', () => {
  it('takes a list of rules with names', () => {
    const rules = { normalize: 'robust', min: 0, max: 9, missing: { constant: 3 }, from: ['Age', 'AGE'] };
    expect(
      readFields([
        { name: 'age', type: 'numeric', ...rules },
        { name: 'city', type: 'string', enum: ['a', 1, true] },
      ]),
    ).toEqual([
      { name: 'age', kind: 'number', ...rules },
      { name: 'city', kind: 'category', enum: ['a', '1', 'true'] },
    ]);
    expect(readFields([])).toEqual([]);
  });

  it('takes rules by name, with `values` for `enum`', () => {
    expect(readFields({ age: { type: 'number', normalize: false }, sex: { values: ['f', 'm'] }, day: {} })).toEqual([
      { name: 'age', kind: 'number', normalize: false },
      { name: 'sex', enum: ['f', 'm'] },
      { name: 'day' },
    ]);
  });

  it('takes lists of required and of number fields, beside which all others stay factors', () => {
    const { plan } = readRequest({ ...base, factorParams: { requiredFields: ['a', 'b'], numericFields: ['b', 'c'] } });
    expect(plan.otherFields).toBe(true);
    expect(plan.fields).toEqual([
      { name: 'a', missing: 'drop' },
      { name: 'b', kind: 'number', normalize: true, missing: 'drop' },
      { name: 'c', kind: 'number', normalize: true, missing: 'drop' },
    ]);
    expect(readFields({ required_fields: ['a'], numeric_fields: [] })).toEqual([{ name: 'a', missing: 'drop' }]);
    expect(readRequest({ ...base, factorParams: { a: {} } }).plan.otherFields).toBeUndefined();
  });

  it('keeps columns whose names objects have, or the lists have', () => {
    const given = JSON.parse(
      '{"__proto__": {"min": 1}, "constructor": {}, "": {}, "requiredFields": {"max": 2}}',
    ) as object;
    expect(readFields(given)).toEqual([
      { name: '__proto__', min: 1 },
      { name: 'constructor' },
      { name: '' },
      { name: 'requiredFields', max: 2 },
    ]);
  });

  it('takes limits of dates as ISO dates', () => {
    expect(readFields([{ name: 'day', type: 'date', min: '2026-03-05' }])).toEqual([
      { name: 'day', kind: 'date', min: Date.UTC(2026, 2, 5) },
    ]);
  });
});
