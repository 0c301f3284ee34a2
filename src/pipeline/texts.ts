import type { GenerationMetrics } from '../contract/result/metrics.ts';
import { cellText } from '../tables/cell.ts';
import type { Column } from '../tables/table.ts';

/** Gives the texts of a target's rows, '' for a missing one. */
export function targetTexts(column: Column, rows: Int32Array): string[] {
  return Array.from(rows, (row) => cellText(column, row) ?? '');
}

/** Compares written texts with those of the target; white space at the ends is passed over. */
export function textMetrics(actual: readonly string[], written: readonly (string | null)[]): GenerationMetrics {
  const hits = actual.filter((text, row) => written[row]?.trim() === text.trim()).length;
  return { exactMatch: hits / actual.length };
}
