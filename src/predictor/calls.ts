import type { Bundle } from '../contract/model/bundle.ts';
import type { Source } from '../contract/data/reading.ts';
import type { Predictions } from '../contract/result/result.ts';
import { throwIfStopped, type Run, type RunEvent } from '../base/run.ts';
import { predictTable, toPredictions } from '../prediction/predict.ts';
import { readRows, writePredictions } from '../prediction/predictions-file.ts';
import { toRowTable } from '../prediction/row-table.ts';
import { toCsvFile } from '../tables/write/write-csv.ts';

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

/** Predicts rows: what the client's call of this name does, in the page itself. @throws AppError `predict.*`, `run.stopped` */
export async function predict(
  _: string | Blob,
  rows: Record<string, unknown>[],
  options: CallOptions = {},
): Promise<Predictions> {
  const bundle = await opened();
  return toPredictions(await predictTable(bundle, toRowTable(rows, bundle), runOf(options)));
}

/** Predicts a file and gives it back as CSV: the input's columns, `prediction`, and for classes `probability_<class>`. */
export async function predictionsFile(
  _: string | Blob,
  source: Source,
  options: CallOptions = {},
): Promise<{ file: Blob; predictions: Predictions }> {
  const run = runOf(options);
  const bundle = await opened();
  const table = await readRows(source, bundle, run);
  const answers = await predictTable(bundle, table, run);
  return { file: await writePredictions(source, table, answers, run), predictions: toPredictions(answers, shownRows) };
}

/** Writes a table as a CSV file: what the client's call of this name does, in the page itself. */
export function csvFile(header: string[], rows: (string | number | null)[][]): Promise<Blob> {
  return Promise.resolve(toCsvFile(header, rows));
}

async function opened(): Promise<Bundle> {
  if (!model) throw new TypeError('the page has no model');
  return model;
}

function runOf({ signal = new AbortController().signal, onEvent = () => {} }: CallOptions): Run {
  let turnStart = performance.now();
  const run: Run = {
    signal,
    now: () => Date.now(),
    report: onEvent,
    async breathe() {
      if (performance.now() - turnStart > 30) {
        await new Promise((resolve) => setTimeout(resolve));
        turnStart = performance.now();
      }
      throwIfStopped(run);
    },
  };
  return run;
}
