import type { MlpSpec, MlpSolver } from '../../networks/mlp-spec.ts';
import type { OptionsOf } from '../../contract/request/options.ts';
import type { dnn } from './meta.ts';

/** The options of a dnn, under the names the loop uses; defaults are already filled in. */
export interface Settings {
  hidden: readonly number[];
  activation: MlpSpec['activation'];
  solver: MlpSolver;
  alpha: number;
  /** null = 200, or all rows where there are fewer. */
  batchSize: number | null;
  epochs: number;
  tol: number;
  patience: number;
  earlyStopping: boolean;
  validationFraction: number;
  classWeight: 'balanced' | null;
  seed: number;
}

/** Reads checked options; what has no option is as scikit-learn has it (Adam 0.9, 0.999, 1e-8; Nesterov's momentum). */
export function toDnnSettings(given: OptionsOf<typeof dnn>, seed: number): Settings {
  const rate = given.learning_rate_init;
  return {
    hidden: given.hidden_layer_sizes,
    activation: given.activation,
    solver:
      given.solver === 'adam'
        ? { name: 'adam', rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
        : { name: 'sgd', rate, momentum: given.momentum, nesterov: true },
    alpha: given.alpha,
    batchSize: given.batch_size,
    epochs: given.max_iter,
    tol: given.tol,
    patience: given.n_iter_no_change,
    earlyStopping: given.early_stopping,
    validationFraction: given.validation_fraction,
    classWeight: given.class_weight,
    seed: given.random_state ?? seed,
  };
}
