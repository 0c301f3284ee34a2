/** Numbers of a model that foretells texts token by token, an end of text after each. */
export interface ForetellingMetrics {
  /** e to the mean loss a token: among so many equally likely tokens the model would be as unsure. */
  perplexity: number;
  /** The loss in bits over the texts' bytes in UTF-8: the same for any kind of token. */
  bitsPerByte: number;
  /** The mean loss a token, in nats. */
  loss: number;
}

/** How often a token follows another one in training texts: what a language model must beat. Plain data. */
export interface Bigrams {
  vocabulary: number;
  /** Pairs as `token * vocabulary + next`, rising. */
  pairs: Float64Array;
  counts: Float64Array;
  /** How often each token occurs as a next one. */
  unigrams: Float64Array;
}

/** How well a language model foretells texts that it never saw, and what it makes of the first ones. */
export interface WriterJudgement {
  metrics: ForetellingMetrics;
  /** The same of foretelling each token from the one before it. */
  baseline: ForetellingMetrics;
  /** Of the first rows: the beginning of the text, how it goes on, and how the model goes on. */
  asked: string[];
  actual: string[];
  written: string[];
}
