import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { openModel } from '../../src/exports/code/answers.mjs';
import { toJavaScript, toPython } from '../../src/exports/code/code.ts';
import { toSql } from '../../src/exports/code/sql.ts';
import { toWorkbook } from '../../src/exports/code/workbook.ts';
import { toScoring } from '../../src/exports/scoring.ts';
import { findPython, findPythonFor } from '../programs.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { predictRows, cases, hostile, makeProof, trainHostile } from './models.ts';

const folder = mkdtempSync(join(tmpdir(), 'intab-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

const python = findPython('numpy');
/** A Python whose SQLite has the functions of mathematics. */
const sqlite = findPythonFor('import sqlite3; sqlite3.connect(":memory:").execute("select exp(1)")');

/** Equal to 1e-5 of the number's size (float32 networks) or closer, and missing where missing. */
function expectSame(found: unknown[], expected: (number | string | null)[], limit = 1e-5) {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    if (typeof value !== 'number') return expect(found[i]).toBe(value);
    expect(Math.abs(Number(found[i]) - value)).toBeLessThanOrEqual(limit * Math.max(1, Math.abs(value)));
  });
}

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe.each(cases)('%s of %s %o', (modelType, target, params) => {
  const trained = trainHostile(modelType, target, params);
  const limit = modelType === 'dnn' ? 1e-5 : 1e-12;
  const file = `${modelType}-${target}-${Object.keys(params).length}`;

  it('predicts the same as JavaScript', async () => {
    const { bundle, asked } = await trained;
    const path = write(`${file}.mjs`, toJavaScript(toScoring(bundle), await makeProof(bundle)));
    const code = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as {
      predict(row: object): unknown;
      scores(row: object): number[] | null;
    };
    const expected = await predictRows(bundle, asked);
    expectSame(asked.map(code.predict), expected.predictions, limit);
    expect(expected.predictions).toContain(null);
    const shares = expected.probabilities?.[0];
    if (shares) expectSame(code.scores(asked[0]) ?? [], shares, limit);
    const { stdout } = spawnSync(process.execPath, [path, '--verify'], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('agrees on 100 rows');
  });

  it.skipIf(!python)('predicts the same as Python (needs Python with numpy)', async () => {
    const { bundle, asked } = await trained;
    write('predict.py', toPython(toScoring(bundle), await makeProof(bundle)));
    write('rows.json', JSON.stringify(asked));
    const script = 'import json, predict; print(json.dumps(predict.predict(json.load(open("rows.json")))))';
    const { stdout, stderr } = spawnSync(python ?? '', ['-B', '-c', script], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expectSame(JSON.parse(stdout) as unknown[], (await predictRows(bundle, asked)).predictions, limit);
    const verified = spawnSync(python ?? '', ['-B', 'predict.py', '--verify'], { cwd: folder, encoding: 'utf8' });
    expect(verified.stdout.trim()).toBe('agrees on 100 rows');
  });
});

describe('a CSV file', () => {
  const runs = [
    ['JavaScript', toJavaScript, 'file.mjs', [process.execPath]],
    ['Python (needs Python with numpy)', toPython, 'file.py', [python ?? '', '-B']],
  ] as const;

  for (const [language, toCode, name, command] of runs)
    it.skipIf(command[0] === '')(`takes its cells as they stand, in and out of ${language}`, async () => {
      const { bundle, asked } = await trainHostile('logistic_regression', 'class');
      const quote = (cell: unknown) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
      const lines = [Object.keys(asked[0]), ...asked.map(Object.values)].map((cells: unknown[]) =>
        cells.map(quote).join(';'),
      );
      write('rows.csv', `\ufeff${lines.join('\r\n')}\r\n`);
      write(name, toCode(toScoring(bundle), await makeProof(bundle)));
      const [program, ...words] = command;
      const { stdout, stderr } = spawnSync(program, [...words, name, 'rows.csv'], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('');
      const [header, ...rows] = Papa.parse<string[]>(stdout.trimEnd()).data;
      const { predictions, probabilities, labels = [] } = await predictRows(bundle, asked);
      expect(header).toEqual([
        ...Object.keys(asked[0]),
        'prediction',
        ...labels.map((label) => `probability_${label}`),
      ]);
      rows.forEach((row, i) => {
        expect(row.slice(0, 3)).toEqual(Object.values(asked[i]).map((cell) => String(cell ?? '')));
        expect(row[3]).toBe(predictions[i] ?? '');
        if (predictions[i] === null) return expect(row.slice(4)).toEqual(labels.map(() => ''));
        expectSame(row.slice(4).map(Number), probabilities?.[i] ?? []);
      });
      expect(rows.length).toBe(asked.length);
    });
});

describe('cells as people write them', () => {
  const spellings = [
    '1,234.5',
    '5%',
    '3‰',
    '￥1，200',
    '(3)',
    '１２．５',
    '−4',
    '1 234',
    '3,5',
    '1.234,5',
    "1'000",
    '$-5',
    '-$5',
    '+7',
    '.5',
    '5.',
  ];
  const odd = [
    'abc',
    '1_0',
    'inf',
    '0x10',
    '1e3',
    '1,2,3',
    '--1',
    '-$-1',
    ' 8 ',
    '?',
    'NA',
    'n.a.',
    '½',
    '１０元',
    '1e400',
  ];
  const cells = [...spellings, ...odd].map((size) => ({ size, alone: 'False' }));
  const lines = Array.from(
    { length: 40 },
    (_, i) => `${i % 9 ? i * 3 : 'n.a.'},${i % 3 ? 'True' : 'False'},${i * 2 + (i % 5)}`,
  );
  const csv = ['size,alone,price', ...lines].join('\n');
  const factorParams = [
    { name: 'size', type: 'number', missing: 'mean' },
    { name: 'alone', missing: 'most_frequent' },
  ];
  const request = { modelType: 'linear_regression', target: 'price', factorParams, read: { missing: ['n.a.'] } };
  const trained = trainCsv({ 'a.csv': csv }, request);
  const truths = [
    { size: 3, alone: true },
    { size: 3, alone: false },
    { size: 3, alone: 'TRUE' },
    { size: 3, alone: 'false' },
    { size: '', alone: null },
    { size: 3, alone: 'x' },
  ];

  it('are read by JavaScript as the app does', async () => {
    const { bundle } = await trained;
    const { predict } = openModel(JSON.parse(JSON.stringify({ ...toScoring(bundle), proof: null })));
    for (const row of [...cells, ...truths]) {
      expectSame([predict(row as Parameters<typeof predict>[0])], (await predictRows(bundle, [row])).predictions);
    }
  });

  it.skipIf(!python)(
    'and by Python, NumPy’s and missing values of any kind included (needs Python with numpy)',
    async () => {
      const { bundle } = await trained;
      write('predict.py', toPython(toScoring(bundle), await makeProof(bundle)));
      write('rows.json', JSON.stringify([...cells, ...truths]));
      const script = `
import json, math, numpy as np, predict
rows = json.load(open("rows.json"))
more = [{"size": np.float32(3), "alone": np.bool_(True)}, {"size": np.int64(3), "alone": False}, {"size": 3, "alone": "tRuE"}, {"alone": "FALSE", "size": 3}, {"size": math.nan, "alone": None}, {"alone": "x", "size": 3}]
open("comma.csv", "w").write("note;alone;size\\na,b;True;3,0\\n;False;1.200,5\\n;x;\\n")
commas = predict.with_points(predict.read("comma.csv"))
print(json.dumps([predict.predict(rows), predict.predict(more), predict.predict([{"size": 3, "alone": True}, {"size": 3}]), predict.predict(commas)]))`;
      const { stdout, stderr } = spawnSync(python ?? '', ['-B', '-c', script], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('');
      const [found, more, incomplete, commas] = JSON.parse(stdout) as unknown[][];
      const expected = await Promise.all(
        [...cells, ...truths].map(async (row) => (await predictRows(bundle, [row])).predictions[0]),
      );
      expectSame(found, expected);
      expectSame(more, expected.slice(-6));
      const plain = [
        { size: 3, alone: true },
        { size: 1200.5, alone: false },
        { size: '', alone: 'x' },
      ];
      expectSame(commas, (await predictRows(bundle, plain)).predictions);
      expectSame(incomplete, (await predictRows(bundle, [{ size: 3, alone: true }, { size: 3 }])).predictions);
    },
  );
});

describe('a formula', () => {
  it('needs a linear model', async () => {
    const { bundle } = await trainHostile('dnn', 'price', { hidden_layer_sizes: [2], max_iter: 2 });
    const proof = { rows: [], predictions: [] };
    expect(() => toSql(toScoring(bundle), proof)).toThrowError(expect.objectContaining({ code: 'export.not-linear' }));
  });

  it.skipIf(!sqlite).each(cases.slice(0, 4))(
    'of %s of %s %o predicts the same as SQL (needs Python with SQLite’s exp)',
    async (modelType, target, params) => {
      const { bundle, asked } = await trainHostile(modelType, target, params);
      // SQLite has no EXTRACT; julianday counts from noon, 4714 BC.
      const sql = toSql(toScoring(bundle), await makeProof(bundle)).replace(
        /EXTRACT\(EPOCH FROM CAST\(("(?:[^"]|"")*") AS TIMESTAMP\)\) \/ 86400\.0/g,
        (_, column: string) => `(julianday(${column}) - 2440587.5)`,
      );
      write('rows.json', JSON.stringify({ rows: asked, sql, names: [hostile.number, hostile.date, hostile.category] }));
      const script = `
import json, sqlite3
given = json.load(open("rows.json"))
quoted = ['"' + name.replace('"', '""') + '"' for name in given["names"]]
db = sqlite3.connect(":memory:")
db.row_factory = sqlite3.Row
db.execute("CREATE TABLE your_table (%s REAL, %s TEXT, %s TEXT)" % tuple(quoted))
db.executemany("INSERT INTO your_table VALUES (?, ?, ?)", [[row[name] for name in given["names"]] for row in given["rows"]])
predict, verify = given["sql"].split("-- Verify")
found = [row["prediction"] for row in db.execute(predict)]
print(json.dumps([found, db.execute("--" + verify).fetchone()["differing"]]))`;
      const { stdout, stderr } = spawnSync(sqlite ?? '', ['-c', script], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('');
      const [found, differing] = JSON.parse(stdout) as [unknown[], number];
      expectSame(found, (await predictRows(bundle, asked)).predictions);
      expect(differing).toBe(0);
    },
  );

  it('keeps names and levels of strangers out of Excel formulas', async () => {
    const { bundle } = await trainHostile('logistic_regression', 'class');
    const { read } = await import('sheetjs-ce');
    const book = read(await toWorkbook(toScoring(bundle), await makeProof(bundle)), {
      cellFormula: true,
      cellStyles: true,
    });
    const formulas = Object.values(book.Sheets.Predict).flatMap((cell: { f?: string }) => (cell.f ? [cell.f] : []));
    expect(formulas.length).toBe(100 * 4);
    for (const formula of formulas)
      expect(formula).toMatch(
        /^[A-Z0-9$!#:,()+\-*/<>=&" .]*(Weights|MATCH|MAX|SUMPRODUCT|EXACT|INDEX|IF|OR|EXP|[A-Z0-9$!#:,()+\-*/<>=&" .])*$/,
      );
    expect(book.Sheets.Predict.A1.v).toBe(hostile.number);
    // What is typed for a level stays text: 01, 3/4.
    expect(['A2', 'B2', 'C2'].map((at) => (book.Sheets.Predict[at] as { z?: string } | undefined)?.z)).toEqual([
      undefined,
      undefined,
      '@',
    ]);
    expect(book.Sheets.Predict['!cols']?.[0].wch).toBeGreaterThanOrEqual(hostile.number.length);
  });
});
