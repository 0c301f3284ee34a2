import type { Column } from '../table.ts';

/** Is true where a cell holds nothing; an unparsable cell is not missing. */
export function isMissing(column: Column, row: number): boolean {
  switch (column.kind) {
    case 'number':
    case 'date':
      return Number.isNaN(column.values[row]) && !column.unparsable?.has(row);
    case 'category':
    case 'boolean':
      return column.codes[row] < 0;
    case 'text':
      return column.values[row] === null;
    case 'empty':
      return true;
  }
}

/** Writes a cell as a person reads it: the shortest number, an ISO date, the unparsable text as it stood; null = missing. */
export function cellText(column: Column, row: number): string | null {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const value = column.values[row];
      if (Number.isNaN(value)) return column.unparsable?.get(row) ?? null;
      return column.kind === 'date' ? dateText(value) : numberText(value);
    }
    case 'category':
    case 'boolean':
      return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
    case 'text':
      return column.values[row];
    case 'empty':
      return null;
  }
}

/** Writes a number with the fewest digits that read back to it; minus zero is `0`. */
export function numberText(value: number): string {
  return String(value === 0 ? 0 : value);
}

/** Writes milliseconds since the epoch as `2026-03-05`, or `2026-03-05T14:30:00Z` where the time is not midnight UTC. */
export function dateText(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  return date
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace(/\.000Z$/, 'Z');
}
