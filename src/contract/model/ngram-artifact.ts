/** What n-grams are made of: words, or characters (`char_wb`: only inside words, a space at both ends, as scikit-learn has it). */
export type Analyzer = 'word' | 'char' | 'char_wb';

/**
 * What a word is. `auto`: a run of letters and digits, one Chinese, Japanese or Thai character, one emoji, one other sign; `spaces`: what stands
 * between spaces (`\S+`); `words`: two or more letters or digits (`\w\w+`, scikit-learn's own).
 */
export type WordRule = 'auto' | 'spaces' | 'words';

/** Which n-grams are taken: `min` to `max` units in a row. */
export interface GramView {
  analyzer: Analyzer;
  /** What a word is, for `word`. */
  words: WordRule;
  min: number;
  max: number;
}

/** Linear in the n-grams of texts. Terms of the first view come first; those of one view are all different. */
export interface NgramArtifact {
  form: 'ngram';
  views: (GramView & { terms: number })[];
  lowercase: boolean;
  /** How a term weighs in a text: 1 where it stands, or its count (with `sublinear` 1 + ln count) times `idf`, the text's weights of length 1. */
  weighting: 'presence' | 'tfidf';
  sublinear: boolean;
  /** Words joined by a space, or characters. */
  terms: readonly string[];
  /** One a term; empty for presence. */
  idf: Float64Array;
  /** terms x scores, row-major. */
  coefficients: Float64Array;
  /** One a score. */
  intercepts: Float64Array;
  classes: readonly string[];
  /**
   * How scores become probabilities. `softmax`: of two classes one score, the log odds of the last; else one a class. `one-vs-rest`: a logistic a
   * class, together 1. `labels`: a logistic a class, each for itself: a text may have several or none.
   */
  link: 'softmax' | 'one-vs-rest' | 'labels';
}
