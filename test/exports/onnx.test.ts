import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { toOnnx } from '../../src/exports/onnx/onnx.ts';
import { predictRows, cases, hostile, trainHostile } from './models.ts';

ort.env.wasm.numThreads = 1;

describe.each(cases)('%s of %s %o', (modelType, target, params) => {
  it('predicts the same in ONNX Runtime, missing and unseen values included', async () => {
    const { bundle, asked } = await trainHostile(modelType, target, params);
    const session = await ort.InferenceSession.create(toOnnx(bundle));
    const numbers = (column: string, read: (cell: unknown) => number) =>
      new ort.Tensor(
        'float64',
        Float64Array.from(asked, (row) => (row[column] === null ? NaN : read(row[column]))),
        [asked.length, 1],
      );
    const texts = asked.map((row) => String(row[hostile.category] ?? ''));
    const found = await session.run({
      [hostile.number]: numbers(hostile.number, Number),
      [hostile.date]: numbers(hostile.date, (day) => Date.parse(String(day))),
      [hostile.category]: new ort.Tensor('string', texts, [asked.length, 1]),
    });
    const expected = await predictRows(bundle, asked);
    const given = Array.from(found.prediction.data as Iterable<string | number>);
    expect(expected.predictions).toContain(null);
    expected.predictions.forEach((value, i) => {
      if (value === null) expect(given[i]).toBe(typeof given[i] === 'string' ? '' : NaN);
      else if (typeof value === 'string') expect(given[i]).toBe(value);
      else expect(Math.abs(Number(given[i]) - value)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value)));
    });
    const shares = found.probabilities?.data as Float64Array | undefined;
    expected.probabilities?.flat().forEach((share, i) => {
      if (expected.predictions[Math.floor(i / (expected.labels?.length ?? 1))] === null) return;
      expect(Math.abs((shares?.[i] ?? NaN) - share)).toBeLessThanOrEqual(1e-5);
    });
  });
});
