import type { GenerationMetrics } from '../contract/result/metrics.ts';

/** Compares written texts with those of the target; white space at the ends is passed over. */
export function textMetrics(actual: readonly string[], generated: readonly (string | null)[]): GenerationMetrics {
  const hits = actual.filter((text, row) => generated[row]?.trim() === text.trim()).length;
  return { kind: 'generation', exactMatch: hits / actual.length };
}
