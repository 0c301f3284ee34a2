import { sumBy } from '../base/sum.ts';
import type { ClassificationMetrics } from '../contract/result/metrics.ts';
import { rocAuc, classScores } from './roc.ts';

/** The machine epsilon of float64: probabilities closer than this to 0 or 1 are clipped for the log loss, as scikit-learn 1.2 does. */
const eps = Number.EPSILON;

/**
 * Compares class probabilities with the true classes, as scikit-learn does with `labels` = all classes.
 * `actual` holds codes 0 to classes.length - 1; `probabilities` is rows x classes, row-major, or one row that answers for all.
 * `rocAuc` is that of the last class for two classes, else the mean of each class against the rest; absent where a class has no row.
 */
export function classificationMetrics(
  actual: Int32Array,
  probabilities: Float64Array,
  classes: readonly string[],
): ClassificationMetrics {
  const k = classes.length;
  const predicted = predictedCodes(probabilities, k, actual.length);
  const confusion = new Float64Array(k * k);
  for (let i = 0; i < actual.length; i++) confusion[actual[i] * k + predicted[i]]++;
  const stride = probabilityStride(probabilities, k, actual.length);
  const logLoss = sumBy(actual.length, (i) => rowLoss(probabilities, i * stride, k, actual[i])) / actual.length;
  const auc = areaUnderRoc(actual, probabilities, k);
  return {
    kind: 'classification',
    ...confusionMetrics(confusion, k),
    logLoss,
    ...(auc === undefined ? {} : { rocAuc: auc }),
    confusion: {
      labels: [...classes],
      matrix: classes.map((_, code) => [...confusion.subarray(code * k, (code + 1) * k)]),
    },
  };
}

/** Gives the most probable class of each row, the first one of several. */
export function predictedCodes(probabilities: Float64Array, classes: number, rows: number): Int32Array {
  const stride = probabilityStride(probabilities, classes, rows);
  return Int32Array.from({ length: rows }, (_, i) => {
    let best = 0;
    for (let code = 1; code < classes; code++)
      if (probabilities[i * stride + code] > probabilities[i * stride + best]) best = code;
    return best;
  });
}

/** Gives accuracy, balanced accuracy and macro F1 of a classes x classes matrix of counts, rows being the actual classes. */
export function confusionMetrics(
  counts: Float64Array,
  k: number,
): Pick<ClassificationMetrics, 'accuracy' | 'balancedAccuracy' | 'f1Macro'> {
  let hits = 0;
  let rows = 0;
  let recalls = 0;
  let actualClasses = 0;
  let f1s = 0;
  let seenClasses = 0;
  for (let code = 0; code < k; code++) {
    let actual = 0;
    let predicted = 0;
    for (let other = 0; other < k; other++) {
      actual += counts[code * k + other];
      predicted += counts[other * k + code];
    }
    const hit = counts[code * k + code];
    hits += hit;
    rows += actual;
    if (actual > 0) {
      recalls += hit / actual;
      actualClasses++;
    }
    // A class that is neither true nor predicted anywhere counts for nothing.
    if (actual + predicted > 0) {
      f1s += (2 * hit) / (actual + predicted);
      seenClasses++;
    }
  }
  return { accuracy: hits / rows, balancedAccuracy: recalls / actualClasses, f1Macro: f1s / seenClasses };
}

/** Gives minus the logarithm of the probability of the true class, clipped and made to sum to 1 again. */
export function rowLoss(probabilities: Float64Array, start: number, k: number, code: number): number {
  let total = 0;
  for (let other = 0; other < k; other++) total += clipped(probabilities[start + other]);
  return -Math.log(clipped(probabilities[start + code]) / total);
}

/** Is 0 where one row of probabilities answers for all rows, else the number of classes. */
export function probabilityStride(probabilities: Float64Array, classes: number, rows: number): number {
  return probabilities.length === classes && rows !== 1 ? 0 : classes;
}

function clipped(probability: number): number {
  return Math.min(Math.max(probability, eps), 1 - eps);
}

function areaUnderRoc(actual: Int32Array, probabilities: Float64Array, k: number): number | undefined {
  if (probabilityStride(probabilities, k, actual.length) === 0) return new Set(actual).size === k ? 0.5 : undefined;
  const codes = k === 2 ? [1] : Array.from({ length: k }, (_, code) => code);
  const areas = codes.map((code) => rocAuc(actual, code, classScores(probabilities, k, code)));
  let total = 0;
  for (const area of areas) {
    if (area === undefined) return undefined;
    total += area;
  }
  return total / areas.length;
}
