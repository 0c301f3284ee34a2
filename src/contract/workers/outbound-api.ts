import type { RunPort } from '../../base/port.ts';
import type { ChatAnswers, ChatJob, Download } from '../model/jobs.ts';
import type { UploadTarget } from '../request/publish-request.ts';
import type { Arrived } from '../result/publication.ts';

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
  missingFiles(job: Download): Promise<Download['files']>;
  /** Puts files into a cache and gives the addresses that are in it. @throws AppError as `Outside.download` does, but for the yes */
  download(job: Download, port: RunPort): Promise<string[]>;
  /**
   * Sends a bundle file to where it shall go; `sha256` is the file's, `origin` the page's. The page examined the target before.
   * @throws AppError `publish.*`, `run.stopped`
   */
  publish(target: UploadTarget, file: Blob, sha256: string, origin: string, port: RunPort): Promise<Arrived>;
  /** Gives how many rows of a job have no answer yet, and about how many tokens they are. */
  unanswered(job: ChatJob): Promise<{ rows: number; tokens: number }>;
  /** Asks for the rows that have no answer yet. `key`: '' = none; `origin`: the page's. @throws AppError as `Outside.chat` does, but for the yes */
  chat(job: ChatJob, key: string, origin: string, port: RunPort): Promise<ChatAnswers>;
  /** Posts a `Sent` to this port at every request. */
  notify(port: MessagePort): Promise<void>;
}
