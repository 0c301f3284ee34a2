import { AppError } from '../base/errors.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { Exported, ExportFormat } from '../contract/export.ts';
import { exportModel } from '../exports/export.ts';
import { drawRows } from '../exports/proof.ts';
import { predictTable, toPredictions } from '../pipeline/predict.ts';
import { toRowTable } from '../pipeline/row-table.ts';
import { backgroundRun } from './run.ts';

/** Writes a saved model in another program's words, checked by made-up rows. @throws AppError `export.*` */
export async function exportSaved(bundle: Bundle, format: ExportFormat): Promise<Exported> {
  const rows = drawRows(bundle.factors);
  const answers = async (model: Bundle, asked: typeof rows) =>
    toPredictions(await predictTable(model, toRowTable(asked, model), backgroundRun()));
  const proof = { rows, ...(await answers(bundle, rows)) };
  return exportModel(bundle, format, proof, {
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
