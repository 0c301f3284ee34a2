import type { RowContributions } from '../../contract/result/explanation.ts';

/** A line of an explanation; `factor` null = the sum of `count` others. */
export interface ContributionRow {
  factor: string | null;
  count: number;
  value: number;
}

/** Gives the factors that add or take away most, largest first, and the rest as one line. */
export function contributionRows({ adds: contributions }: RowContributions, max: number): ContributionRow[] {
  const sorted = [...contributions].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const shown = sorted.length > max + 1 ? sorted.slice(0, max) : sorted;
  const rest = sorted.slice(shown.length);
  const lines: ContributionRow[] = shown.map(({ factor, value }) => ({ factor, count: 1, value }));
  if (rest.length === 0) return lines;
  return [...lines, { factor: null, count: rest.length, value: rest.reduce((sum, { value }) => sum + value, 0) }];
}
