import type { Metrics } from '../contract/result/metrics.ts';

/** Names the metrics that are one number each. */
export type MetricKey = {
  [Kind in Metrics['kind']]: Exclude<keyof Extract<Metrics, { kind: Kind }>, 'kind' | 'confusion' | 'labels'>;
}[Metrics['kind']];

/** What one metric is. */
export interface Metric {
  key: MetricKey;
  /** Whether a higher or a lower number is better. */
  better: 'up' | 'down';
  /** `amount`: in the target's units, or their square; `share`: at most 1; `loss`: 0 or more, without a unit. */
  measures: 'amount' | 'share' | 'loss';
}

const up = (key: MetricKey): Metric => ({ key, better: 'up', measures: 'share' });
const amount = (key: MetricKey): Metric => ({ key, better: 'down', measures: 'amount' });
const loss = (key: MetricKey): Metric => ({ key, better: 'down', measures: 'loss' });

/** The metrics of each kind, in the order in which they are shown. */
export const metricTable: Readonly<Record<Metrics['kind'], readonly Metric[]>> = {
  regression: [up('r2'), amount('mae'), amount('rmse'), amount('mse'), amount('medae')],
  classification: [up('accuracy'), up('f1Macro'), loss('logLoss'), up('balancedAccuracy'), up('rocAuc')],
  'multi-label': [up('exactMatch'), up('f1Macro'), up('f1Micro'), loss('logLoss'), loss('hammingLoss')],
  generation: [up('exactMatch')],
  'language-model': [loss('perplexity'), loss('bitsPerByte'), loss('loss')],
};

const byKey = new Map(
  Object.values(metricTable)
    .flat()
    .map((metric) => [metric.key, metric]),
);

/** Says what a metric is; a key means the same in every kind. */
export function requireMetric(key: MetricKey): Metric {
  const metric = byKey.get(key);
  if (!metric) throw new TypeError(`${key} is not in the table of metrics`);
  return metric;
}
