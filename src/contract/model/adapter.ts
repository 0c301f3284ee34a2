import type { Bigrams, WriterJudgement } from './foretelling.ts';
import type { Said } from '../../base/messages/sentence.ts';
import type { Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { ChatArtifact } from './chat-artifact.ts';
import type { Say, Step } from '../request/control.ts';
import type { CoefficientCertainty } from '../result/coefficient-stats.ts';
import type { Task, Words } from '../data/kinds.ts';
import type { EngineMemory } from './engine-cache.ts';
import type { NgramArtifact, WordMark } from './ngram-artifact.ts';
import type { OptionField, Options } from '../request/options.ts';
import type { Outside } from './jobs.ts';
import type { Usage } from '../result/usage.ts';
import type { TransformerArtifact } from './transformer-artifact.ts';
import type { WriterArtifact } from './causal-lm-artifact.ts';

/** How number factors are scaled. */
export type Scaling = 'minmax' | 'standard' | 'robust';

/** What the page and the pipeline must know of an adapter before loading it. Light: no code of the adapter. */
export interface AdapterMeta {
  label: Words;
  /** One sentence: what it is good for. */
  summary: Words;
  tasks: readonly Task[];
  /** Numbers made by the recipe, or the factors' texts as they stand. */
  input: 'features' | 'texts';
  control: Record<Step, Say>;
  suggested: Partial<Record<Step, boolean>>;
  options: readonly OptionField[];
  /** What `normalize: true` means here. */
  scaling: Scaling;
  /** Whether normalize also scales a number target (standard scaling). */
  scalesTarget: boolean;
  /** One-hot, or level codes with unseen levels missing. */
  encoding: 'one-hot' | 'codes';
  /** Whether missing cells of number factors may stay. */
  takesMissing: boolean;
  /** Whether a row may have several labels in one cell of the target: `samples.marks` then says which. The option `multi_label` decides, null = guessed. */
  takesLabels?: boolean;
  /** What one number of the loss stands for: a pass over the rows (absent), a round of boosting, a step of a solver, or a look at held-back rows. */
  learnsBy?: 'epochs' | 'rounds' | 'checks' | 'iterations';
  /** Whether rows, or words of them, leave the tab. */
  leavesTab: boolean;
  /** The text option whose `{column}` names are the factors where nobody names any. */
  factorsFrom?: string;
  /** Of a model that writes: it learns only where this option has this value, and else answers every row as it is. */
  learnsWhere?: { option: string; is: string };
}

/**
 * Gives the features of some rows, a block at a time, so that the rows need never exist as one matrix.
 * Feature j of a row is `(raw - scale[j].shift) * scale[j].factor`; the raw value is what stood in the column.
 */
export interface Features {
  readonly rows: number;
  /** One name a feature: the factor's own (`carat`) or `factor=level` for one of a one-hot group. */
  readonly names: readonly string[];
  readonly scale: readonly { shift: number; factor: number }[];
  /** For `encoding: 'codes'`: how many levels feature j has, or 0 for a number. */
  readonly levels: readonly number[];
  /** Writes rows `from` to `to` (exclusive), row-major, into `into` or a new array of (to - from) * names.length. */
  block(from: number, to: number, space: 'scaled' | 'raw', into?: Float64Array): Float64Array;
  /**
   * Gives the same rows in the order in which they are stored: row i of it is row `places[i]` here. A large table is read many times
   * faster so, and faster still feature by feature; for learners to which the order of rows means nothing.
   */
  stored?(): StoredFeatures;
  /** Of an adapter with `input: 'texts'`: the factors' texts, which are no numbers of `block`. */
  readonly texts?: {
    /** One name a factor. */
    readonly names: readonly string[];
    /** Gives the texts of rows `from` to `to` (exclusive) as [factor][row]; a missing one is ''. */
    cells(from: number, to: number): string[][];
  };
}

/** Features in the order in which their rows are stored. */
export interface StoredFeatures {
  features: Features;
  places: Int32Array;
  /** Writes feature j of rows `from` to `to` (exclusive) into `into` from `j * apart` on. */
  columns(from: number, to: number, space: 'scaled' | 'raw', into: Float64Array, apart: number): void;
}

/** What an adapter learns from: training rows only. */
export interface Samples {
  features: Features;
  /** Numbers (scaled if the recipe scales the target) or class codes 0 to classes.length - 1; empty for generation. */
  target: Float64Array;
  /** The class names in code order; absent for regression. */
  classes?: readonly string[];
  /** Where a row may have several labels: 1 for those it has, rows x classes, row-major; `target` then says nothing. */
  marks?: Uint8Array;
  task: Task;
  /** Seed of the run, for adapters whose `random_state` is not given. */
  seed: number;
  /** What the person wants to compute with; absent = auto. */
  engine?: Engine;
  /** What only the page may do: downloads, calls to other servers. Absent where nobody can be asked, as in tests. */
  outside?: Outside;
  /** Where the choice of an engine outlives the worker. */
  engines?: EngineMemory;
}

/** A way to learn. A second call starts anew; inputs and options are left as they were. */
export interface Adapter {
  /**
   * Learns from the training rows and gives a plain artifact, cloneable, without tensors.
   * @throws AppError `run.stopped` within one batch of `run.signal`; `train.one-class`, `train.not-finite`, ...
   */
  fit(samples: Samples, options: Options, run: Run): Promise<Fitted>;
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
  certainty?: CoefficientCertainty;
  /** Milliseconds spent on choosing the engine. */
  engineMs?: number;
  /** Of a model that learned to write: what it is judged beside. */
  bigrams?: Bigrams;
}

export type Engine =
  'auto' | 'webgpu' | 'webgl' | 'wasm' | 'simd' | 'simd-2' | 'simd-relaxed' | 'simd-relaxed-2' | 'cpu';

/** What computed in the end; `server` = not this machine. */
export type EngineUsed = Engine | 'server';

/** What computed and why: `reason` in English, `why` the same in parts that are said in any language (older models lack them). */
export interface UsedEngine {
  name: EngineUsed;
  reason: string;
  why?: readonly Said[];
}

/** A model as plain data. Its form says how it predicts. */
export type Artifact =
  LinearArtifact | MlpArtifact | TreesArtifact | NgramArtifact | TransformerArtifact | ChatArtifact | WriterArtifact;

/** Linear in the features; with classes a softmax (or, with one row of coefficients, a logistic) over them. */
export interface LinearArtifact {
  form: 'linear';
  /** Whether the coefficients are for raw or for scaled features. */
  space: 'raw' | 'scaled';
  features: readonly string[];
  /** outputs x features, row-major. One output for regression and for two classes. */
  coefficients: Float64Array;
  /** One an output. */
  intercepts: Float64Array;
  classes?: readonly string[];
  /** Features that others make superfluous (least squares then takes the solution of smallest norm). */
  redundant?: readonly string[];
}

/** Dense layers, the last one linear, logistic (two classes, one output) or softmax. Kernels are [in, out], row-major, as TF.js has them. */
export interface MlpArtifact {
  form: 'mlp';
  layers: { inputs: number; units: number; kernel: Float32Array; bias: Float32Array; activation: MlpActivation }[];
  classes?: readonly string[];
}

export type MlpActivation = 'identity' | 'relu' | 'tanh' | 'logistic' | 'softmax';

/**
 * Boosted trees over raw features. The scores of a row are `baseline` plus one leaf of every tree; tree t adds to score t % (number of scores).
 * Nodes of all trees stand one after the other, each tree's root first and children behind their parents.
 */
export interface TreesArtifact {
  form: 'trees';
  features: readonly string[];
  /** How many levels feature j has, 0 for a number. A category's value is its level's code. */
  levels: readonly number[];
  /** First scores: one, or with more than two classes one a class. */
  baseline: Float64Array;
  /** Where the nodes of each tree begin, and behind the last tree where they end. */
  starts: Int32Array;
  /** A node's feature; -1 = leaf. */
  feature: Int32Array;
  /** A number goes left where it is not above this (Infinity: all but missing cells do); 0 for other nodes. */
  threshold: Float64Array;
  /** A category: where its bits begin in `bits` (a bit a level, 1 = goes left, 32 levels a word); -1 for other nodes. */
  set: Int32Array;
  bits: Uint32Array;
  /** 1 where missing cells go left. */
  missingLeft: Uint8Array;
  /** Children, as places among the nodes of all trees; -1 for a leaf. */
  left: Int32Array;
  right: Int32Array;
  /** What a leaf adds; of another node 0. */
  value: Float64Array;
  /** How many training rows came through. */
  rows: Float64Array;
  classes?: readonly string[];
}

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
