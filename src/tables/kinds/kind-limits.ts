/** Largest share of the filled cells that may be anything else in a column of numbers or dates. */
export const strayShare = 0.1;

/** Maximum levels of a column that is a category without anyone asking for it. */
export const maxLevels = 100;

/** Is true for words that come again often enough to be levels: few, and fewer than half the rows. */
export function isCategory(levels: number, rows: number): boolean {
  return levels <= maxLevels && levels < rows / 2;
}
