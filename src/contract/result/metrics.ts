/** Numbers of a regression, in the units that `units` says. */
export interface RegressionMetrics {
  kind: 'regression';
  r2: number;
  mae: number;
  mse: number;
  rmse: number;
  medae: number;
}

/** Numbers of a classification; rows of the confusion matrix are actual classes, columns predicted ones. */
export interface ClassificationMetrics {
  kind: 'classification';
  accuracy: number;
  balancedAccuracy: number;
  f1Macro: number;
  logLoss: number;
  rocAuc?: number;
  confusion: { labels: string[]; matrix: number[][] };
}

/** Numbers of written texts. */
export interface GenerationMetrics {
  kind: 'generation';
  /** The share of texts that are the target's, white space at the ends aside. */
  exactMatch: number;
}

/** Numbers of a classification in which a row may have several labels, or none. */
export interface LabelMetrics {
  kind: 'multi-label';
  /** The share of rows with exactly the right labels. */
  exactMatch: number;
  f1Macro: number;
  f1Micro: number;
  /** The share of all labels of all rows that are wrong. */
  hammingLoss: number;
  logLoss: number;
  labels: { label: string; precision: number; recall: number; f1: number; rows: number }[];
}

/** What was measured; `kind` says which numbers there are. Files of format 2 leave it out (`withMetricKind`). */
export type Metrics =
  RegressionMetrics | ClassificationMetrics | LabelMetrics | GenerationMetrics | LanguageModelMetrics;

/** Metrics of a model that predicts texts token by token, each with an end of text. */
export interface LanguageModelMetrics {
  kind: 'language-model';
  /** exp(mean loss per token): the number of equally likely tokens with the same uncertainty. */
  perplexity: number;
  /** The loss in bits over the texts' bytes in UTF-8: the same for any kind of token. */
  bitsPerByte: number;
  /** The mean loss a token, in nats. */
  loss: number;
}
