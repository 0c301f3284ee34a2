import type * as v from 'valibot';
import { AppError } from '../../base/errors.ts';

/** Writes a snake_case key in camelCase. */
export function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Leaves out the keys whose value is undefined. */
export function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

/** Makes the error of what a schema found wrong in a request; `above` leads to the value that the schema was for. */
export function requestError(
  issue: v.BaseIssue<unknown>,
  above: readonly string[],
  knownAt: (path: readonly string[]) => string[],
): AppError {
  const path = [...above, ...(issue.path ?? []).map((step) => String(step.key))];
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const location = path.slice(0, -1).join('.') || 'the request';
    return new AppError('request.unknown-key', {
      key: path.at(-1) ?? '',
      place: location,
      known: knownAt(path).join(', '),
    });
  }
  return new AppError('request.bad-value', {
    key: path.join('.') || 'request',
    value: JSON.stringify(issue.input) ?? String(issue.input),
    problem: issue.message,
    expected: issue.expected ?? 'another value',
  });
}
