import { nextTurn } from '../base/event-loop.ts';
import type { ModelCard, ModelEntry, ModelOrigin } from '../contract/model/bundle.ts';
import type { DataView, RowPage, Warning } from '../contract/data/data-view.ts';
import type { TableProfile } from '../contract/result/table-profile.ts';
import type { Exported, ExportFormat } from '../contract/result/exported.ts';
import type { FieldSpec } from '../contract/request/field.ts';
import type { Task } from '../contract/data/kinds.ts';
import { unpackResult } from '../contract/workers/packed-result.ts';
import type { Published } from '../contract/result/publication.ts';
import type { TrainRequest } from '../contract/request/plan.ts';
import type { Predictions, Report, TrainResult } from '../contract/result/result.ts';
import type { PredictionsFile, ProfileRequest } from '../contract/workers/table-api.ts';
import { withHost } from './host/host-services.ts';
import { askPersistence } from './page/persistence.ts';
import { withPolicyNotice } from './page/policy.ts';
import { ask, call, startCount, type CallOptions } from './workers/table-worker.ts';
import type { MergeChoices, ReadChoices, Source } from '../contract/data/reading.ts';

export type { CallOptions };

/** The last files that were opened, to open them again in a worker that was started again, and which start holds them. */
let opened: { sources: Source[]; read: ReadChoices; merge: MergeChoices; start: number } | undefined;

/** Resolves when the table worker answers. */
export async function ready(): Promise<void> {
  await ask((api) => api.ready());
}

/**
 * Reads and merges files. The table that the worker holds is replaced only on success.
 * @throws AppError `read.*`, `merge.*`, `run.stopped`
 */
export async function openData(
  sources: Source[],
  read: ReadChoices,
  merge: MergeChoices,
  options: CallOptions = {},
): Promise<DataView> {
  const view = await call((api, port) => api.openData(sources, read, merge, port), options);
  opened = { sources, read, merge, start: startCount() };
  return view;
}

/** Reads and profiles files; the table that the worker holds stays. @throws AppError `read.*`, `merge.*`, `fields.unknown-column`, `run.stopped` */
export function profile(request: ProfileRequest, options: CallOptions = {}): Promise<TableProfile> {
  return call((api, port) => api.profile(request, port), options);
}

/** Opens the last files again if the worker that held them is gone. */
async function reopened(): Promise<void> {
  if (opened && opened.start !== startCount()) await openData(opened.sources, opened.read, opened.merge);
}

/** Gives rows of the merged table as text, before cleaning; `from` counts from 0. */
export async function rows(from: number, count: number): Promise<RowPage> {
  await ready();
  await reopened();
  return ask((api) => api.rows(from, count));
}

/** Finds what may spoil a model of this target from these factors. */
export async function warnings(target: string, task: Task, fields: FieldSpec[]): Promise<Warning[]> {
  await ready();
  await reopened();
  return ask((api) => api.warnings(target, task, fields));
}

/**
 * Trains, evaluates and saves a model. Several calls wait their turn in the worker.
 * @throws AppError any code of a stage; `run.stopped` with name `AbortError`
 */
export async function train(request: TrainRequest, options: CallOptions = {}): Promise<TrainResult> {
  const packed = await withHost(options, (host) => call((api, port) => api.train(request, port, host), options));
  void askPersistence();
  return withPolicyNotice(await unpackResult(packed, nextTurn));
}

/**
 * Resolves once the bootstrap intervals and permutation importance of a run of this page are in its saved report; at
 * once with the report as it is where nothing is being computed.
 */
export async function diagnostics(modelId: string): Promise<Report> {
  return ask((api) => api.diagnostics(modelId));
}

/** Gives every dropped row of a run of this page as CSV: file, row, column, value, reason. @throws AppError `clean.no-ledger` */
export async function ledger(modelId: string): Promise<Blob> {
  return ask((api) => api.ledger(modelId));
}

/** Predicts rows with a saved model (its id) or a bundle file. @throws AppError `predict.*`, `model.*`, `run.stopped` */
export async function predict(
  model: string | Blob,
  data: Source | Record<string, unknown>[],
  options: CallOptions = {},
): Promise<Predictions> {
  const predictions = await withHost(options, (host) =>
    call((api, port) => api.predict(model, data, port, host), options),
  );
  return withPolicyNotice(predictions);
}

/** Predicts a file or rows and gives them back as CSV: the input's columns, `prediction`, and for classes `probability_<class>`. */
export async function predictionsFile(
  model: string | Blob,
  data: Source | Record<string, unknown>[],
  options: CallOptions = {},
): Promise<PredictionsFile> {
  return withHost(options, (host) => call((api, port) => api.predictionsFile(model, data, port, host), options));
}

/** Gives predictions that are a file already as an XLSX workbook. @throws AppError `export.too-many-rows`, `export.no-predictions` */
export function workbook(id: number): Promise<Blob> {
  return ask((api) => api.workbook(id));
}

/** Writes a table as a CSV file: with a byte order mark if it is more than ASCII, and text that looks like a formula kept as text. */
export function csvFile(header: string[], rows: (string | number | null)[][]): Promise<Blob> {
  return ask((api) => api.csvFile(header, rows));
}

/** Finds out whether a file is a whole model that works, without keeping it. @throws AppError `model.*` */
export function checkModelFile(file: Blob): Promise<void> {
  return ask((api) => api.models.checkFile(file));
}

/** The saved models of this browser. */
export const models = {
  /** Lists them, oldest first. */
  list: (): Promise<ModelEntry[]> => ask((api) => api.models.list()),
  /** Gives all of one but its numbers. @throws AppError `model.unknown` */
  get: (id: string): Promise<ModelCard> => ask((api) => api.models.get(id)),
  /** Removes one. @throws AppError `model.unknown` */
  remove: (id: string): Promise<void> => ask((api) => api.models.remove(id)),
  /** Renames one. @throws AppError `model.unknown` */
  rename: (id: string, name: string): Promise<void> => ask((api) => api.models.rename(id, name)),
  /** Says who made one and under which licence it may be used; both stand in its file. @throws AppError `model.unknown` */
  describe: (id: string, { author = '', licence = '' }: ModelOrigin): Promise<void> =>
    ask((api) => api.models.describe(id, { author, licence })),
  /** Writes into the report of one where it was published. */
  notePublished: (id: string, published: Published): Promise<void> =>
    ask((api) => api.models.notePublished(id, published)),
  /** Gives the bundle file of one. @throws AppError `model.unknown` */
  exportFile: (id: string): Promise<File> => ask((api) => api.models.exportFile(id)),
  /** Gives one in another program's words, checked where it can run here. @throws AppError `export.*`, `model.unknown` */
  exportAs: (id: string, format: ExportFormat): Promise<Exported> => ask((api) => api.models.exportAs(id, format)),
  /** Keeps the model of a bundle file and gives its id; the same file twice gives the same id. @throws AppError `model.*` */
  importFile: async (file: Blob): Promise<string> => {
    const id = await ask((api) => api.models.importFile(file));
    void askPersistence();
    return id;
  },
};
