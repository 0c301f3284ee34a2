import { describe, expect, it } from 'vitest';
import { addAdapter } from '../../src/adapters/registry.ts';
import { toScoring } from '../../src/exports/scoring.ts';
import { addFamily } from '../../src/models/families.ts';
import { checkBundle } from '../../src/pipeline/check-bundle.ts';
import { predictTable, toPredictions } from '../../src/prediction/predict.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { readBundleFile, toBundleFile } from '../../src/storage/bundle-file.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { quietRun } from '../run.ts';
import { stepAdapter, stepFamily, stepHooks, stepMeta } from './toys.ts';

addFamily('step', stepFamily);
addAdapter('step', { meta: stepMeta, load: () => Promise.resolve(stepAdapter) });
addAdapter('limited_step', {
  meta: stepMeta,
  load: () => Promise.resolve(stepAdapter),
  hooks: () => Promise.resolve(stepHooks),
});

const csv = ['x,y', ...Array.from({ length: 100 }, (_, x) => `${x},${x > 49.5 ? 20 : 3}`)].join('\n');
const train = (modelType: string, modelParams = {}) =>
  trainCsv({ 'a.csv': csv }, { modelType, target: 'y', modelParams });

describe('a family and an adapter of outside', () => {
  it('run from a file to a saved model that predicts and describes itself', async () => {
    const { result, bundle } = await train('step', { threshold: 49.5 });
    expect(result).toMatchObject({
      modelType: 'step',
      task: 'regression',
      metrics: { r2: 1, mae: 0 },
      equation: { intercept: 3, coefficients: { 'x > 49.5': 17 } },
      tokens: { in: 20, out: 0, estimated: false },
      notices: [],
    });
    expect(result.asked).toEqual(result.predictions.map(String));
    expect(bundle.report).not.toHaveProperty('asked');

    const again = await readBundleFile(await toBundleFile(bundle));
    expect(again.id).toBe(bundle.id);
    expect(again.artifact).toEqual({ form: 'step', threshold: 49.5, low: 3, high: 20 });
    await expect(checkBundle(again, quietRun())).resolves.toBeUndefined();
    const rows = toRowTable([{ x: 49 }, { x: 50 }, { x: null }], again);
    expect(toPredictions(await predictTable(again, rows, quietRun()))).toMatchObject({
      predictions: [3, 20, null],
      tokens: { in: 3, out: 0, estimated: false },
    });
    expect(() => toScoring(again)).toThrow(expect.objectContaining({ code: 'export.no-form' }) as Error);
  });

  it('have options of their own, and hooks that come with prediction alone', async () => {
    await expect(train('step', { treshold: 1 })).rejects.toMatchObject({ code: 'request.unknown-key' });
    const { result, bundle } = await train('limited_step', { threshold: 49.5 });
    expect(new Set(result.predictions)).toEqual(new Set([3, 8]));
    const again = await readBundleFile(await toBundleFile(bundle));
    const rows = toRowTable([{ x: 1 }, { x: 99 }], again);
    expect(toPredictions(await predictTable(again, rows, quietRun())).predictions).toEqual([3, 8]);
  });

  it('are unknown to who did not add them', async () => {
    await expect(train('ramp')).rejects.toMatchObject({ code: 'request.unknown-model' });
    const { bundle } = await train('step');
    const stranger = { ...bundle, artifact: { form: 'ramp' } };
    await expect(toBundleFile(stranger)).rejects.toMatchObject({ code: 'model.bad-content' });
  });
});
