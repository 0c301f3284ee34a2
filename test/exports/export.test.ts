import { describe, expect, it } from 'vitest';
import { unzip } from '../../src/base/zip.ts';
import { exportFormats, type Proof } from '../../src/contract/result/exported.ts';
import { exportModel } from '../../src/exports/export.ts';
import { drawRows } from '../../src/exports/proof.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { predictRows } from './models.ts';

const lines = Array.from({ length: 60 }, (_, i) => `${i},${i % 3 ? 'a' : 'b'},${2 * i + (i % 7)}`);
const trained = trainCsv(
  { 'a.csv': ['size,kind,price', ...lines].join('\n') },
  { modelType: 'linear_regression', target: 'price' },
);
const tools = {
  pageCode: () => Promise.resolve('// the page'),
  predict: async (bundle: Parameters<typeof predictRows>[0], rows: Proof['rows']) =>
    (await predictRows(bundle, rows)).predictions,
};

/** Test rows of the run, one of them marked, and made-up rows, each with the app's answers. */
async function proofs() {
  const { bundle, heldOut } = await trained;
  const marked = [{ size: 31.41592653, kind: 'a' }, ...heldOut(100).slice(1)];
  const makeProof = async (rows: Proof['rows']): Promise<Proof> => ({ rows, ...(await predictRows(bundle, rows)) });
  return { bundle, synthetic: await makeProof(drawRows(bundle)), heldOut: await makeProof(marked) };
}

describe('an export', () => {
  it.each(['page', 'onnx', 'javascript'] as const)('as %s is run on test rows and on made-up rows', async (format) => {
    const { bundle, ...both } = await proofs();
    expect(await exportModel(bundle, format, both, tools)).toMatchObject({ agreed: 112, heldOut: 12 });
    expect(await exportModel(bundle, format, { ...both, heldOut: null }, tools)).toMatchObject({
      agreed: 100,
      heldOut: 0,
    });
    const [first, ...rest] = both.heldOut.predictions;
    const heldOut = { ...both.heldOut, predictions: [Number(first) * 1.001, ...rest] };
    await expect(exportModel(bundle, format, { ...both, heldOut }, tools)).rejects.toMatchObject({
      code: 'export.disagrees',
    });
  });

  it('that no browser could open again is refused', async () => {
    const { bundle, ...both } = await proofs();
    const large = { ...tools, pageCode: () => Promise.resolve('x'.repeat(2 ** 28)) };
    await expect(exportModel(bundle, 'page', both, large)).rejects.toMatchObject({ code: 'export.too-large' });
  });

  it.each(exportFormats)('as %s holds no test row', async (format) => {
    const { bundle, ...both } = await proofs();
    const { file } = await exportModel(bundle, format, both, tools);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const zipped = /\.(zip|xlsx)$/.test(file.name);
    const text = (zipped ? unzip(bytes, () => {}) : [{ bytes }]).map((member) =>
      new TextDecoder().decode(member.bytes),
    );
    expect(text.join()).not.toContain('31.4159');
  });
});

describe('test rows of a run', () => {
  it('are some of its own, as a caller of predict gives them', async () => {
    const { heldOut, result, bundle } = await trained;
    const rows = heldOut(100);
    expect(rows.length).toBe(result.testRows.length);
    expect((await predictRows(bundle, rows)).predictions).toEqual(result.predictions);
    expect(heldOut(5)).toEqual([0, 2, 4, 7, 9].map((index) => rows[index]));
  });

  it('keep dates, missing cells and texts', async () => {
    const csv = [
      'day,size,kind,y',
      ...Array.from(
        { length: 30 },
        (_, i) => `2024-01-${10 + (i % 9)} 06:30,${i % 4 ? i : ''},${i % 5 ? 'x y' : '?'},${i}`,
      ),
    ];
    const factorParams = [
      { name: 'day' },
      { name: 'size', missing: 'mean' },
      { name: 'kind', missing: 'most_frequent', type: 'category' },
    ];
    const { heldOut, result, bundle } = await trainCsv(
      { 'a.csv': csv.join('\n') },
      { modelType: 'linear_regression', target: 'y', factorParams },
    );
    const rows = heldOut(30);
    expect(rows.some(({ size }) => size === null)).toBe(true);
    expect(rows.some(({ kind }) => kind === null)).toBe(true);
    expect(rows[0].day).toMatch(/^2024-01-1\dT06:30:00Z$/);
    expect((await predictRows(bundle, rows)).predictions).toEqual(result.predictions);
  });

  it('are none where all rows were learned from', async () => {
    const { heldOut } = await trainCsv(
      { 'a.csv': 'a,target\n1,2\n2,4\n3,7\n' },
      { modelType: 'linear_regression', split: { testSize: 0 } },
    );
    expect(heldOut(100)).toEqual([]);
  });
});
