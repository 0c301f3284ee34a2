import type { AppError } from '../../../base/errors.ts';

/** Gives the file that an error names, or null. */
export function fileOf(error: AppError): string | null {
  const { file } = error.params as Record<string, unknown>;
  return typeof file === 'string' ? file : null;
}
