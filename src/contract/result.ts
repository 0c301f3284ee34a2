import type { Notice } from '../base/notice.ts';
import type { Control } from './control.ts';
import type { Engine } from './adapter.ts';
import type { Task } from './kinds.ts';
import type { LogLine } from './request.ts';

/** Numbers of a regression, in the units that `units` says. */
export interface RegressionMetrics {
  r2: number;
  mae: number;
  mse: number;
  rmse: number;
  medae: number;
}

/** Numbers of a classification; rows of the confusion matrix are actual classes, columns predicted ones. */
export interface ClassificationMetrics {
  accuracy: number;
  balancedAccuracy: number;
  f1Macro: number;
  logLoss: number;
  rocAuc?: number;
  confusion: { labels: string[]; matrix: number[][] };
}

export type Metrics = RegressionMetrics | ClassificationMetrics;

/** Counts of rows; `dropped` by reason code. kept = read - duplicates - all dropped. */
export interface RowCounts {
  read: number;
  duplicates: number;
  dropped: Record<string, number>;
  kept: number;
  train: number;
  test: number;
}

/** An equation in the columns' own units. */
export interface Line {
  intercept: number;
  coefficients: Record<string, number>;
}
export type Equation = Line | { classes: Record<string, Line> };

/** A notice as callers get it: English words beside code and params. */
export type ToldNotice = Notice & { message: string; hint: string };

/** Milliseconds spent; `engine` = choosing it, `train` = fitting alone. */
export type Timings = Record<
  'read' | 'merge' | 'clean' | 'split' | 'preprocess' | 'engine' | 'train' | 'evaluate' | 'save',
  number
>;

/** What a run comes to: plain JSON. */
export interface TrainResult {
  modelId: string;
  modelType: string;
  task: Task;
  /** The column that was predicted. */
  target: string;
  rows: RowCounts;
  control: Control;
  units: 'target' | 'scaled';
  evaluatedOn: 'test' | 'train';
  metrics: Metrics;
  baseline: Metrics;
  /** Indexes of the kept rows, in scikit-learn's order; at most 100,000. */
  testRows: number[];
  actual: (number | string)[];
  predictions: (number | string)[];
  /** Classification: one row of class probabilities for each of `predictions`. */
  probabilities?: number[][];
  timings: Timings;
  engine: { name: Engine; reason: string };
  log: LogLine[];
  notices: ToldNotice[];
  equation?: Equation;
  /** Features that others make superfluous. */
  redundant?: string[];
  /** Loss a epoch, for iterative models. */
  history?: { loss: number[]; validation?: number[] };
  /** What the recipe learned, in its own words. */
  recipe?: { step: string; code: string; params: Record<string, unknown> }[];
  /** Computed after the result: 95 % bootstrap intervals of the metrics, permutation importance by factor. */
  intervals?: Record<string, [number, number]>;
  importance?: { factor: string; mean: number; std: number }[];
}

/** What `report.json` holds: the result without rows, log and cell values. */
export type Report = Omit<TrainResult, 'actual' | 'predictions' | 'probabilities' | 'testRows' | 'log'>;

/** Answers for rows. */
export interface Predictions {
  /** null = no answer: a cell that the model needs is missing in that row. */
  predictions: (number | string | null)[];
  /** The class names in the order of `probabilities`. */
  labels?: string[];
  probabilities?: number[][];
  /** When the rows hold the target. */
  metrics?: Metrics;
  notices: ToldNotice[];
}
