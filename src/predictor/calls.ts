import type { Bundle } from '../contract/model/bundle.ts';
import type { Source } from '../contract/data/reading.ts';
import type { PredictionsFile } from '../contract/workers/table-api.ts';
import { makeRun, type Run, type RunEvent } from '../base/run.ts';
import { predictTable, toPredictions } from '../prediction/predict.ts';
import { firstRows, readRows, sheetOfFile, sheetOfRows, writePredictions } from '../prediction/predictions-file.ts';
import { toRowTable } from '../prediction/row-table.ts';

interface CallOptions {
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
}

/** Of predictions for a file, the page gets this many rows; all are in the file it downloads. */
const shownRows = 1000;

let model: Promise<Bundle> | undefined;

/** Sets the one model of this page. */
export function setModel(bundle: Promise<Bundle>): void {
  model = bundle;
}

/** Predicts a file or rows and gives them back as CSV: the input's columns, `prediction`, and for classes `probability_<class>`, in the page itself. */
export async function predictionsFile(
  _: string | Blob,
  rows: Source | Record<string, unknown>[],
  options: CallOptions = {},
): Promise<PredictionsFile> {
  const run = toRun(options);
  const bundle = await opened();
  const isRows = Array.isArray(rows);
  const table = isRows ? toRowTable(rows, bundle) : await readRows(rows, bundle, run);
  const answers = await predictTable(bundle, table, run);
  const names = table.columns.map(({ name }) => name);
  const sheet = isRows ? sheetOfRows(rows, bundle, answers) : await sheetOfFile(rows, names, answers, run);
  const file = await writePredictions(sheet, run);
  return { id: 0, file, first: firstRows(sheet), predictions: toPredictions(answers, shownRows) };
}

async function opened(): Promise<Bundle> {
  if (!model) throw new TypeError('the page has no model');
  return model;
}

function toRun({ signal = new AbortController().signal, onEvent = () => {} }: CallOptions): Run {
  return makeRun({ signal, now: () => Date.now(), report: onEvent });
}
