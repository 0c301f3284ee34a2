import { maxClasses } from '../../contract/model/task.ts';
import { cellText } from '../cells/cell-text.ts';
import { inLevelOrder } from '../cells/level-order.ts';
import type { Column } from '../table.ts';

/** What may stand between the labels of a cell, the clearest first. */
const separators = [';', '；', '|', '、', ',', '，', '/'];
/** The share of labels in lists that must also stand in another cell's list or alone: what parts of names do not. */
const againShare = 0.8;

/**
 * Guesses what separates several labels in a cell: a sign that parts the cells into no more different labels than there are different cells, and
 * labels that come again in other cells. Null where each cell is one class.
 */
export function guessSeparator(column: Column, rows: number): string | null {
  if (column.kind !== 'category' && column.kind !== 'text') return null;
  const cells = distinctCells(column, rows);
  return separators.find((separator) => parts(cells, separator)) ?? null;
}

function parts(cells: readonly string[], separator: string): boolean {
  const lists = cells.map((cell) => splitLabels(cell, separator));
  if (lists.filter((list) => list.length > 1).length < 2) return false;
  const times = new Map<string, number>();
  for (const list of lists) for (const label of list) times.set(label, (times.get(label) ?? 0) + 1);
  if (times.size > Math.min(cells.length, maxClasses)) return false;
  const listed = lists.filter((list) => list.length > 1).flat();
  const again = listed.filter((label) => (times.get(label) ?? 0) > 1).length;
  return again >= againShare * listed.length;
}

/** Gives the labels of a cell, each once. */
export function splitLabels(cell: string, separator: string): string[] {
  const labels = cell.split(separator).map((label) => label.trim());
  return [...new Set(labels.filter((label) => label !== ''))];
}

/** Gives every label of some rows of a column, in class order. */
export function labelsInOrder(column: Column, separator: string, rows: Int32Array): string[] {
  const cells = new Set(Array.from(rows, (row) => cellText(column, row)));
  return inLevelOrder([...new Set([...cells].flatMap((cell) => (cell === null ? [] : splitLabels(cell, separator))))]);
}

function distinctCells(column: Column, rows: number): string[] {
  if (column.kind === 'category') return column.levels;
  const cells = new Set<string>();
  for (let row = 0; row < rows; row++) {
    const text = cellText(column, row);
    if (text !== null) cells.add(text);
  }
  return [...cells];
}
