import { log, type Run } from '../base/run.ts';
import type { Metrics } from '../contract/result/metrics.ts';

/** Writes the line of the log that says how good a model is, or that it wrote texts which nothing is there to compare with. */
export function logMetric(run: Run, metrics: Metrics | undefined, rows: number): void {
  if (metrics) log(run, 'evaluate', 'evaluate.done', { ...mainMetric(metrics), rows });
  else log(run, 'evaluate', 'evaluate.written', { rows });
}

/** Gives the metric that a line of the log names, in words of the field. */
function mainMetric(metrics: Metrics): { metric: string; value: string } {
  switch (metrics.kind) {
    case 'regression':
      return { metric: 'R²', value: metrics.r2.toFixed(4) };
    case 'classification':
      return { metric: 'Accuracy', value: metrics.accuracy.toFixed(4) };
    case 'language-model':
      return { metric: 'Perplexity', value: metrics.perplexity.toPrecision(4) };
    case 'multi-label':
    case 'generation':
      return { metric: 'Exact match', value: metrics.exactMatch.toFixed(4) };
  }
}
