import type { RunPort } from '../../base/port.ts';
import type { ModelCard, ModelEntry, ModelOrigin } from '../model/bundle.ts';
import type { DataView, RowPage, Warning } from '../data/data-view.ts';
import type { Exported, ExportFormat } from '../result/exported.ts';
import type { TableProfile } from '../result/table-profile.ts';
import type { FieldSpec } from '../request/field.ts';
import type { Task } from '../data/kinds.ts';
import type { PackedResult } from './packed-result.ts';
import type { TrainRequest } from '../request/plan.ts';
import type { Predictions, Report } from '../result/result.ts';
import type { MergeChoices, ReadChoices, Source } from '../data/reading.ts';
import type { Published } from '../result/publication.ts';
import type { HostPort } from './host-api.ts';

/** Files to profile: `target` absent = it is guessed, `rows` = number of first rows to show. */
export interface ProfileRequest {
  sources: Source[];
  read: ReadChoices;
  merge: MergeChoices;
  target?: string;
  rows: number;
}

/** Predictions as a file. */
export interface PredictionsFile {
  /** Names them for `workbook`, as long as the worker keeps them. */
  id: number;
  /** CSV: the input's columns, `prediction`, and for classes `probability_<class>`. */
  file: Blob;
  /** The header and the first 100 rows of that file. */
  first: string[][];
  predictions: Predictions;
}

/** What the table worker answers. It holds the data; the page gets pages of rows, profiles, progress and reports. */
export interface TableApi {
  ready(): Promise<string>;
  /** Reads and merges files; replaces the table the worker holds only when it succeeds. */
  openData(sources: Source[], read: ReadChoices, merge: MergeChoices, port: RunPort): Promise<DataView>;
  /** Reads and profiles files; the table that the worker holds stays. @throws AppError `read.*`, `merge.*`, `fields.unknown-column`, `run.stopped` */
  profile(request: ProfileRequest, port: RunPort): Promise<TableProfile>;
  /** Rows of the merged table, before cleaning. */
  rows(from: number, count: number): Promise<RowPage>;
  /** What may spoil a model of this target from these factors. */
  warnings(target: string, task: Task, fields: FieldSpec[]): Promise<Warning[]>;
  train(request: TrainRequest, port: RunPort, host: HostPort): Promise<PackedResult>;
  /** The saved report once intervals and importance are in it; at once as it is where nothing is being computed. */
  diagnostics(modelId: string): Promise<Report>;
  /** Every dropped row of a run of this page, as CSV: file, row, column, value, reason. */
  ledger(modelId: string): Promise<Blob>;
  predict(
    model: string | Blob,
    data: Source | Record<string, unknown>[],
    port: RunPort,
    host: HostPort,
  ): Promise<Predictions>;
  /** The input's columns and the predictions, as CSV. */
  predictionsFile(
    model: string | Blob,
    data: Source | Record<string, unknown>[],
    port: RunPort,
    host: HostPort,
  ): Promise<PredictionsFile>;
  /** The predictions of a file or of rows as an XLSX workbook. @throws AppError `export.too-many-rows`, `export.no-predictions` */
  workbook(id: number): Promise<Blob>;
  /** A table of the page as a CSV file, as every CSV of the product is written. */
  csvFile(header: string[], rows: (string | number | null)[][]): Promise<Blob>;
  models: {
    list(): Promise<ModelEntry[]>;
    get(id: string): Promise<ModelCard>;
    remove(id: string): Promise<void>;
    rename(id: string, name: string): Promise<void>;
    describe(id: string, origin: ModelOrigin): Promise<void>;
    notePublished(id: string, published: Published): Promise<void>;
    exportFile(id: string): Promise<File>;
    /** The model in another program's words, checked where it can run here. */
    exportAs(id: string, format: ExportFormat): Promise<Exported>;
    importFile(file: Blob): Promise<string>;
    /** Reads and tries a bundle file without keeping it. */
    checkFile(file: Blob): Promise<void>;
  };
}
