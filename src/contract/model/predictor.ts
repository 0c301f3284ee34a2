import type { Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { Usage } from '../result/usage.ts';
import type { Bigrams, LanguageModelEvaluation } from './causal-lm-artifact.ts';
import type { TokenAttribution } from '../result/explanation.ts';
import type { Features } from './features.ts';

/** What each feature adds to the scores that a model's outputs are made of: the number itself, or (log odds) for classes. */
export interface Contributions {
  /** The scores when nothing is known of a row. One score, or one a class. */
  base: Float64Array;
  /** rows x scores x features, row-major. With the base they add up to the scores. */
  values: Float64Array;
}

/** What a predictor has to say beside the answers of one call. */
export interface Remarks {
  notices?: Notice[];
  usage?: Usage;
  /** The text that the model was given for each row; for a result its key is `asked`. */
  prompts?: string[];
}

/** A model opened for use. Rows in, one row out for each. */
export interface Predictor {
  /** The features it reads. */
  space: 'raw' | 'scaled';
  /** Outputs per row: 1 for regression, one probability per class for classification. */
  outputs: number;
  /** Gives rows x outputs, row-major; a row of NaN is no answer that counts. A model that only generates texts rejects. */
  predict(features: Features, run: Run): Promise<{ outputs: Float64Array } & Remarks>;
  /** Task generation: gives a text per row, null = none; reports `token` events as they come. */
  generate?(features: Features, run: Run): Promise<{ texts: (string | null)[] } & Remarks>;
  /** A language model that learned here: measures how well it predicts the rows' texts and continues the first ones. */
  evaluate?(features: Features, bigrams: Bigrams, run: Run): Promise<LanguageModelEvaluation & Remarks>;
  /** Of texts: says what each word of a row speaks for, in the order of the text. */
  explain?(features: Features, row: number): TokenAttribution[];
  /** Of trees: says what each feature adds, exactly; a row takes about `nsOfRow` nanoseconds. */
  shap?: { nsOfRow: number; contributions(features: Features, run: Run): Promise<Contributions> };
  dispose(): void;
}
