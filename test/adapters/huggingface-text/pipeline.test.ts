import { describe, expect, it, vi } from 'vitest';
import { trainCsv } from '../../pipeline/train-csv.ts';
import { fixtureRows } from '../../transformers/fixture.ts';
import { picked } from '../../transformers/picked.ts';
import { toBundleFile, readBundleFile } from '../../../src/storage/bundle-file.ts';
import { predictTable, toPredictions } from '../../../src/prediction/predict.ts';
import { toRowTable } from '../../../src/prediction/row-table.ts';
import { quietRun } from '../../run.ts';

// A bundler gives an address for each of these files; in Node TF.js opens them by path.
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url', () => wasmFile('tfjs-backend-wasm.wasm'));
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-simd.wasm'),
);
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-threaded-simd.wasm'),
);
const { wasmFile } = vi.hoisted(() => ({
  wasmFile: (name: string) => ({ default: `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}` }),
}));

const rows = fixtureRows('new-words-train.tsv').slice(0, 80);
const request = {
  modelType: 'huggingface_text',
  target: 'label',
  modelParams: { model_files: picked(), train: 'head' },
};
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('a whole run', () => {
  it('learns several labels in one cell, keeps no file a person picked in the plan, and predicts from its own file', async () => {
    const csv = [
      'text,label',
      ...rows.map(({ text, code }, i) => `${quoted(text)},${['bad', 'good'][code]}${i % 3 ? '' : ';third'}`),
    ];
    const { result, bundle } = await trainCsv({ 'rows.csv': csv.join('\n') }, request);
    expect(result.metrics).toHaveProperty('exactMatch');
    expect(result.control.normalize).toEqual({ run: false, decidedBy: 'adapter' });
    expect(bundle.plan.modelParams).toEqual({ train: 'head' });
    const again = await readBundleFile(await toBundleFile(bundle));
    expect(again.id).toBe(bundle.id);
    const table = toRowTable([{ text: rows[0]!.text }, { text: null }], again);
    const { predictions } = toPredictions(await predictTable(again, table, quietRun()));
    const named = String(predictions[0]).split(/;\s*/);
    expect(named.filter((label) => !['bad', 'good', 'third', ''].includes(label))).toEqual([]);
    expect(predictions[1]).toBeNull();
  });

  it('writes labels where the table has only texts', async () => {
    const csv = 'text\nI loved this movie.\nI hated this movie.\nA complete waste of time...\n';
    const { result } = await trainCsv(
      { 'rows.csv': csv },
      { ...request, target: undefined, modelParams: { model_files: picked() } },
    );
    expect(result.task).toBe('generation');
    expect(new Set(result.predictions)).toEqual(new Set(['POSITIVE', 'NEGATIVE']));
  });
});
