import type { AppError } from '../../../base/errors.ts';

/** Gives the field that a file misses and the names there that may be it; null for other errors. */
export function missingField(error: AppError): { field: string; similar: string[] } | null {
  const { column, similar } = error.params as Record<string, unknown>;
  if (error.code !== 'merge.missing-column' || typeof column !== 'string' || typeof similar !== 'string') return null;
  // A list that was cut short holds names that are not near.
  const near = similar === '–' || similar.includes('…') ? [] : similar.split(', ');
  return { field: column, similar: near };
}
