import { requireMeta } from '../adapters/catalog.ts';
import { AppError } from '../base/errors.ts';
import { serveRun } from '../base/port.ts';
import type { Run } from '../base/run.ts';
import { version } from '../base/version.ts';
import { expose, transfer } from '../base/wire.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import type { Source } from '../contract/data/reading.ts';
import { transferables, packResult } from '../contract/workers/packed-result.ts';
import type { TableApi } from '../contract/workers/table-api.ts';
import { checkBundle } from '../pipeline/check-bundle.ts';
import { openData, type OpenedData } from '../pipeline/open-data.ts';
import { runPipeline, type Finished } from '../pipeline/pipeline.ts';
import { predictTable, toPredictions } from '../prediction/predict.ts';
import {
  firstRows,
  readRows,
  sheetOfFile,
  sheetOfRows,
  writePredictions,
  toWorkbook,
  type PredictionsSheet,
} from '../prediction/predictions-file.ts';
import { toCsvFile } from '../tables/write/write-csv.ts';
import { makeReader } from '../pipeline/reader.ts';
import { toRowTable } from '../prediction/row-table.ts';
import { readProfile } from '../pipeline/table-profile.ts';
import { readBundleFile, toBundleFile } from '../storage/bundle-file.ts';
import { openEngines } from '../storage/engine-choices.ts';
import { openLibrary } from '../storage/library.ts';
import { rowPage } from '../tables/rows/row-page.ts';
import { findWarnings } from '../tables/profile/warnings.ts';
import { toHost } from './host.ts';
import { backgroundRun, now } from './worker-run.ts';
import { makeIdleJobs } from './idle-jobs.ts';

const scope = new URL('..', import.meta.url).pathname;
const library = openLibrary(scope);
const engines = openEngines(scope);
const reader = makeReader();
const idleJobs = makeIdleJobs();

/** The table that the page looks at. */
let data: OpenedData | undefined;
/** The files whose tables are worth remembering: those that are open, and those of the last run. */
const retained: { open: readonly Source[]; trained: readonly Source[] } = { open: [], trained: [] };
/** The dropped and the test rows of the last runs, by model; the tables behind them stay in memory as long. */
const rowsByModel = new Map<string, Pick<Finished, 'ledger' | 'heldOut'>>();
const maxRuns = 5;
/** Number of test rows that check an export. */
const checkedRows = 100;
/** Longest wait for a report's diagnostics before a model file is written, in ms. */
const patienceMs = 3000;
/** What is still being computed for a saved report, by model. */
const pending = new Map<string, Promise<void>>();
/** Fingerprints that are being computed, by model. */
const printing = new Map<string, Promise<void>>();
/** The last predictions that the page got as files, for their workbooks: the answers are kept, the file is read again. */
const sheets = new Map<number, (run: Run) => Promise<PredictionsSheet>>();
const maxSheets = 2;
let lastSheet = 0;
/** Of predictions for a file, the page gets this many rows; all are in the file it downloads. */
const shownRows = 1000;

const api: TableApi = {
  ready: () => Promise.resolve(version),

  async openData(sources, read, merge, port) {
    const open = new Set(data?.view.files.map(({ id }) => id));
    data = await openData(sources, read, merge, reader, serveRun(port, now), (id) => open.has(id));
    retained.open = sources;
    reader.keepOnly([...retained.open, ...retained.trained]);
    return data.view;
  },

  async profile(request, port) {
    const profile = await readProfile(request, reader, serveRun(port, now));
    reader.keepOnly([...retained.open, ...retained.trained]);
    return profile;
  },

  async rows(from, count) {
    return data ? rowPage(data.table, from, count) : { from: 0, rows: [] };
  },

  async warnings(target, task, fields) {
    return data ? findWarnings(data.table, data.profiles, target, task, fields, backgroundRun()) : [];
  },

  async train(request, port, hostPort) {
    const run = serveRun(port, now);
    const host = toHost(hostPort);
    const finished = await idleJobs.next(
      () => runPipeline(request, { reader, library, host, engines }, run),
      run.signal,
    );
    retained.trained = request.sources;
    reader.keepOnly([...retained.open, ...retained.trained]);
    follow(finished);
    const packed = packResult(finished.result);
    return transfer(packed, transferables(packed));
  },

  async diagnostics(modelId) {
    await pending.get(modelId);
    return (await library.card(modelId)).report;
  },

  async ledger(modelId) {
    const rows = rowsByModel.get(modelId);
    if (!rows) throw new AppError('clean.no-ledger', {});
    return rows.ledger();
  },

  async predict(model, rows, port, host) {
    const run = serveRun(port, now);
    const bundle = await requireBundle(model);
    const table = Array.isArray(rows) ? toRowTable(rows, bundle) : await readRows(rows, bundle, run);
    return toPredictions(await predictTable(bundle, table, run, toHost(host)));
  },

  async predictionsFile(model, rows, port, host) {
    const run = serveRun(port, now);
    const bundle = await requireBundle(model);
    const isRows = Array.isArray(rows);
    const table = isRows ? toRowTable(rows, bundle) : await readRows(rows, bundle, run);
    const answers = await predictTable(bundle, table, run, toHost(host));
    const names = table.columns.map(({ name }) => name);
    const openSheet = async (by: Run) =>
      isRows ? sheetOfRows(rows, bundle, answers) : sheetOfFile(rows, names, answers, by);
    const sheet = await openSheet(run);
    const [file, first] = [await writePredictions(sheet, run), firstRows(sheet)];
    return { id: keepSheet(openSheet), file, first, predictions: toPredictions(answers, shownRows) };
  },

  async workbook(id) {
    const openSheet = sheets.get(id);
    if (!openSheet) throw new AppError('export.no-predictions', {});
    const run = backgroundRun();
    return toWorkbook(await openSheet(run), run);
  },

  csvFile: (header, rows) => Promise.resolve(toCsvFile(header, rows)),

  models: {
    list: () => library.list(),
    get: (id) => library.card(id),
    remove: (id) => library.remove(id),
    rename: (id, name) => library.rename(id, name),
    describe: (id, origin) => library.describe(id, origin),
    notePublished: (id, published) =>
      library.amend(id, (report) => ({ ...report, published: [...(report.published ?? []), published] })),
    async exportFile(id) {
      // The file should hold the whole report; where other runs come first it goes without.
      await printing.get(id);
      await Promise.race([pending.get(id), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
      return toBundleFile(await library.get(id));
    },
    exportAs: async (id, format) => {
      const { exportSaved } = await import('./exporting.ts');
      return exportSaved(await library.get(id), format, rowsByModel.get(id)?.heldOut(checkedRows) ?? []);
    },
    async importFile(file) {
      const bundle = await readBundleFile(file);
      if (await library.has(bundle.id)) return bundle.id;
      await checkBundle(bundle, backgroundRun());
      await library.save(bundle);
      return bundle.id;
    },
    checkFile: async (file) => checkBundle(await readBundleFile(file), backgroundRun()),
  },
};

/** Keeps the rows of a run, and computes its diagnostics when no other run waits. */
function follow({ result, ledger, heldOut, diagnostics, fingerprint }: Finished): void {
  const { modelId, timings } = result;
  rowsByModel.set(modelId, { ledger, heldOut });
  for (const old of [...rowsByModel.keys()].slice(0, -maxRuns)) rowsByModel.delete(old);
  const printed = fingerprint(backgroundRun())
    .then((data) => library.amend(modelId, (report) => ({ ...report, data })))
    .catch((error: unknown) => console.warn(error))
    .finally(() => printing.delete(modelId));
  printing.set(modelId, printed);
  const measured = idleJobs
    .whenIdle((signal) => diagnostics(backgroundRun(signal)))
    .then((found) => library.amend(modelId, (report) => ({ ...report, ...found, timings })))
    // The numbers that the person already has are not worth less without these.
    .catch((error: unknown) => console.warn(error))
    .finally(() => pending.delete(modelId));
  pending.set(modelId, measured);
}

/** Keeps predictions for a workbook, in place of the oldest; gives their id. */
function keepSheet(open: (run: Run) => Promise<PredictionsSheet>): number {
  sheets.set((lastSheet += 1), open);
  sheets.delete(lastSheet - maxSheets);
  return lastSheet;
}

/** Opens a saved model or a bundle file. @throws AppError `model.*`; `request.unknown-model` when its model type is unknown */
async function requireBundle(model: string | Blob): Promise<Bundle> {
  if (typeof model === 'string') return library.get(model);
  const bundle = await readBundleFile(model);
  requireMeta(bundle.modelType);
  return bundle;
}

expose(api);
