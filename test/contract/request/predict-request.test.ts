import { describe, expect, it } from 'vitest';
import { readPredictRequest } from '../../../src/contract/request/predict-request.ts';

describe('readPredictRequest', () => {
  it('keeps every column of a row, whatever its name', () => {
    const data = JSON.parse('[{"__proto__": 1, "constructor": 2, "": 3}]') as Record<string, unknown>[];
    const read = readPredictRequest({ model: 'id', data });
    expect(Object.keys((read.data as object[])[0])).toEqual(['__proto__', 'constructor', '']);
  });

  it.each([
    [{ model: 'id', data: [], agreed: true }, 'request.unknown-key'],
    [{ model: 7, data: [] }, 'request.bad-value'],
    [{ model: 'id', data: [1] }, 'request.bad-value'],
    [{ model: 'id' }, 'request.bad-value'],
    [null, 'request.bad-value'],
  ])('refuses %j', (given, code) => {
    expect(() => readPredictRequest(given)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
