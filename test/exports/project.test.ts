import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import { toProject } from '../../src/exports/project/project.ts';
import { unzip } from '../../src/base/zip.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { hostile, proofOf } from './models.ts';

const folder = mkdtempSync(join(tmpdir(), 'intab-project-'));
afterAll(() => rmSync(folder, { recursive: true }));

const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import sklearn, pandas']).status === 0,
);

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
      cheap: price < 330 ? 'yes' : 'no',
      class: name,
    };
  });
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const write = (header: string[], keys: (keyof (typeof rows)[0])[], part: typeof rows, mark: string) =>
    [header, ...part.map((row) => keys.map((key) => row[key]))].map((cells) => cells.map(quote).join(mark)).join('\n');
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

describe.skipIf(!python)('the project runs as it is (needs scikit-learn and pandas)', () => {
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
      const home = mkdtempSync(join(folder, 'run-'));
      const members = unzip(toProject(bundle, await proofOf(bundle)), () => {});
      for (const { name, bytes } of members) {
        mkdirSync(dirname(join(home, name)), { recursive: true });
        writeFileSync(join(home, name), bytes);
      }
      const cwd = join(home, 'project');
      for (const [name, text] of Object.entries(given)) writeFileSync(join(cwd, name), text);
      const run = (...args: string[]) =>
        spawnSync(python ?? '', ['-B', '-W', 'ignore', ...args], { cwd, encoding: 'utf8' });

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
      expect(
        () => JSON.parse(String(members.find(({ name }) => name.endsWith('.ipynb'))?.bytes && '{}')) as unknown,
      ).not.toThrow();
    },
    60_000,
  );
});
