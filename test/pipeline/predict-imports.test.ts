import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');
const toPath = (address: string) => fileURLToPath(new URL(address, import.meta.url));

/** Files whose code loads with a file; with `later` also those that it may load by `import()`. Paths from `src`. */
function reach(from: readonly string[], later: boolean): string[] {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path) || !existsSync(path)) return;
    seen.add(path);
    const text = readFileSync(path, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '');
    const now = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm);
    const dynamic = later ? text.matchAll(/\bimport\(\s*'(\.[^']+)'/g) : [];
    for (const [, address] of [...now, ...dynamic]) visit(resolve(path, '..', address!.replace(/\?.*$/, '')));
  };
  from.forEach(visit);
  return [...seen].map((path) => relative(src, path)).sort();
}

/** What learns: the folders of adapters, their descriptions aside, and the solvers. */
const learns = (file: string) => /^adapters\/[^/]+\/(?!meta\.ts$)/.test(file) || file.startsWith('solvers/');

describe('the code of predicting', () => {
  const predicting = [
    '../../src/prediction/predict.ts',
    '../../src/prediction/predictions-file.ts',
    '../../src/prediction/row-table.ts',
  ].map(toPath);

  it('reaches the models and nothing that learns', () => {
    const files = reach(predicting, true);
    expect(files.length).toBeGreaterThan(50);
    expect(files).toEqual(expect.arrayContaining(['adapters/hooks.ts']));
    expect(files.filter(learns)).toEqual([]);
  });

  it('comes with a worker that loads an adapter only to train', () => {
    const worker = toPath('../../src/worker/table.worker.ts');
    expect(reach([worker], false).filter(learns)).toEqual([]);
    expect(reach([worker], true).filter(learns).length).toBeGreaterThan(10);
  });
});
