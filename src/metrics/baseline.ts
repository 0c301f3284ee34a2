import { mean } from '../base/sum.ts';
import type { ClassificationMetrics, RegressionMetrics } from '../contract/result/metrics.ts';
import { classificationMetrics } from './classification.ts';
import { regressionMetrics } from './regression.ts';

/** Gives the metrics of always answering the training rows' mean. */
export function regressionBaseline(train: Float64Array, actual: Float64Array): RegressionMetrics {
  return regressionMetrics(actual, new Float64Array(actual.length).fill(mean(train)));
}

/** Gives the metrics of always answering the training rows' class shares. */
export function classificationBaseline(
  train: Int32Array,
  actual: Int32Array,
  classes: readonly string[],
): ClassificationMetrics {
  return classificationMetrics(actual, classShares(train, classes.length), classes);
}

/** Gives the share of each class, by code. */
export function classShares(codes: Int32Array, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const code of codes) counts[code]++;
  return counts.map((count) => count / codes.length);
}
