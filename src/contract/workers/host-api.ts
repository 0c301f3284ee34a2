import type { RunPort } from '../../base/port.ts';
import type { ChatAnswers, ChatJob, Download } from '../model/jobs.ts';

/** How a run asks for what only the page may do: one MessagePort a call, at whose other end the client answers as `HostApi`. */
export type HostPort = MessagePort;

/** What the client answers at an `HostPort`: `HostServices` as it crosses, with a port for each ask's progress and stop. */
export interface HostApi {
  download(job: Download, port: RunPort): Promise<string[]>;
  chat(job: ChatJob, port: RunPort): Promise<ChatAnswers>;
  /** Starts the worker for transformers, ended with the call, and gives the port where it answers as `ModelApi`. */
  models(): Promise<MessagePort>;
  /** Resolves with the reason when that worker crashes. */
  modelsGone(): Promise<string>;
}
