import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { expect } from 'vitest';

/** The folder of the sources; every path in these tests is below it. */
export const src = resolve(import.meta.dirname, '../../src');

/** Every file of TypeScript or Svelte but for declarations and what the kernels are compiled from and to. */
export const files: readonly string[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'))
  .filter((file) => !/^kernels\/(assembly|build)\//.test(file))
  .sort();

/** Reads a file below src. */
export function readSource(file: string): string {
  return readFileSync(join(src, file), 'utf8');
}

/** Gives the room of a file: its first folder, or '' for a file of none. */
export function roomName(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

/** Parses the code of a file; of a component its scripts. */
export function parse(file: string): ts.SourceFile {
  const text = readSource(file);
  const code = file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script).join('\n')
    : text;
  return ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
}

/** Names a file as the lists of exceptions do: without its folder, so that a move does not change them. */
export function shortName(file: string): string {
  return basename(file);
}

/** Checks that what breaks a rule is what is excepted, each with a reason; an exception that is no longer needed fails too. */
export function expectOnly(found: readonly string[], excepted: Readonly<Record<string, string>>): void {
  expect({
    breaks: found.filter((each) => !Object.hasOwn(excepted, each)),
    needless: Object.keys(excepted).filter((each) => !found.includes(each)),
  }).toEqual({ breaks: [], needless: [] });
}
