import type { Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { StepSetting, Step } from '../request/control.ts';
import type { CoefficientStats } from '../result/coefficient-stats.ts';
import type { Task } from '../data/kinds.ts';
import type { EngineCache } from './engine-cache.ts';
import type { OptionField, OptionsOf } from '../request/options.ts';
import type { HostServices } from './jobs.ts';
import type { Bigrams } from './causal-lm-artifact.ts';
import type { Scaling } from '../request/field.ts';
import type { Engine } from '../request/engine.ts';
import type { UsedEngine } from '../result/used-engine.ts';
import type { Artifact } from './artifact.ts';
import type { Features } from './features.ts';

/** What the page and the pipeline must know of an adapter before loading it. Light: no code of the adapter. */
export interface AdapterMeta<Text = string> {
  /** English, as the summary and the texts of the options are; other languages have theirs in `locales/<language>/adapters/`. */
  label: Text;
  /** One sentence: what it is good for. */
  summary: Text;
  tasks: readonly Task[];
  /** Numbers made by the recipe, or the factors' texts as they stand. */
  input: 'features' | 'texts';
  control: Record<Step, StepSetting>;
  suggested: Partial<Record<Step, boolean>>;
  options: readonly OptionField<Text>[];
  /** What `normalize: true` means here. */
  scaling: Scaling;
  /** Whether normalize also scales a number target (standard scaling). */
  scalesTarget: boolean;
  /** One-hot, or level codes with unseen levels missing. */
  encoding: 'one-hot' | 'codes';
  /** Whether missing cells of number factors may stay. */
  takesMissing: boolean;
  /**
   * Whether a row may have several labels in one cell of the target: `samples.marks` then says which. The option `multi_label` decides, null =
   * guessed.
   */
  takesLabels?: boolean;
  /** What one number of the loss stands for: a pass over the rows (absent), a round of boosting, a step of a solver, or a look at held-back rows. */
  learnsBy?: 'epochs' | 'rounds' | 'checks' | 'iterations';
  /** Whether rows, or words of them, leave the tab. */
  leavesTab: boolean;
  /** Text option whose `{column}` names are the factors if the request names none. */
  factorsFrom?: string;
  /** Option value with which a language model learns; with any other value it answers every row as it is. */
  learnsWhere?: { option: string; is: string };
}

/** What a description of a model says of one feature, in words of its column. */
export interface FeatureInfo {
  name: string;
  /** Of `Features`: value = (raw - shift) * factor. */
  scale: { shift: number; factor: number };
  /** The names of a category's codes; empty for numbers and dates. */
  levels: readonly string[];
  /** Whether missing cells of its factor may stay. */
  keepsMissing: boolean;
  /** A date's feature: gives the date of a raw value, in ms since 1970. */
  toDate?(value: number): number;
}

/** What an adapter learns from: training rows only. */
export interface Samples {
  features: Features;
  /** Numbers (scaled if the recipe scales the target) or class codes 0 to classes.length - 1; empty for generation. */
  target: Float64Array;
  /** The class names in code order; absent for regression. */
  classes?: readonly string[];
  /** Where a row may have several labels: 1 for those it has, rows x classes, row-major; `target` then says nothing. */
  labelMatrix?: Uint8Array;
  task: Task;
  /** Seed of the run, for adapters whose `random_state` is not given. */
  seed: number;
  /** What the person wants to compute with; absent = auto. */
  engine?: Engine;
  /** What only the page may do: downloads, calls to other servers. Absent where there is no page, as in tests. */
  host?: HostServices;
  /** Where the choice of an engine outlives the worker. */
  engines?: EngineCache;
}

/** A way to learn, with the options of its meta. */
export type Adapter<M extends Pick<AdapterMeta, 'options'> = AdapterMeta> = AdapterWith<OptionsOf<M>>;

/** A way to learn. A second call starts anew; inputs and options are left as they were. */
export interface AdapterWith<O> {
  /**
   * Learns from the training rows and gives a plain artifact, cloneable, without tensors.
   * @throws AppError `run.stopped` within one batch of `run.signal`; `train.one-class`, `train.not-finite`, ...
   */
  fit(samples: Samples, options: O, run: Run): Promise<Fitted>;
}

/** An adapter's own steps around every prediction; predicting loads these and no training code. */
export interface AdapterHooks {
  /**
   * Changes the features beside the recipe, for a model that needs its own preparation. `fit` learns from the training rows what `apply` needs, as
   * plain JSON that is kept with the model; `apply` then runs before every fit and every prediction.
   */
  preprocess?: {
    fit(features: Features, run: Run): Promise<unknown>;
    apply(features: Features, learned: unknown): Features;
  };
  /**
   * Changes what the opened model answers, rows x outputs (a number, or one probability a class), before the recipe turns it back into the target's
   * units. Pure: the same answer for the same outputs.
   */
  postprocess?(outputs: Float64Array, rows: number, learned: unknown): Float64Array;
}

/** What comes out of a fit. */
export interface Fitted {
  artifact: Artifact;
  /** For the report; `usedEngine` makes it. */
  engine: UsedEngine;
  notices?: Notice[];
  certainty?: CoefficientStats;
  /** Milliseconds spent on choosing the engine. */
  engineMs?: number;
  /** Bigram counts of the training texts; only for a causal language model. */
  bigrams?: Bigrams;
}
