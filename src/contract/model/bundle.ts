import type { Artifact } from './artifact.ts';
import type { DayOrder, Kind, Task } from '../data/kinds.ts';
import type { Plan } from '../request/plan.ts';
import type { Report } from '../result/result.ts';
import type { Metrics } from '../result/metrics.ts';

/** A column a model needs, as the training rows showed it: enough to draw a form and to read a file. */
export interface FactorMapping {
  name: string;
  kind: Exclude<Kind, 'empty'>;
  /** Names of the factor in the files it was learned from, beside its own. */
  from?: readonly string[];
  /** number, date: smallest, largest and median of the training rows. */
  range?: { min: number; max: number; median: number };
  /** date: which of day and month came first in the files it was learned from, where that could be told apart. */
  dayOrder?: DayOrder;
  /** category, boolean: the levels of the training rows, most frequent first. */
  levels?: readonly string[];
}

/** Who made a model, and under which licence it may be used. */
export interface ModelOrigin {
  author?: string;
  licence?: string;
}

/** What is saved, downloaded and published: all a model needs to predict and to explain itself. Holds no row of the data. */
export interface Bundle extends ModelOrigin {
  /** Format version of the bundle file. */
  version: 2;
  id: string;
  name: string;
  /** ISO 8601. */
  madeAt: string;
  /** The version of Intab that made it. */
  madeBy: string;
  modelType: string;
  task: Task;
  /** Of kind `empty` where the model writes texts and there was no target. */
  target: { name: string; kind: Kind };
  factors: FactorMapping[];
  plan: Plan;
  /** The fitted recipe, plain JSON; `recipe/` knows its shape and checks it when it is opened. */
  recipe: unknown;
  artifact: Artifact;
  report: Report;
}

/** A line of the list of saved models. */
export interface ModelEntry {
  id: string;
  name: string;
  modelType: string;
  task: Task;
  madeAt: string;
  rows: number;
  metrics?: Metrics;
}

/** A saved model without its numbers: what the page shows of it. */
export type ModelCard = Omit<Bundle, 'artifact' | 'recipe' | 'report'> & { report: Report };
