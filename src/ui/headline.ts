import type { Metrics } from '../contract/result.ts';
import type { Format } from './i18n/format.ts';

/** Gives the one number a model is known by: R² or the share it is right about. */
export function headline(metrics: Metrics, format: Format): string {
  if ('r2' in metrics) return `R²\u00a0${format.fixed(metrics.r2, 2)}`;
  return format.percent(metrics.accuracy);
}
