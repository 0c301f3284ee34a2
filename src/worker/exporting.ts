import { AppError } from '../base/errors.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import { exportFormats, type Exported, type ExportFormat, type Proof } from '../contract/result/exported.ts';
import { exportModel } from '../exports/export.ts';
import { drawRows } from '../exports/proof.ts';
import { predictTable, toPredictions } from '../prediction/predict.ts';
import { toRowTable } from '../prediction/row-table.ts';
import { backgroundRun } from './worker-run.ts';

/**
 * Writes a saved model in another program's words, checked by test rows of its run where they are still here, and by made-up rows.
 * @throws AppError `export.*`, `request.bad-value`
 */
export async function exportSaved(bundle: Bundle, format: ExportFormat, heldOut: Proof['rows']): Promise<Exported> {
  if (!exportFormats.includes(format)) {
    const expected = exportFormats.join(', ');
    throw new AppError('request.bad-value', { key: 'format', value: String(format), problem: 'unknown', expected });
  }
  const answers = async (model: Bundle, rows: Proof['rows']) =>
    toPredictions(await predictTable(model, toRowTable(rows, model), backgroundRun()));
  const makeProof = async (rows: Proof['rows']): Promise<Proof> => ({ rows, ...(await answers(bundle, rows)) });
  const proofs = {
    synthetic: await makeProof(drawRows(bundle)),
    heldOut: heldOut.length > 0 ? await makeProof(heldOut) : null,
  };
  return exportModel(bundle, format, proofs, {
    pageCode,
    predict: async (model, asked) => (await answers(model, asked)).predictions,
  });
}

/** Fetches the script of the page that predicts; it stands beside the app's own page. */
async function pageCode(): Promise<string> {
  const answer = await fetch(new URL('../predictor.js', import.meta.url));
  if (!answer.ok) throw new AppError('export.no-page', { status: answer.status });
  return answer.text();
}
