import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { AppError } from '../../src/base/errors.ts';
import { catalog } from '../../src/adapters/catalog.ts';
import { toPlanFile } from '../../src/contract/request/plan-file.ts';
import { readPredictRequest } from '../../src/contract/request/predict-request.ts';
import { readRequest } from '../../src/contract/request/request.ts';
import { keyPaths } from '../storage/key-paths.ts';
import { manyKeys } from '../storage/stored-cases.ts';

// Writes what test/contract/stored-plan.test.ts compares with; started by test/make-fixtures.mjs.
const toPlan = (request: object) => readRequest({ ...request, datasetFiles: [new Blob()] }).plan;
const requests: Record<string, unknown>[] = [
  { model_type: 'linear_regression' },
  {
    model_type: 'dnn',
    target: 'y',
    factor_params: { a: { type: 'string', values: ['x', 1, true] }, b: { normalize: 'robust', min: 0 } },
    target_params: { max: 3 },
    model_params: { max_iter: 3 },
    user_pipeline_control: { normalize: false },
    split: { test_size: 0.5, seed: 1, stratify: true },
    read: { day_order: { d: 'mdy' }, header: false, sheet: 'S', missing: ['x'] },
    merge: { missing_column: 'leave-out', duplicates: 'drop' },
    engine: 'cpu',
    task: 'classification',
    name: 'n',
  },
  { modelType: 'x', control: { postprocess: true }, loggerInstance: () => undefined, publish: false, agree: true },
  {
    modelType: 'x',
    controlFlags: { preprocess: true },
    factorParams: { requiredFields: ['a'], numericFields: ['a', 'b'] },
  },
  { modelType: 'x', control_flags: {}, factor_params: { required_fields: ['a'], numeric_fields: [] } },
];
const unknown: { call: 'train' | 'predict'; request: Record<string, unknown> }[] = [
  { call: 'train', request: { modelType: 'x', nonsense: 1 } },
  { call: 'train', request: { modelType: 'x', factorParams: [{ name: 'a', nonsense: 1 }] } },
  { call: 'train', request: { modelType: 'x', factorParams: { a: { nonsense: 1 } } } },
  { call: 'train', request: { modelType: 'x', targetParams: { nonsense: 1 } } },
  { call: 'train', request: { modelType: 'x', userPipelineControl: { nonsense: 1 } } },
  { call: 'train', request: { modelType: 'x', split: { nonsense: 1 } } },
  { call: 'train', request: { modelType: 'x', read: { nonsense: 1 } } },
  { call: 'train', request: { modelType: 'x', merge: { nonsense: 1 } } },
  { call: 'predict', request: { model: 'x', data: [], nonsense: 1 } },
];

function knownKeys({ call, request }: (typeof unknown)[number]): string {
  try {
    if (call === 'train') toPlan(request);
    else readPredictRequest(request);
  } catch (error) {
    const { code, params } = error as AppError<'request.unknown-key'>;
    if (code === 'request.unknown-key') return String(params.known);
  }
  throw new Error(`${JSON.stringify(request)} is taken`);
}

it('writes the stored plans', () => {
  const folder = resolve(import.meta.dirname, '../fixtures/stored');
  const plan = toPlan(manyKeys);
  const options = Object.entries(catalog).map(([id, meta]) => [id, meta.options.map(({ name }) => name)]);
  const content = {
    plan,
    requests: requests.map((request) => ({ request, plan: toPlan(request) })),
    known: unknown.map((each) => ({ ...each, known: knownKeys(each) })),
    metas: {
      keys: [...new Set(Object.values(catalog).flatMap(keyPaths))].sort(),
      options: Object.fromEntries(options) as unknown,
    },
  };
  writeFileSync(resolve(folder, 'many-keys.plan.json'), toPlanFile(plan, plan.engine));
  writeFileSync(resolve(folder, 'plans.json'), `${JSON.stringify(content, null, 1)}\n`);
  expect(content.known).toHaveLength(unknown.length);
});
