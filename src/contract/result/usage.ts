/** What a model that reads and writes tokens took. */
export interface Usage {
  /** Tokens read and written; `estimated` where a server did not say. */
  tokens: { in: number; out: number; estimated: boolean };
  /** Median milliseconds from asking to the first token of an answer; absent where every answer was there already. */
  timeToFirstToken?: number;
}
