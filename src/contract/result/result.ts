import type { Notice } from '../../base/notice.ts';
import type { CoefficientStats } from './coefficient-stats.ts';
import type { Control } from '../request/control.ts';
import type { UsedEngine } from './used-engine.ts';
import type { Task } from '../data/kinds.ts';
import type { Published } from './publication.ts';
import type { LogLine } from '../request/log-line.ts';
import type { Usage } from './usage.ts';
import type { Metrics } from './metrics.ts';
import type { ClassWords, DrawnTree, Equation, RowContributions, TokenAttribution } from './explanation.ts';
import type { Figures } from './figures.ts';

/** Counts of rows; `dropped` by reason code. kept = read - duplicates - all dropped. */
export interface RowCounts {
  read: number;
  duplicates: number;
  dropped: Record<string, number>;
  kept: number;
  train: number;
  test: number;
}

/** A notice as callers get it: English words beside code and params. */
export type NoticeText = Notice & { message: string; hint: string };

/** Milliseconds spent; `engine` = choosing it, `train` = fitting alone. */
export type Timings = Record<
  'read' | 'merge' | 'clean' | 'split' | 'preprocess' | 'engine' | 'train' | 'evaluate' | 'save',
  number
>;

/** Result of a run: plain JSON. For a model that writes texts also its usage. */
export interface TrainResult extends Partial<Usage> {
  modelId: string;
  modelType: string;
  task: Task;
  /** The column that was predicted; '' where a model wrote texts and nothing is there to compare them with. */
  target: string;
  rows: RowCounts;
  control: Control;
  units: 'target' | 'scaled';
  evaluatedOn: 'test' | 'train';
  /** Absent where texts were written and there is no target. */
  metrics?: Metrics;
  /** Absent for texts. */
  baseline?: Metrics;
  /** Indexes of the kept rows, in scikit-learn's order; at most 100,000. */
  testRows: number[];
  actual: (number | string)[];
  /** null = the model gave no answer that counts. */
  predictions: (number | string | null)[];
  /** What a model that writes was given, a text a row. */
  asked?: string[];
  /** Classification: one row of class probabilities for each of `predictions`. */
  probabilities?: number[][];
  timings: Timings;
  engine: UsedEngine;
  log: LogLine[];
  notices: NoticeText[];
  equation?: Equation;
  /** Text classification: the terms that speak most for and against each class. */
  words?: Record<string, ClassWords>;
  /** Features that others make superfluous. */
  redundant?: string[];
  /** Stored name. */
  certainty?: CoefficientStats;
  /** Loss per epoch; absent for models that do not iterate. */
  history?: { loss: number[]; validation?: number[] };
  /** What the recipe learned, in its own words. */
  recipe?: { step: string; code: string; params: Record<string, unknown> }[];
  /** Computed after the result: 95 % bootstrap intervals of the metrics, permutation importance by factor. */
  intervals?: Record<string, [number, number]>;
  importance?: { factor: string; mean: number; std: number }[];
  figures?: Figures;
  /** Of trees, computed after the result: mean size of a factor's SHAP values, in the target's units or log odds. */
  contributions?: { factor: string; mean: number }[];
  /** Of trees: the first one. */
  tree?: DrawnTree;
  /** Computed after the result: tells the data that was used apart from other data, without keeping any of it. Stored name. */
  data?: DataFingerprint;
  /** Where the model was published, oldest first; no query strings. */
  published?: Published[];
}

/** A fingerprint of the columns and rows that a model was made of. */
export interface DataFingerprint {
  sha256: string;
  rows: number;
  columns: number;
}

/** What `report.json` holds: the result without rows, log and cell values. */
export type Report = Omit<TrainResult, 'actual' | 'predictions' | 'asked' | 'probabilities' | 'testRows' | 'log'>;

/** Answers for rows. For a model that writes texts also its usage. */
export interface Predictions extends Partial<Usage> {
  /** null = no answer: a cell that the model needs is missing in that row, or the model gave none that counts. */
  predictions: (number | string | null)[];
  /** The class names in the order of `probabilities`. */
  labels?: string[];
  probabilities?: number[][];
  /** Of trees, for at most 10 rows: why each was answered so; null where there is no answer. Stored name. */
  why?: (RowContributions | null)[];
  /** When the rows hold the target. */
  metrics?: Metrics;
  /** Attributions of each word; only for one row of texts. Stored name. */
  words?: TokenAttribution[];
  notices: NoticeText[];
}
