import type { Code, Params } from '../../base/messages.ts';
import type { Run } from '../../base/run.ts';

/**
 * What a worker without network may ask of the page. Every ask waits for the person's yes (or has it by `agree: true`), is done by the outbound
 * worker, is counted for the page to show, tells its progress to the run and stops with it. No secret crosses: the page adds the key.
 */
export interface HostServices {
  /**
   * Puts files into a cache of this origin, where any worker may read them; files that are there already are neither asked about nor fetched.
   * Gives the addresses that are in the cache now: all but the optional ones that the server does not have.
   * @throws AppError `privacy.download-refused`, `privacy.download-not-agreed`, `read.refused`, `read.unreachable`, `read.web-page`,
   * `model.no-cache`, `model.storage-full`, `run.stopped`
   */
  download(job: Download, run: Run): Promise<string[]>;
  /**
   * Asks a chat server for an answer to each prompt, in their order; answers stream to the run as `token` events. Those that were paid for before are
   * taken again where the job says so. A row that cannot be answered says why; what ends all rows is thrown, and the answers so far are kept.
   * @throws AppError `chat.*`, `privacy.chat-refused`, `privacy.chat-not-agreed`, `run.stopped`
   */
  chat(job: ChatJob, run: Run): Promise<ChatAnswers>;
}

/** Prompts for a chat server that speaks the protocol of OpenAI's chat completions. */
export interface ChatJob {
  /** The base URL, such as `https://api.example.com/v1`. */
  server: string;
  model: string;
  /** What is said before every prompt; '' = nothing. */
  system: string;
  prompts: readonly string[];
  /** The columns that the prompts are made of, for the question to the person. */
  columns: readonly string[];
  /** What goes beside model and messages: temperature, top_p, max_tokens, seed. What is absent is left to the server. */
  settings: Readonly<Record<string, number>>;
  /** Rows at once. */
  concurrency: number;
  /** How often one row is tried. */
  tries: number;
  /** Seconds without a byte after which a try is abandoned. */
  timeout: number;
  /** Whether an answer to the same question that is kept in this browser is taken instead of asking again. */
  reuse: boolean;
  /** What a million tokens cost, read and written, in any currency; null = not known. */
  price: { in: number | null; out: number | null };
}

/** One row's answer. */
export interface ChatAnswer {
  text: string;
  /** Tokens as the server counted them; null where it did not. */
  tokensIn: number | null;
  tokensOut: number | null;
  /** Why the answer ended: `stop`, `length`, ...; null where the server did not say. */
  finish: string | null;
  /** Milliseconds to the first token; null for an answer that was there already. */
  firstTokenMs: number | null;
}

/** An answer for one row, or the error that it ended with. */
export type ChatRow = ChatAnswer | { failed: { code: Code; params: Params<Code> } };

/** What came of a job. */
export interface ChatAnswers {
  /** In the order of the prompts. */
  rows: ChatRow[];
  /** Prompts that were sent, not counting those answered before. */
  asked: number;
  /** Settings that the model does not take and that were left out. */
  dropped: string[];
}

/** Files to fetch. */
export interface Download {
  /** What they are, as the question names it: the name of a model. */
  name: string;
  /** Name of the Cache API cache; each answer is kept there under its address. */
  cache: string;
  files: readonly { url: string; optional?: boolean }[];
}
