import type { Kind } from '../../../contract/data/kinds.ts';

/** Reads a limit as a person typed it; a date becomes milliseconds since the epoch, UTC. Empty = no limit. */
export function readLimit(text: string, kind: Kind | undefined): number | undefined | 'wrong' {
  const typed = text.trim().replace('\u2212', '-');
  if (typed === '') return undefined;
  const value = kind === 'date' ? Date.parse(`${typed}T00:00:00Z`) : Number(typed);
  return Number.isFinite(value) ? value : 'wrong';
}

/** Writes a limit as it would be typed. */
export function limitText(limit: number | undefined, kind: Kind): string {
  if (limit === undefined) return '';
  return kind === 'date' ? new Date(limit).toISOString().slice(0, 10) : String(limit);
}
