import { AppError } from '../base/errors.ts';
import type { Samples } from '../contract/model/adapter.ts';
import type { Features, StoredFeatures } from '../contract/model/features.ts';

/**
 * Gives the features of samples that have enough rows to learn from.
 * @throws AppError `split.too-few` below two rows; `train.no-features` where there is nothing to learn from
 */
export function requireFeatures(samples: Samples): Features {
  const { features } = samples;
  if (features.rows < 2) throw new AppError('split.too-few', { rows: features.rows });
  if (features.names.length === 0 && !features.texts) throw new AppError('train.no-features', {});
  return features;
}

/**
 * Gives the texts of samples that have enough rows to learn from.
 * @throws AppError `split.too-few` below two rows; `train.no-features` where there is no text factor
 */
export function requireTexts(samples: Samples): NonNullable<Features['texts']> {
  const { texts } = requireFeatures(samples);
  if (!texts) throw new AppError('train.no-features', {});
  return texts;
}

/** Gives features in the order in which they are stored, where they know it, and the target in the same order: much faster to read more than once. */
export function inStoredOrder(
  features: Features,
  target: Float64Array,
): { features: Features; target: Float64Array; columns?: StoredFeatures['columns'] } {
  const stored = features.stored?.();
  if (!stored) return { features, target };
  const { order } = stored;
  const moved = new Float64Array(target.length);
  for (let i = 0; i < order.length; i++) moved[i] = target[order[i]];
  return { features: stored.features, target: moved, columns: stored.columns };
}

/**
 * Gives the class names of samples of which at least two occur.
 * @throws AppError `train.one-class`
 */
export function requireClasses({ classes = [], target }: Samples): readonly string[] {
  const first = target[0];
  if (target.every((code) => code === first)) {
    throw new AppError('train.one-class', { label: classes[first] ?? '' });
  }
  return classes;
}

/**
 * Gives each row's weight: undefined = all 1; `balanced`: rows / (classes that occur * rows of the row's class), as scikit-learn weighs them.
 */
export function rowWeights(codes: Float64Array, classWeight: unknown): Float64Array | undefined {
  if (classWeight !== 'balanced') return undefined;
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return codes.map((code) => codes.length / (counts.size * (counts.get(code) ?? 1)));
}
