import type { RunEvent } from '../../base/run.ts';
import type { Bundle, ModelEntry, ModelOrigin } from '../model/bundle.ts';
import type { DataView, MergeChoices, ReadChoices, RowPage, Source, Warning } from '../data/data-view.ts';
import type { Exported, ExportFormat } from '../result/exported.ts';
import type { FieldSpec } from '../request/field.ts';
import type { Task } from '../data/kinds.ts';
import type { ChatAnswers, ChatJob, Download } from '../model/jobs.ts';
import type { PackedResult } from './packed-result.ts';
import type { Arrived, Published, Target } from '../request/publish-request.ts';
import type { TrainRequest } from '../request/request.ts';
import type { Predictions, Report } from '../result/result.ts';

/**
 * How a call hears of progress and is stopped: one MessagePort a call. Worker posts RunEvents, the page posts 'stop'. The answer of a call comes by
 * another way and may overtake its last events: the page asks for an 'end', and the worker posts it after all it said.
 */
export type RunPort = MessagePort;
export type PortMessage = RunEvent | 'stop' | 'end';

/** How a run asks for what only the page may do: one MessagePort a call, at whose other end the client answers as `OutsideApi`. */
export type OutsidePort = MessagePort;

/** What the client answers at an `OutsidePort`: `Outside` as it crosses, with a port for each ask's progress and stop. */
export interface OutsideApi {
  download(job: Download, port: RunPort): Promise<string[]>;
  chat(job: ChatJob, port: RunPort): Promise<ChatAnswers>;
  /** Starts the worker for transformers, ended with the call, and gives the port where it answers as `ModelApi`. */
  models(): Promise<MessagePort>;
  /** Resolves with the reason when that worker crashes. */
  modelsGone(): Promise<string>;
}

/** A saved model without its numbers: what the page shows of it. */
export type ModelCard = Omit<Bundle, 'artifact' | 'recipe' | 'report'> & { report: Report };

/** What the table worker answers. It holds the data; the page gets pages of rows, profiles, progress and reports. */
export interface TableApi {
  ready(): Promise<string>;
  /** Reads and merges files; replaces the table the worker holds only when it succeeds. */
  openData(sources: Source[], read: ReadChoices, merge: MergeChoices, port: RunPort): Promise<DataView>;
  /** Rows of the merged table, before cleaning. */
  rows(from: number, count: number): Promise<RowPage>;
  /** What may spoil a model of this target from these factors. */
  warnings(target: string, task: Task, fields: FieldSpec[]): Promise<Warning[]>;
  train(request: TrainRequest, port: RunPort, outside: OutsidePort): Promise<PackedResult>;
  /** The saved report once intervals and importance are in it; at once as it is where nothing is being computed. */
  afterwards(modelId: string): Promise<Report>;
  /** Every dropped row of a run of this page, as CSV: file, row, column, value, reason. */
  ledger(modelId: string): Promise<Blob>;
  predict(
    model: string | Blob,
    data: Source | Record<string, unknown>[],
    port: RunPort,
    outside: OutsidePort,
  ): Promise<Predictions>;
  /** The input's columns and the predictions, as CSV. */
  predictionsFile(
    model: string | Blob,
    data: Source,
    port: RunPort,
    outside: OutsidePort,
  ): Promise<{ file: Blob; predictions: Predictions }>;
  /** A CSV of predictions as an XLSX workbook. */
  workbook(csv: Blob): Promise<Blob>;
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

/** One request to another origin. */
export interface Sent {
  /** Milliseconds since the epoch. */
  at: number;
  purpose: 'dataset' | 'model' | 'publish' | 'chat';
  host: string;
}

/** What the outbound worker answers: the only one that reaches other origins, with nothing but what the person agreed to. */
export interface OutboundApi {
  /** Fetches a dataset without cookies or referrer. @throws AppError `read.unreachable`, `read.refused`, `run.stopped` */
  dataset(url: string, port: RunPort): Promise<Blob>;
  /** Fetches a model file. @throws AppError as `dataset` does; `model.too-large` */
  bundle(url: string, port: RunPort): Promise<Blob>;
  /** Gives the files of a download that are not in its cache yet. */
  lacking(job: Download): Promise<Download['files']>;
  /** Puts files into a cache and gives the addresses that are in it. @throws AppError as `Outside.download` does, but for the yes */
  download(job: Download, port: RunPort): Promise<string[]>;
  /**
   * Sends a bundle file to where it shall go; `sha256` is the file's, `origin` the page's. The page examined the target before.
   * @throws AppError `publish.*`, `run.stopped`
   */
  publish(target: Target, file: Blob, sha256: string, origin: string, port: RunPort): Promise<Arrived>;
  /** Gives how many rows of a job have no answer yet, and about how many tokens they are. */
  unanswered(job: ChatJob): Promise<{ rows: number; tokens: number }>;
  /** Asks for the rows that have no answer yet. `key`: '' = none; `origin`: the page's. @throws AppError as `Outside.chat` does, but for the yes */
  chat(job: ChatJob, key: string, origin: string, port: RunPort): Promise<ChatAnswers>;
  /** Posts a `Sent` to this port at every request. */
  tell(port: MessagePort): Promise<void>;
}
