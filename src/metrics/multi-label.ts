import { sumBy } from '../base/sum.ts';
import type { LabelMetrics } from '../contract/result/metrics.ts';

/** A label is given from this probability on. */
export const likely = 0.5;
/** Probabilities closer than this to 0 or 1 are clipped for the log loss. */
const eps = Number.EPSILON;

/**
 * Measures answers of several labels a row, as scikit-learn does (a label that neither is nor is answered has F1 0). `labelMatrix` and
 * `probabilities`: rows x labels, row-major; `logLoss` is the mean over all of them.
 */
export function labelMetrics(
  labelMatrix: Uint8Array,
  probabilities: Float64Array,
  labels: readonly string[],
): LabelMetrics {
  const width = labels.length;
  const rows = labelMatrix.length / width;
  const each = labels.map((label) => ({ label, right: 0, answered: 0, rows: 0 }));
  let exact = 0;
  let wrong = 0;
  for (let row = 0; row < rows; row++) {
    let misses = 0;
    for (let k = 0; k < width; k++) {
      const is = labelMatrix[row * width + k] === 1;
      const isPredicted = probabilities[row * width + k] >= likely;
      if (is) each[k].rows++;
      if (isPredicted) each[k].answered++;
      if (is && isPredicted) each[k].right++;
      if (is !== isPredicted) misses++;
    }
    wrong += misses;
    if (misses === 0) exact++;
  }
  const total = (key: 'right' | 'answered' | 'rows') => each.reduce((sum, label) => sum + label[key], 0);
  const loss = sumBy(labelMatrix.length, (i) => {
    const share = labelMatrix[i] === 1 ? probabilities[i] : 1 - probabilities[i];
    return -Math.log(Math.min(Math.max(share, eps), 1 - eps));
  });
  return {
    kind: 'multi-label',
    exactMatch: exact / rows,
    f1Macro: each.reduce((sum, label) => sum + f1(label), 0) / width,
    f1Micro: f1({ right: total('right'), answered: total('answered'), rows: total('rows') }),
    hammingLoss: wrong / labelMatrix.length,
    logLoss: loss / labelMatrix.length,
    labels: each.map((label) => ({
      label: label.label,
      precision: label.answered > 0 ? label.right / label.answered : 0,
      recall: label.rows > 0 ? label.right / label.rows : 0,
      f1: f1(label),
      rows: label.rows,
    })),
  };
}

/** Gives the metrics of always answering each label's share of the training rows. */
export function labelBaseline(train: Uint8Array, actual: Uint8Array, labels: readonly string[]): LabelMetrics {
  const width = labels.length;
  const shares = new Float64Array(width);
  train.forEach((label, i) => (shares[i % width] += label));
  const rows = train.length / width;
  return labelMetrics(
    actual,
    Float64Array.from(actual, (_, i) => shares[i % width] / rows),
    labels,
  );
}

function f1({ right, answered, rows }: { right: number; answered: number; rows: number }): number {
  return answered + rows > 0 ? (2 * right) / (answered + rows) : 0;
}
