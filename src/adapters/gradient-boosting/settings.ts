import { AppError } from '../../base/errors.ts';
import type { Features } from '../../contract/model/features.ts';
import type { OptionsOf } from '../../contract/request/options.ts';
import type { TreeRules } from '../../kernels/grow-tree.ts';
import type { gradientBoosting } from './meta.ts';

/** The options of gradient boosting, under the names the loop uses; defaults are already filled in. */
export interface Settings {
  iterations: number;
  rules: TreeRules;
  maxBins: number;
  earlyStopping: boolean | 'auto';
  /** null = the training loss is judged by. */
  validationFraction: number | null;
  patience: number;
  tol: number;
  classWeight: 'balanced' | null;
  directions: string;
  seed: number;
}

/** Reads checked options. */
export function toBoostingSettings(given: OptionsOf<typeof gradientBoosting>, seed: number): Settings {
  return {
    iterations: given.max_iter,
    rules: {
      maxLeaves: given.max_leaf_nodes ?? Infinity,
      maxDepth: given.max_depth ?? Infinity,
      minRows: given.min_samples_leaf,
      l2: given.l2_regularization,
      shrinkage: given.learning_rate,
    },
    maxBins: given.max_bins,
    earlyStopping: given.early_stopping,
    validationFraction: given.validation_fraction,
    patience: given.n_iter_no_change,
    tol: given.tol,
    classWeight: given.class_weight,
    directions: given.monotonic_cst,
    seed: given.random_state ?? seed,
  };
}

/**
 * Reads the directions that features must keep: `price +, age -`, one -1, 0 or 1 a feature.
 * @throws AppError `train.bad-direction`
 */
export function readMonotone(
  text: string,
  { names, levels }: Pick<Features, 'names' | 'levels'>,
  classes: number,
): (-1 | 0 | 1)[] {
  const directions: (-1 | 0 | 1)[] = names.map(() => 0);
  const numbers = names.filter((_, j) => levels[j] === 0);
  const bad = (entry: string, problem: string) =>
    new AppError('train.bad-direction', { entry, problem, known: numbers.slice(0, 20).join(', ') });
  for (const part of text.split(/[,，;\n]/)) {
    const entry = part.trim();
    if (entry === '') continue;
    const [, name, sign] = /^(.*?)\s*([+-])$/.exec(entry) ?? [];
    if (!name) throw bad(entry, 'it does not end in + or -');
    const j = names.indexOf(name);
    if (j < 0) throw bad(entry, 'there is no such factor');
    if (levels[j] > 0) throw bad(entry, 'a category has no direction');
    if (classes > 2) throw bad(entry, 'more than two classes have no direction');
    directions[j] = sign === '+' ? 1 : -1;
  }
  return directions;
}
