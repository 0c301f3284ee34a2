import type { Metrics } from '../contract/result.ts';

/** Gives the metric that a line of the log names, in words of the field. */
export function mainMetric(metrics: Metrics): { metric: string; value: string } {
  return 'r2' in metrics
    ? { metric: 'R²', value: metrics.r2.toFixed(4) }
    : { metric: 'Accuracy', value: metrics.accuracy.toFixed(4) };
}
