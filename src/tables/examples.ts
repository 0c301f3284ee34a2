/** Writes the first three different cells for a sentence, long ones cut. */
export function exampleList(cells: Iterable<string>): string {
  const shown = new Set<string>();
  for (const cell of cells) {
    shown.add(cell.length > 30 ? `${cell.slice(0, 29)}…` : cell);
    if (shown.size === 3) break;
  }
  return [...shown].join(', ');
}
