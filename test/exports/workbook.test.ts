import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../src/contract/model/bundle.ts';
import { toWorkbook } from '../../src/exports/code/workbook.ts';
import { toScoring } from '../../src/exports/scoring.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { hasProgram } from '../programs.ts';
import { cases, makeProof, trainHostile } from './models.ts';

const folder = mkdtempSync(join(tmpdir(), 'intab-workbook-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasGnumeric = hasProgram('ssconvert', '--version');

/** Lets Gnumeric compute the sheet of made-up rows and gives its cells. */
async function computed(bundle: Bundle): Promise<{ header: string[]; rows: string[][] }> {
  const [from, to] = [join(folder, 'model.xlsx'), join(folder, 'verify.csv')];
  writeFileSync(from, await toWorkbook(toScoring(bundle), await makeProof(bundle)));
  const options = 'sheet=Verify format=raw quoting-mode=always';
  const done = spawnSync('ssconvert', ['--recalc', '-T', 'Gnumeric_stf:stf_assistant', '-O', options, from, to]);
  expect(done.status).toBe(0);
  const [header, ...rows] = Papa.parse<string[]>(readFileSync(to, 'utf8').trimEnd()).data;
  return { header, rows };
}

describe.skipIf(!hasGnumeric)('a workbook computed by a spreadsheet program (needs Gnumeric)', () => {
  it.each(cases.slice(0, 4))('of %s of %s %o predicts what the app does', async (modelType, target, params) => {
    const { bundle } = await trainHostile(modelType, target, params);
    const { predictions, probabilities } = await makeProof(bundle);
    const { header, rows } = await computed(bundle);
    expect(header.at(-1)).toBe('100 of 100 agree');
    expect(predictions).toContain(null);
    const at = header.indexOf('prediction');
    let worst = 0;
    rows.forEach((row, i) => {
      const expected = predictions[i];
      if (typeof expected !== 'number') return expect(row[at]).toBe(expected ?? '');
      worst = Math.max(worst, Math.abs(Number(row[at]) - expected) / Math.max(1, Math.abs(expected)));
    });
    const share = header.findIndex((name) => name.startsWith('probability_'));
    probabilities?.forEach(([, positive], i) => {
      if (share >= 0 && predictions[i] !== null) worst = Math.max(worst, Math.abs(Number(rows[i][share]) - positive));
    });
    expect(worst).toBeLessThan(1e-9);
  });

  it('takes a truth value for the word that the data has', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i},${i % 3 ? 'True' : 'False'},${i + (i % 3 ? 50 : 0)}`);
    const csv = ['size,alone,price', ...lines].join('\n');
    const { bundle } = await trainCsv({ 'a.csv': csv }, { modelType: 'linear_regression', target: 'price' });
    const scoring = toScoring(bundle);
    const { predictions } = await makeProof(bundle);
    expect((await computed(bundle)).header.at(-1)).toBe('100 of 100 agree');
    // As a spreadsheet keeps a typed word.
    const rows = (await makeProof(bundle)).rows.map((row) => ({
      ...row,
      alone: /^true$/i.test(String(row.alone)) as unknown as string,
    }));
    const known = rows.map((_, i) => i).filter((i) => predictions[i] !== null && i % 13 !== 12);
    const proof = { rows: known.map((i) => rows[i]), predictions: known.map((i) => predictions[i]) };
    const path = join(folder, 'truth.xlsx');
    writeFileSync(path, await toWorkbook(scoring, proof));
    const done = spawnSync(
      'ssconvert',
      ['--recalc', '-T', 'Gnumeric_stf:stf_assistant', '-O', 'sheet=Verify', path, 'fd://1'],
      { encoding: 'utf8' },
    );
    expect(done.stdout).toContain(`${known.length} of ${known.length} agree`);
  });
});
