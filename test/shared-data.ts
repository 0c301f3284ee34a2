/** Real tables and the numbers that scikit-learn found on them, which add to the drawn tables of `test/reference` where they are. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder `shared` beside the repository; the environment's `SHARED` names another. */
const folder = resolve(process.env.SHARED ?? resolve(import.meta.dirname, '../../shared'));

/** Path of a file in the folder. */
export const sharedPath = (path: string) => resolve(folder, path);

/** True if the real tables are here. Suites that need them are named "… (needs ../shared)". */
export const hasShared = existsSync(sharedPath('data')) && existsSync(sharedPath('reference/reference.json'));

/** scikit-learn's numbers by table; empty if they are not here. */
export function sharedReference<T>(): Record<string, T> {
  return hasShared
    ? (JSON.parse(readFileSync(sharedPath('reference/reference.json'), 'utf8')) as Record<string, T>)
    : {};
}
