import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** Rooms by floor; an import only goes down. */
const floors: Record<string, number> = {
  base: 0,
  contract: 1,
  kernels: 2,
  tfjs: 2,
  chat: 2,
  transformers: 2,
  tables: 3,
  metrics: 3,
  solvers: 3,
  forms: 3,
  publish: 3,
  adapters: 4,
  recipe: 4,
  storage: 4,
  pipeline: 5,
  exports: 5,
  worker: 6,
  client: 6,
  ui: 7,
  /** A page of its own: the Use section without the app around it. */
  predictor: 8,
};

/** Every outside library and the only place that may import it. */
const doors: [library: RegExp, door: RegExp][] = [
  [/^@tensorflow\//, /^tfjs\//],
  [/^@huggingface\//, /^transformers\//],
  [/^onnxruntime-web\//, /^(transformers\/|exports\/onnx\/runtime\.ts$)/],
  [/^comlink$/, /^base\/wire\.ts$/],
  [/^aws4fetch$/, /^publish\/own-keys\.ts$/],
  [/^eventsource-parser$/, /^chat\/ask\.ts$/],
  [/^fflate$/, /^base\/zip\.ts$/],
  [/^@bufbuild\//, /^exports\/onnx\/proto\.ts$/],
  [/^onnxruntime-web(\/|$)/, /^(transformers\/onnx|exports\/onnx\/runtime)\.ts$/],
  [/^valibot$/, /./],
  [/^idb-keyval$/, /^storage\//],
  [/^papaparse$/, /^tables\/csv\.ts$/],
  [/^sheetjs-ce$/, /^tables\/(sheetjs|write-workbook)\.ts$/],
  [/^hyparquet$/, /^tables\/parquet\.ts$/],
  [/^fzstd$/, /^tables\/parquet\.ts$/],
  [/^svelte(\/|$)/, /^(ui\/|predictor\/|main\.ts)/],
  [/^virtual:/, /^(ui\/|main\.ts|client\/)/],
];

interface Import {
  from: string;
  to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts') && !/^kernels\/(assembly|build)\//.test(file),
  )
  .sort();

const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(src, from), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\s]+)\1/g);
  return [...found].map((match) => ({ from, to: match[2]! }));
});

const inside = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: relative(src, resolve(src, dirname(from), to)), address: to.includes('?') }));

const roomOf = (file: string) => file.split('/')[0]!;

describe('floors', () => {
  it('sees the imports of every room', () => {
    expect(inside.length).toBeGreaterThan(10);
  });

  it('lets imports only go down', () => {
    const upward = inside.filter(({ from, to, address }) => {
      const [above, below] = [floors[roomOf(from)], floors[roomOf(to)]];
      if (above === undefined || below === undefined || roomOf(from) === roomOf(to)) return false;
      if (roomOf(from) === 'client' && roomOf(to) === 'worker') return !address;
      return above <= below;
    });
    expect(upward).toEqual([]);
  });

  it('shows the interface only the client, the contract, the metrics, the sentences, the base and the light side of adapters', () => {
    const low = inside.filter(
      ({ from, to }) =>
        from.startsWith('ui/') &&
        !/^(ui|client|contract|metrics|locales|base)\//.test(to) &&
        !/^adapters\/(catalog|[^/]+\/meta)\.ts$/.test(to),
    );
    expect(low).toEqual([]);
  });

  it('has no circle of imports', () => {
    const next = new Map<string, typeof inside>();
    for (const each of inside) next.set(each.from, [...(next.get(each.from) ?? []), each]);
    const state = new Map<string, 'open' | 'closed'>();
    const circles: string[][] = [];
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'closed') return;
      if (state.get(file) === 'open') return void circles.push([...path.slice(path.indexOf(file)), file]);
      state.set(file, 'open');
      for (const { to } of next.get(file) ?? []) visit(to.replace(/\?.*$/, ''), [...path, file]);
      state.set(file, 'closed');
    };
    files.forEach((file) => visit(file, []));
    expect(circles).toEqual([]);
  });

  it('lets every library in by its one door', () => {
    const strays = imports.filter(({ from, to }) => {
      if (to.startsWith('.') || to.startsWith('node:')) return false;
      const door = doors.find(([library]) => library.test(to));
      return !door || !door[1].test(from);
    });
    expect(strays.filter(({ from }) => from !== 'kernels/build.mjs')).toEqual([]);
  });

  it('has no barrels and no rooms without a name', () => {
    expect(files.filter((file) => /(^|\/)index\.ts$|(^|\/)(utils|helpers|types|components)\//.test(file))).toEqual([]);
    expect(files.filter((file) => file.includes('/') && floors[roomOf(file)] === undefined)).toEqual([]);
  });

  it('starts workers only in the client and the kernels', () => {
    const starts = files.filter((file) => /new (Shared)?Worker\b/.test(readFileSync(join(src, file), 'utf8')));
    expect(starts.filter((file) => !/^(client|kernels)\//.test(file))).toEqual([]);
  });

  it('has no chance and no clock below the workers', () => {
    const free = /^(ui|predictor|client|worker)\/|^(main|service-worker)\.ts$/;
    const timed = files.filter(
      (file) =>
        !free.test(file) &&
        /Math\.random|Date\.now\(|new Date\(\)|performance\.now/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(timed).toEqual([]);
  });
});
