import type { Run } from '../base/run.ts';

/**
 * What a worker without network may ask of the page. Every ask waits for the person's yes (or has it by `agree: true`), is done by the outbound
 * worker, is counted for the page to show, tells its progress to the run and stops with it. No secret crosses: the page adds the key.
 */
export interface Outside {
  /**
   * Puts files into a cache of this origin, where any worker may read them; files that are there already are neither asked about nor fetched.
   * Gives the addresses that are in the cache now: all but the optional ones that the server does not have.
   * @throws AppError `privacy.download-refused`, `privacy.download-not-agreed`, `read.refused`, `read.unreachable`, `read.web-page`,
   * `model.no-cache`, `model.storage-full`, `run.stopped`
   */
  download(job: Download, run: Run): Promise<string[]>;
}

/** Files to fetch. */
export interface Download {
  /** What they are, as the question names it: the name of a model. */
  name: string;
  /** Name of the Cache API cache; each answer is kept there under its address. */
  cache: string;
  files: readonly { url: string; optional?: boolean }[];
}
