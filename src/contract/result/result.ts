import type { ErrorSummary } from '../../base/error-summary.ts';
import type { Notice } from '../../base/notice.ts';
import type { CoefficientCertainty } from './coefficient-stats.ts';
import type { Control } from '../request/control.ts';
import type { ForetellingMetrics } from '../model/foretelling.ts';
import type { UsedEngine } from '../model/adapter.ts';
import type { Task } from '../data/kinds.ts';
import type { Published } from '../request/publish-request.ts';
import type { ClassWords, WordMark } from '../model/ngram-artifact.ts';
import type { LogLine } from '../request/request.ts';
import type { Usage } from './usage.ts';

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

/** Numbers of written texts. */
export interface GenerationMetrics {
  /** The share of texts that are the target's, white space at the ends aside. */
  exactMatch: number;
}

/** Numbers of a classification in which a row may have several labels, or none. */
export interface LabelMetrics {
  /** The share of rows with exactly the right labels. */
  exactMatch: number;
  f1Macro: number;
  f1Micro: number;
  /** The share of all labels of all rows that are wrong. */
  hammingLoss: number;
  logLoss: number;
  labels: { label: string; precision: number; recall: number; f1: number; rows: number }[];
}

export type Metrics = RegressionMetrics | ClassificationMetrics | LabelMetrics | GenerationMetrics | ForetellingMetrics;

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

/** Why a row was answered so: what is said without knowing the row, and what each factor adds to it. All add up to the answer. */
export interface Why {
  /** Classes: the one that was answered. The numbers are then its log odds, or its log chance above the mean of more than two classes. */
  label?: string;
  base: number;
  adds: { factor: string; value: number }[];
}

/** A question of a drawn tree with its two answers, or a leaf. */
export interface DrawnNode {
  /** How many training rows came here, and what the tree adds for them on the average. */
  rows: number;
  adds: number;
  /** Leaves below that are not drawn. */
  hidden?: number;
  question?: DrawnQuestion;
  yes?: DrawnNode;
  no?: DrawnNode;
}

/**
 * `at most` asks a number, or a date (milliseconds since 1970); `is` a category; `known` whether there is a cell at all. `missing`: the answer that missing
 * cells are given, where they may stay.
 */
export type DrawnQuestion = { factor: string; missing?: 'yes' | 'no' } & (
  { ask: 'at most'; limit: number; date?: true } | { ask: 'is'; levels: string[]; more: number } | { ask: 'known' }
);

/** The first tree of many. */
export interface DrawnTree {
  /** How many trees there are. */
  of: number;
  /** What the trees add to. */
  base: number;
  /** Classes: whose log odds or score it is. */
  label?: string;
  root: DrawnNode;
}

/** A notice as callers get it: English words beside code and params. */
export type ToldNotice = Notice & { message: string; hint: string };

/** Milliseconds spent; `engine` = choosing it, `train` = fitting alone. */
export type Timings = Record<
  'read' | 'merge' | 'clean' | 'split' | 'preprocess' | 'engine' | 'train' | 'evaluate' | 'save',
  number
>;

/** What a run comes to: plain JSON. Of a model that writes texts also what that took. */
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
  notices: ToldNotice[];
  equation?: Equation;
  /** Text classification: the terms that speak most for and against each class. */
  words?: Record<string, ClassWords>;
  /** Features that others make superfluous. */
  redundant?: string[];
  certainty?: CoefficientCertainty;
  /** Loss a epoch, for iterative models. */
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
  /** Computed after the result: tells the data that was used apart from other data, without keeping any of it. */
  data?: DataPrint;
  /** Where the model was published, oldest first; no query strings. */
  published?: Published[];
}

/** A fingerprint of the columns and rows that a model was made of. */
export interface DataPrint {
  sha256: string;
  rows: number;
  columns: number;
}

/** What the charts of the judged rows show, without a row: kept with the model. */
export interface Figures {
  errors?: ErrorSummary;
  /** ROC curves of the first classes, each against the others; of two classes that of the last. */
  curves?: { name: string; area: number; points: { threshold: number; found: number; alarms: number }[] }[];
}

/** What `report.json` holds: the result without rows, log and cell values. */
export type Report = Omit<TrainResult, 'actual' | 'predictions' | 'asked' | 'probabilities' | 'testRows' | 'log'>;

/** Answers for rows. Of a model that writes texts also what that took. */
export interface Predictions extends Partial<Usage> {
  /** null = no answer: a cell that the model needs is missing in that row, or the model gave none that counts. */
  predictions: (number | string | null)[];
  /** The class names in the order of `probabilities`. */
  labels?: string[];
  probabilities?: number[][];
  /** Of trees, for at most 10 rows: why each was answered so; null where there is no answer. */
  why?: (Why | null)[];
  /** When the rows hold the target. */
  metrics?: Metrics;
  /** Of one row of texts: what each of its words speaks for. */
  words?: WordMark[];
  notices: ToldNotice[];
}
