import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import { toProject } from '../../src/exports/project/project.ts';
import { unzip } from '../../src/base/zip.ts';
import type { Bundle } from '../../src/contract/model/bundle.ts';
import { writeWorkbook } from '../../src/tables/write/write-workbook.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { findPython } from '../programs.ts';
import { hostile, makeProof } from './models.ts';

const folder = mkdtempSync(join(tmpdir(), 'intab-project-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All that the project's requirements.txt names. */
const required = ['numpy', 'pandas', 'sklearn', 'openpyxl'];
const python = findPython(...required) ?? '';
const daskPython = findPython(...required, 'dask.distributed') ?? '';

/** Two files: the second has its columns in another order, a field by another name, semicolons, and rows of the first again. */
function files() {
  const random = randomFrom(3);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const [size, rooms] = [Math.round(random.uniform() * 1500) / 10, random.integer(5)];
    const city = ['Oslo', hostile.level, '北京', 'Rome'][random.integer(3)];
    const day = new Date(Date.UTC(2019, 0, 1 + random.integer(1500))).toISOString().slice(0, 10);
    const price = Math.round((3 * size + 20 * rooms + 9 * city.length + 5 * random.normal()) * 100) / 100;
    const name = price < 250 ? 'low' : price < 420 ? 'middle' : 'high';
    return {
      size: i % 29 === 4 ? 'n/a' : i === 77 ? 'broken' : String(size),
      rooms: i % 31 === 6 ? '' : String(rooms),
      city: i % 37 === 8 ? '?' : city,
      day,
      price: i % 41 === 9 ? '' : String(price),
      cheap: price < 330 ? (i % 5 ? 'yes' : 'Yes') : 'no',
      class: name,
    };
  });
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const write = (header: string[], keys: (keyof (typeof rows)[0])[], part: typeof rows, decimalMark: string) =>
    [header, ...part.map((row) => keys.map((key) => row[key]))]
      .map((cells) => cells.map(quote).join(decimalMark))
      .join('\n');
  const keys = ['size', 'rooms', 'city', 'day', 'price', 'cheap', 'class'] as const;
  const other = ['class', 'city', 'price', 'size', 'day', 'rooms', 'cheap'] as const;
  const later = other.map((key) => (key === 'size' ? 'Size (m2)' : key));
  return {
    'a.csv': write([...keys], [...keys], rows.slice(0, 260), ','),
    'b.csv': write(later, [...other], [...rows.slice(260), ...rows.slice(0, 12)], ';'),
  };
}

const factorParams = [
  { name: 'size', type: 'number', missing: 'mean', from: ['Size (m2)'], min: 2 },
  { name: 'rooms', type: 'number', missing: 'median' },
  { name: 'city', type: 'category', missing: 'most_frequent' },
  { name: 'day', type: 'date' },
];

const plainFactors = factorParams.map(({ from: _, ...factor }) => factor);

/** Writes a project and the files beside it; gives its folder. */
async function unpacked(bundle: Bundle, given: Record<string, string>): Promise<string> {
  const home = mkdtempSync(join(folder, 'run-'));
  for (const { name, bytes } of unzip(toProject(bundle, await makeProof(bundle)), () => {})) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), bytes);
  }
  for (const [name, text] of Object.entries(given)) writeFileSync(join(home, 'project', name), text);
  return join(home, 'project');
}

describe.skipIf(!python)('the project runs as it is (needs Python with numpy, pandas, scikit-learn, openpyxl)', () => {
  it.each([
    ['linear_regression', 'price', {}, { seed: 7 }],
    ['linear_regression', 'price', { alpha: 2 }, { testSize: 0.3 }],
    ['logistic_regression', 'cheap', { C: 3 }, { stratify: true }],
    ['logistic_regression', 'class', { class_weight: 'balanced' }, {}],
    ['dnn', 'price', { hidden_layer_sizes: [8], max_iter: 20 }, {}],
    ['gradient_boosting', 'class', { max_iter: 10 }, {}],
  ])(
    '%s of %s %o %o',
    async (modelType, target, modelParams, split) => {
      const given = files();
      const { bundle } = await trainCsv(given, { modelType, target, factorParams, modelParams, split });
      const cwd = await unpacked(bundle, given);
      const run = (...args: string[]) => spawnSync(python, ['-B', '-W', 'ignore', ...args], { cwd, encoding: 'utf8' });

      const trained = run('train.py', 'a.csv', 'b.csv');
      expect(trained.stderr).toBe('');
      expect(trained.status).toBe(0);
      for (const [name, count] of Object.entries(bundle.report.rows.dropped)) {
        expect(trained.stdout).toContain(`dropped ${count} rows: ${name}`);
      }
      const numbers = Object.fromEntries(
        trained.stdout.split('\n').flatMap((line) => {
          const [name, here, app] = line.split(/\s{2,}/);
          return here && app && !Number.isNaN(Number(app)) ? [[name, [Number(here), Number(app)]]] : [];
        }),
      ) as Record<string, [number, number]>;
      expect(Object.keys(numbers)).toEqual(expect.arrayContaining(['read', 'kept', 'train', 'test']));
      for (const name of ['read', 'duplicates', 'kept', 'train', 'test'])
        expect(numbers[name][0]).toBe(numbers[name][1]);
      expect(run('verify.py').stdout.trim()).toBe('agrees on 100 rows');
    },
    60_000,
  );
});

describe.skipIf(!python)(
  'the project reads what the app reads (needs Python with numpy, pandas, scikit-learn, openpyxl)',
  () => {
    const rows = Array.from({ length: 80 }, (_, i) => {
      const size = 50 + ((i * 7) % 41) + 0.5;
      const price = 3 * size + (i % 3) * 20 + (i % 5);
      const sold = `${1 + (i % 28)}/${1 + (i % 12)}/2025`;
      return { 面积: i % 9 === 3 ? null : size, 城市: ['北京', 'Oslo', 'Rome'][i % 3], ok: i % 2 === 0, sold, price };
    });
    const lines = (decimalMark: string, comma: boolean) =>
      [Object.keys(rows[0]), ...rows.map(Object.values)]
        .map((cells: unknown[]) =>
          cells.map((cell) => (comma ? String(cell ?? '').replace('.', ',') : (cell ?? ''))).join(decimalMark),
        )
        .join('\n');
    const workbook = () =>
      writeWorkbook([{ name: 'Homes', rows: [['prices of 2026'], Object.keys(rows[0]), ...rows.map(Object.values)] }]);
    const nested = rows.map(({ 城市, ...row }) => ({ ...row, at: { 城市 } }));
    const numbers = [{ name: '面积', missing: 'mean' }, { name: '城市' }];

    it.each([
      ['a semicolon and decimal commas', 'a.csv', () => lines(';', true), 'price', numbers],
      ['days before months', 'a.csv', () => lines(',', false), 'price', [{ name: 'sold', type: 'date' }]],
      ['lines above the header, in UTF-16', 'a.csv', () => utf16(`prices\n\n${lines('\t', false)}`), 'price', numbers],
      ['a workbook with truth values', 'a.xlsx', workbook, 'ok', numbers],
      ['JSON with objects inside', 'a.json', () => JSON.stringify(nested), 'price', [{ name: 'at.城市' }]],
      ['JSON lines', 'a.jsonl', () => rows.map((row) => JSON.stringify(row)).join('\n'), 'ok', numbers],
    ] as const)('%s', async (_, name, content, target, factors) => {
      const blob = new Blob([await content()]);
      const modelType = target === 'ok' ? 'logistic_regression' : 'linear_regression';
      const { bundle } = await trainCsv({ [name]: blob }, { modelType, target, factorParams: factors });
      const cwd = await unpacked(bundle, {});
      writeFileSync(join(cwd, name), Buffer.from(await blob.arrayBuffer()));
      const done = spawnSync(python, ['-B', '-W', 'ignore', 'train.py', name], { cwd, encoding: 'utf8' });
      expect([done.stderr, done.status]).toEqual(['', 0]);
    });

    function utf16(text: string): Uint8Array<ArrayBuffer> {
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    }
  },
);

describe.skipIf(!daskPython)(
  'the project runs on Dask, part by part (needs Python with numpy, pandas, scikit-learn, openpyxl, dask, distributed)',
  () => {
    /** The first file in 8 parts, each with its header. */
    function parts(): Record<string, string> {
      const [header, ...lines] = files()['a.csv'].split('\n');
      const size = Math.ceil(lines.length / 8);
      return Object.fromEntries(
        Array.from({ length: 8 }, (_, p) => [
          `part-${p}.csv`,
          [header, ...lines.slice(p * size, (p + 1) * size), ...(p === 7 ? lines.slice(0, 5) : [])].join('\n'),
        ]),
      );
    }

    it.each([
      ['linear_regression', 'price', { alpha: 0 }],
      ['logistic_regression', 'class', { C: 2 }],
    ])(
      '%s of %s %o',
      async (modelType, target, modelParams) => {
        const given = parts();
        const { bundle } = await trainCsv(given, { modelType, target, factorParams: plainFactors, modelParams });
        const cwd = await unpacked(bundle, given);
        const done = spawnSync(daskPython, ['-B', '-W', 'ignore', 'scale/dask_run.py', ...Object.keys(given)], {
          cwd,
          encoding: 'utf8',
        });
        expect(done.stderr.replace(/^.*(distributed|INFO).*$/gm, '').trim()).toBe('');
        expect(done.status).toBe(0);
        expect(done.stdout).toMatch(modelType === 'logistic_regression' ? /logLoss/ : /r2/);
      },
      90_000,
    );
  },
);
