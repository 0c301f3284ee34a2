import type { Metrics } from './metrics.ts';

/** Metrics as `report.json` of format 2 holds them: without `kind`, so that its bytes stay what they were. */
type StoredMetrics = Metrics extends infer Each ? (Each extends Metrics ? Omit<Each, 'kind'> : never) : never;

/** A key that only one kind of metrics has, apart from generation, which has `exactMatch` alone. */
const labelMatrix: readonly [key: string, kind: Metrics['kind']][] = [
  ['r2', 'regression'],
  ['accuracy', 'classification'],
  ['labels', 'multi-label'],
  ['perplexity', 'language-model'],
];

/** Gives a report, or an entry of the library, whose metrics have their `kind`: what older versions and files wrote lacks it. */
export function withMetricKind<T extends { metrics?: Metrics; baseline?: Metrics }>(given: T): T {
  const { metrics, baseline } = given;
  return {
    ...given,
    ...(metrics ? { metrics: kinded(metrics) } : {}),
    ...(baseline ? { baseline: kinded(baseline) } : {}),
  };
}

function kinded(metrics: Metrics): Metrics {
  const kind = labelMatrix.find(([key]) => key in metrics)?.[1] ?? 'generation';
  return { ...metrics, kind } as Metrics;
}

/** Takes `kind` out of a report's metrics, for a file of format 2. */
export function withoutMetricKind<T extends { metrics?: Metrics; baseline?: Metrics }>(
  given: T,
): Omit<T, 'metrics' | 'baseline'> & { metrics?: StoredMetrics; baseline?: StoredMetrics } {
  const { metrics, baseline } = given;
  return {
    ...given,
    ...(metrics ? { metrics: unkinded(metrics) } : {}),
    ...(baseline ? { baseline: unkinded(baseline) } : {}),
  };
}

function unkinded({ kind: _, ...metrics }: Metrics): StoredMetrics {
  return metrics;
}
