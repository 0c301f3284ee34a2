import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import type { MissingRule } from '../contract/data/reading.ts';
import { mean, mode, quantile } from './moments.ts';

/** How missing cells are filled: the rules of scikit-learn's SimpleImputer. */
export type ImputeSpec = Exclude<MissingRule, 'drop' | 'keep'>;

/** What was learned: the value that missing cells get, and how many training cells got it. */
export const FittedImpute = v.strictObject({
  rule: v.picklist(['mean', 'median', 'most_frequent', 'constant']),
  fill: v.union([v.number(), v.string()]),
  filled: v.number(),
});
/** The learned value for missing cells, its rule, and the number of training cells it filled. */
export type FittedImpute = v.InferOutput<typeof FittedImpute>;

/**
 * Learns the fill of a number factor from the present cells of the training rows.
 * @throws AppError `preprocess.all-missing` when there is nothing to learn from; `preprocess.bad-constant`
 */
export function fitNumberImpute(name: string, spec: ImputeSpec, present: Float64Array, missing: number): FittedImpute {
  if (typeof spec === 'object') {
    const fill = typeof spec.constant === 'number' ? spec.constant : Number(spec.constant.trim() || NaN);
    if (!Number.isFinite(fill)) throw badConstant(name, spec.constant, 'number');
    return { rule: 'constant', fill, filled: missing };
  }
  if (present.length === 0) throw new AppError('preprocess.all-missing', { column: name });
  if (spec === 'mean') return { rule: spec, fill: mean(present), filled: missing };
  const sorted = present.slice().sort();
  return { rule: spec, fill: spec === 'median' ? quantile(sorted, 0.5) : mode(sorted), filled: missing };
}

/**
 * Learns the fill of a category factor; `levels` in level order with their counts in the training rows.
 * @throws AppError `preprocess.no-mean` for mean and median; `preprocess.all-missing`; `preprocess.bad-constant`
 */
export function fitLevelImpute(
  name: string,
  spec: ImputeSpec,
  levels: readonly { level: string; count: number }[],
  missing: number,
): FittedImpute {
  if (typeof spec === 'object') {
    const fill = String(spec.constant);
    if (fill === '') throw badConstant(name, fill, 'text');
    return { rule: 'constant', fill, filled: missing };
  }
  if (spec !== 'most_frequent') throw new AppError('preprocess.no-mean', { column: name, rule: spec });
  if (levels.length === 0) throw new AppError('preprocess.all-missing', { column: name });
  const best = levels.reduce((max, each) => (each.count > max.count ? each : max));
  return { rule: spec, fill: best.level, filled: missing };
}

/** Says what was learned, for the report. */
export function describeImpute(column: string, { rule, fill, filled }: FittedImpute) {
  return { step: 'impute', code: 'preprocess.imputed', params: { column, rule, value: fill, cells: filled } } as const;
}

function badConstant(column: string, constant: string | number, kind: string): AppError {
  return new AppError('preprocess.bad-constant', { column, value: String(constant), kind });
}
