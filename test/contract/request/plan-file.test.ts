import { describe, expect, it } from 'vitest';
import { readPlanFile, toPlanFile } from '../../../src/contract/request/plan-file.ts';
import { readRequest } from '../../../src/contract/request/request.ts';

const { plan } = readRequest({
  datasetFiles: [new Blob()],
  factorParams: [
    { name: 'size', type: 'number', min: 1, missing: 'median', normalize: 'robust', from: ['Size (m2)'] },
    { name: '__proto__', type: 'category', enum: ['a', 'b'] },
  ],
  target: 'price',
  targetParams: { max: 9 },
  modelType: 'dnn',
  modelParams: { hidden_layer_sizes: [8] },
  control: { normalize: false },
  split: { seed: 7, stratify: true },
  merge: { duplicates: 'keep' },
  name: 'mine',
});

describe('a plan file', () => {
  it('comes back as it was, with the engine that computed', () => {
    expect(readPlanFile(toPlanFile(plan, 'simd'))).toEqual({ ...plan, engine: 'simd' });
  });

  it('that is none has a code', () => {
    const code = (problem: string) => expect.objectContaining({ code: problem }) as Error;
    expect(() => readPlanFile('x')).toThrowError(code('request.not-a-plan'));
    expect(() => readPlanFile('null')).toThrowError(code('request.not-a-plan'));
    expect(() => readPlanFile('{"modelType":"dnn","modell":1}')).toThrowError(code('request.unknown-key'));
  });
});
