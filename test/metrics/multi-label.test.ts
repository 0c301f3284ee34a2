import { expect, it } from 'vitest';
import { labelBaseline, labelMetrics } from '../../src/metrics/multi-label.ts';
import reference from '../reference/labels.json' with { type: 'json' };

it('measures several labels a row as scikit-learn does', () => {
  const { marks: labelMatrix, shares, precision, recall, ...numbers } = reference;
  const found = labelMetrics(Uint8Array.from(labelMatrix), Float64Array.from(shares), ['a', 'b', 'c', 'never']);
  for (const [name, value] of Object.entries(numbers)) {
    expect(found[name as keyof typeof numbers], name).toBeCloseTo(value, 12);
  }
  found.labels.forEach((label, k) => {
    expect(label.precision).toBeCloseTo(precision[k]!, 12);
    expect(label.recall).toBeCloseTo(recall[k]!, 12);
  });
  expect(found.labels[3]).toEqual({ label: 'never', precision: 0, recall: 0, f1: 0, rows: 0 });
});

it('sets the shares of the training rows beside them', () => {
  const found = labelBaseline(Uint8Array.of(1, 0, 1, 1), Uint8Array.of(1, 1, 0, 0), ['a', 'b']);
  expect(found.exactMatch).toBe(0.5);
  expect(found.labels.map(({ recall }) => recall)).toEqual([1, 1]);
});
