import type { Metrics } from '../../../contract/result/metrics.ts';
import { metricTable, requireMetric, type MetricKey } from '../../../metrics/metric-table.ts';
import type { Format } from '../../../locales/format.ts';
import { texts } from '../../../locales/locale.ts';

export type { MetricKey };

/** One line of the metrics table, written. Shares are of the longer bar, 0 to 1. */
export interface MetricRow {
  key: MetricKey;
  name: string;
  means: string;
  model: string;
  interval: string | null;
  base: string;
  bar: number;
  baseBar: number;
  difference: string;
}

/** Gives a number of a result by its name; undefined where the result does not have it. */
export function metricValue(metrics: Metrics, key: MetricKey): number | undefined {
  return (metrics as Partial<Record<MetricKey, number>>)[key];
}

/** Lists the numbers that a result has, in the order they are shown. */
export function metricKeys(metrics: Metrics): MetricKey[] {
  return metricTable[metrics.kind].map(({ key }) => key).filter((key) => metricValue(metrics, key) !== undefined);
}

/**
 * Writes a metric: shares and losses with three decimals, amounts with the decimals that `like` (itself where nothing else is
 * given) has when it is written with four digits, so that numbers that stand side by side are equally exact.
 */
export function writeMetric(key: MetricKey, value: number, format: Format, like = value): string {
  const size = Math.abs(like);
  if (!Number.isFinite(value) || !Number.isFinite(size)) return format.short(value);
  // Squares grow long.
  if (key === 'mse' && size >= 1e6) return format.compact(value);
  const isAmount = requireMetric(key).measures === 'amount';
  if (isAmount && (size === 0 || size < 1e-5 || size >= 1e12)) return format.short(value);
  const decimals = isAmount ? Math.max(0, 3 - Math.floor(Math.log10(size))) : 3;
  return format.fixed(Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value, decimals);
}

/** Sets a model's numbers beside those of always giving the same answer. */
export function metricRows(
  metrics: Metrics,
  baseline: Metrics,
  intervals: Record<string, [number, number]> | undefined,
  format: Format,
): MetricRow[] {
  const t = texts(format.lang).metrics;
  return metricKeys(metrics).map((key) => {
    const model = metricValue(metrics, key) ?? NaN;
    const base = metricValue(baseline, key) ?? NaN;
    const interval = intervals?.[key];
    const longest = requireMetric(key).better === 'down' ? Math.max(model, base) : 1;
    const write = (value: number) => writeMetric(key, value, format, model);
    const share = (value: number) => Math.max(0, Math.min(1, value / longest)) || 0;
    return {
      key,
      name: t.names[key],
      means: t.means[key],
      model: write(model),
      interval: interval ? t.to(write(interval[0]), write(interval[1])) : null,
      base: write(base),
      bar: share(model),
      baseBar: share(base),
      difference:
        requireMetric(key).measures === 'amount' ? timesCloser(model, base, format) : signed(key, model - base, format),
    };
  });
}

function signed(key: MetricKey, difference: number, format: Format): string {
  if (Number.isNaN(difference)) return '';
  const text = writeMetric(key, difference, format);
  return difference >= 0.0005 ? `+${text}` : text;
}

function timesCloser(model: number, base: number, format: Format): string {
  const t = texts(format.lang).metrics;
  if (!(model > 0) || !(base > 0)) return '';
  const times = base / model;
  if (times > 0.98 && times < 1.02) return t.same;
  return times > 1 ? t.closer(format.short(times, 2)) : t.further(format.short(1 / times, 2));
}
