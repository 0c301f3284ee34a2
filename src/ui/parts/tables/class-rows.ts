/** What a confusion matrix says of one class. Shares are NaN where nothing was there to count. */
export interface ClassRow {
  label: string;
  rows: number;
  precision: number;
  recall: number;
  f1: number;
}

/** Sums up each class of a confusion matrix (rows actual, columns predicted). */
export function classRows({ labels, matrix }: { labels: string[]; matrix: number[][] }): ClassRow[] {
  return labels.map((label, k) => {
    const hit = matrix[k]?.[k] ?? 0;
    const rows = (matrix[k] ?? []).reduce((sum, count) => sum + count, 0);
    const called = matrix.reduce((sum, row) => sum + (row[k] ?? 0), 0);
    return { label, rows, precision: hit / called, recall: hit / rows, f1: (2 * hit) / (rows + called) };
  });
}

/** Lists the cells off the diagonal that hold rows, fullest first. */
export function listMistakes({ labels, matrix }: { labels: string[]; matrix: number[][] }, max: number) {
  const cells = matrix.flatMap((row, i) =>
    row.flatMap((count, j) =>
      i !== j && count > 0 ? [{ actual: labels[i] ?? '', predicted: labels[j] ?? '', count }] : [],
    ),
  );
  return cells.sort((a, b) => b.count - a.count).slice(0, max);
}
