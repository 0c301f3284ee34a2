import { expect, it } from 'vitest';
import { withMetricKind, withoutMetricKind } from '../../../src/contract/result/metric-kind.ts';
import type { Metrics } from '../../../src/contract/result/metrics.ts';
import { metricTable } from '../../../src/metrics/metric-table.ts';

const kinds = Object.keys(metricTable) as Metrics['kind'][];

/** Metrics of a kind with every number that they may have, and what is no number. */
function computeMetrics(kind: Metrics['kind']): Metrics {
  const numbers = Object.fromEntries(metricTable[kind].map(({ key }, at) => [key, at / 4]));
  const rest = { classification: { confusion: { labels: [], matrix: [] } }, 'multi-label': { labels: [] } };
  return { kind, ...numbers, ...rest[kind as keyof typeof rest] } as unknown as Metrics;
}

it.each(kinds)('%s is left out of a file, key by key in the same order, and filled in when it is read', (kind) => {
  const report = { name: 'a', metrics: computeMetrics(kind), baseline: computeMetrics(kind) };
  const { kind: _, ...plain } = report.metrics;
  const stored = withoutMetricKind(report);
  expect(JSON.stringify(stored)).toBe(JSON.stringify({ name: 'a', metrics: plain, baseline: plain }));
  expect(withMetricKind(JSON.parse(JSON.stringify(stored)) as typeof report)).toEqual(report);
  expect(withMetricKind(report)).toEqual(report);
});

it('nothing is made up where nothing was measured', () => {
  expect(withMetricKind({ metrics: undefined })).toEqual({});
  expect(withoutMetricKind({})).toEqual({});
});
