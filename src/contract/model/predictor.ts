import type { Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { Usage } from '../result/usage.ts';
import type { Bigrams, WriterJudgement } from './causal-lm-artifact.ts';
import type { WordMark } from '../result/explanation.ts';
import type { Features } from './features.ts';

/** What each feature adds to the scores that a model's outputs are made of: the number itself, or (log odds) for classes. */
export interface Contributions {
  /** The scores when nothing is known of a row. One score, or one a class. */
  base: Float64Array;
  /** rows x scores x features, row-major. With the base they add up to the scores. */
  values: Float64Array;
}

/** A model opened for use. Rows in, one row out for each. */
export interface Predictor {
  /** What it predicts from. */
  space: 'raw' | 'scaled';
  /** Outputs a row: 1 for regression, one probability a class for classification. */
  outputs: number;
  /** Gives rows x outputs, row-major; a row of NaN = no answer that counts. A model that only writes gives nothing here. */
  predict(features: Features, run: Run): Promise<Float64Array>;
  /** Of task generation: writes a text for each row, null = none; tells `token` events as they come. */
  write?(features: Features, run: Run): Promise<(string | null)[]>;
  /** Of a language model that learned here: says how well it foretells the rows' texts, and goes on with the first ones. */
  judge?(features: Features, bigrams: Bigrams, run: Run): Promise<WriterJudgement>;
  /** Tells what there is to say beside the answers given so far; `asked` = what the newest call gave the model, a text a row. */
  told?(): { notices: Notice[]; usage?: Usage; asked?: string[] };
  /** Of texts: says what each word of a row speaks for, in the order of the text. */
  explain?(features: Features, row: number): WordMark[];
  /** Of trees: says what each feature adds, exactly; a row takes about `nsOfRow` nanoseconds. */
  shap?: { nsOfRow: number; contributions(features: Features, run: Run): Promise<Contributions> };
  dispose(): void;
}
