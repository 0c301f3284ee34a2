import type { Metrics } from '../../contract/result/metrics.ts';
import type { Format } from '../../locales/format.ts';

/** Gives the one number a model is known by: R² the share it is right about, or of how many tokens it is unsure; '' for texts that nothing is there to compare with. */
export function headline(metrics: Metrics | undefined, format: Format): string {
  if (!metrics) return '';
  switch (metrics.kind) {
    case 'regression': {
      const nearOne = metrics.r2 >= 0.995 && metrics.r2 < 1;
      return `R²\u00a0${nearOne ? format.fixed(Math.floor(metrics.r2 * 1000) / 1000, 3) : format.fixed(metrics.r2, 2)}`;
    }
    case 'language-model':
      return `PPL\u00a0${format.short(metrics.perplexity, 3)}`;
    case 'classification':
      return format.percent(metrics.accuracy);
    case 'multi-label':
    case 'generation':
      return format.percent(metrics.exactMatch);
  }
}
