import type { Run } from '../base/run.ts';
import type { MlpArtifact } from '../contract/model/artifact.ts';
import type { Engine } from '../contract/request/engine.ts';

/** Dense layers as an artifact has them: kernel [inputs, units] row-major, bias [units]. */
export type MlpLayers = MlpArtifact['layers'];

/** The update rule. Both are scikit-learn's to the letter, epsilon's place in Adam included. */
export type MlpSolver =
  | { name: 'adam'; rate: number; beta1: number; beta2: number; epsilon: number }
  | { name: 'sgd'; rate: number; momentum: number; nesterov: boolean };

/**
 * What is to be trained. The objective of a batch is
 * sum(w * loss) / sum(w) + alpha / 2 * sum(kernel²) / sum(w), with w the rows' weights (1 if there are none); biases are not penalised.
 * `loss` of a row: `squared` half the squared error, `binary` logistic cross-entropy, both summed over the outputs; `softmax` cross-entropy.
 */
export interface MlpSpec {
  /** Inputs, hidden widths, outputs: at least two numbers. */
  widths: readonly number[];
  /** Of every hidden layer. The output is identity, logistic (`binary`) or softmax, as the loss says. */
  activation: 'identity' | 'relu' | 'tanh' | 'logistic';
  loss: 'squared' | 'binary' | 'softmax';
  solver: MlpSolver;
  alpha: number;
  batchSize: number;
}

/** The rows to learn from. A trainer copies them once to where it computes. */
export interface MlpSamples {
  rows: number;
  /** Writes the features of rows `from` to `to` (exclusive), row-major float32, to the start of `into`. */
  write(from: number, to: number, into: Float32Array): void;
  /** `softmax`: the class code of each row [rows]; else values [rows, outputs] (`binary`: 0 to 1). */
  targets: Float32Array;
  /** One a row, not negative; absent = 1. */
  weights?: Float32Array;
}

/** A network being trained, wherever it is computed. Calls follow one another: never two at once. */
export interface MlpTrainer {
  readonly engine: Engine;
  /**
   * Trains once over the rows named by `order`, in batches of `batchSize` (the last one may be smaller), and gives the mean objective,
   * each batch's before its update, weighted as the rows are. NaN or infinite when the run diverged.
   * Yields between chunks of at most about 50 ms; `progress` gets the number of rows done.
   * @throws AppError `run.stopped`; `train.device-lost` when a GPU went away: go on elsewhere from the last good layers
   */
  epoch(order: Int32Array, progress?: (rows: number) => void): Promise<number>;
  /** Gives the outputs for these rows [order.length, outputs]: values, probabilities of 1, or one probability a class. */
  predict(order: Int32Array): Promise<Float32Array>;
  /** Gives a copy of the layers as they are now, the last one's activation as the loss says. */
  layers(): Promise<MlpLayers>;
  /** Replaces kernels and biases; what the solver remembers (moments, step count) stays, unless `fresh`. */
  setLayers(layers: MlpLayers, fresh?: boolean): void;
  /** Sets the solver's learning rate from the next step on. */
  setRate(rate: number): void;
  /** Gives memory back; the trainer is of no use afterwards. */
  dispose(): void;
}

/** Opens a trainer: copies the samples, sets the first layers. */
export type OpenMlp = (spec: MlpSpec, samples: MlpSamples, layers: MlpLayers, run: Run) => Promise<MlpTrainer>;
