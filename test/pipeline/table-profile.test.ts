import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/contract/data/reading.ts';
import type { ProfileRequest } from '../../src/contract/workers/table-api.ts';
import { makeReader } from '../../src/pipeline/reader.ts';
import { readProfile } from '../../src/pipeline/table-profile.ts';
import { writeWorkbook } from '../../src/tables/write/write-workbook.ts';
import { quietRun } from '../run.ts';

const file = (name: string, content: BlobPart): Source => ({ id: name, name, blob: new Blob([content]) });
const profile = (sources: Source[], change: Partial<ProfileRequest> = {}) =>
  readProfile({ sources, read: {}, merge: {}, rows: 10, ...change }, makeReader(), quietRun());

const rows = Array.from({ length: 40 }, (_, i) =>
  [
    i % 7 === 3 ? 'NA' : i / 4,
    'ab'[i % 2],
    i % 3 ? 'yes' : 'no',
    `2026-01-${String((i % 28) + 1).padStart(2, '0')}`,
    3 * i,
  ].join(';'),
);
const csv = `# a list of flats\nsize;city;garden;sold;price\n${rows.join('\n')}\n${rows[0]}\n`;

describe('the profile of a CSV', () => {
  it('says rows, columns and files', async () => {
    const found = await profile([file('a.csv', csv)], { rows: 2 });
    expect([found.rows, found.duplicates]).toEqual([41, 1]);
    expect(found.columns).toEqual([
      { name: 'size', kind: 'number', missing: 6, distinct: 34, first: [0, 0.25], min: 0, max: 9.75 },
      { name: 'city', kind: 'category', missing: 0, distinct: 2, first: ['a', 'b'], levels: ['a', 'b'] },
      { name: 'garden', kind: 'boolean', missing: 0, distinct: 2, first: ['no', 'yes'], levels: ['no', 'yes'] },
      {
        name: 'sold',
        kind: 'date',
        missing: 0,
        distinct: 28,
        first: ['2026-01-01', '2026-01-02'],
        min: '2026-01-01',
        max: '2026-01-28',
      },
      { name: 'price', kind: 'number', missing: 0, distinct: 40, first: [0, 3], min: 0, max: 117 },
    ]);
    expect(found.files).toEqual([
      { name: 'a.csv', rows: 41, headerRows: 1, firstRow: 3, encoding: 'utf-8', delimiter: ';', skipped: [] },
    ]);
    expect(found.mapping.price).toEqual(['price']);
    expect(structuredClone(found)).toEqual(JSON.parse(JSON.stringify(found)));
  });

  it('suggests target, task, factors and a model', async () => {
    const found = await profile([file('a.csv', csv)]);
    expect(found.suggested).toEqual({
      target: 'price',
      task: 'regression',
      factors: ['size', 'city', 'garden', 'sold'],
      modelType: 'linear_regression',
    });
    const chosen = await profile([file('a.csv', csv)], { target: 'garden' });
    expect(chosen.suggested).toEqual({
      target: 'garden',
      task: 'classification',
      factors: ['size', 'city', 'sold', 'price'],
      modelType: 'logistic_regression',
    });
  });

  it('suggests a model of texts where there is nothing but texts, and none for a single column', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `"film number ${i} was long",${i % 2 ? 'good' : 'bad'}`);
    const reviews = await profile([file('r.csv', `review,label\n${lines.join('\n')}\n`)]);
    expect(reviews.suggested).toMatchObject({ target: 'label', factors: ['review'], modelType: 'text_classifier' });
    const single = await profile([file('s.csv', 'x\n1\n2\n3\n')]);
    expect(single.suggested).toMatchObject({ target: null, task: null, modelType: null });
  });

  it('gives missing cells as null, and cells of another kind as they stand', async () => {
    const cells = ['1', '', 'n/a', '2', 'broken', ...Array.from({ length: 40 }, (_, i) => String(i))];
    const found = await profile([file('a.csv', `id,x\n${cells.map((cell, i) => `${i},${cell}`).join('\n')}\n`)], {
      rows: 5,
    });
    const [, x] = found.columns;
    expect(x).toMatchObject({ kind: 'number', missing: 2, first: [1, null, null, 2, 'broken'] });
    expect(found.notices.map(({ code }) => code)).toContain('fields.most-numbers');
    expect(found.notices.every(({ message, level }) => message !== '' && level !== undefined)).toBe(true);
  });

  it('gives what may spoil the suggestion', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${2 * i},${i}`);
    const found = await profile([file('a.csv', `copy,target\n${lines.join('\n')}\n`)]);
    expect(found.notices.map(({ code }) => code)).toEqual(expect.arrayContaining(['fields.guess-by-name']));
    expect(found.notices.some(({ code }) => code.startsWith('fields.leak'))).toBe(true);
  });

  it('counts distinct values to 100,000', async () => {
    const lines = Array.from({ length: 100_010 }, (_, i) => `${i},${i % 100_000}`);
    const found = await profile([file('a.csv', `many,some\n${lines.join('\n')}\n`)], { rows: 0 });
    expect(found.columns.map(({ distinct, first }) => [distinct, first])).toEqual([
      [100_001, []],
      [100_000, []],
    ]);
  });

  it('refuses a target that is not there', async () => {
    await expect(profile([file('a.csv', csv)], { target: 'prize' })).rejects.toMatchObject({
      code: 'fields.unknown-column',
      params: { column: 'prize' },
    });
  });

  it('stops', async () => {
    const request = { sources: [file('a.csv', csv)], read: {}, merge: {}, rows: 1 };
    await expect(readProfile(request, makeReader(), quietRun(AbortSignal.abort()))).rejects.toMatchObject({
      code: 'run.stopped',
    });
  });
});

describe('the profile of several files', () => {
  it('maps names by file and counts repeated rows once for each repetition', async () => {
    const merge = { from: { price: ['cost'] }, missingColumn: 'fill' as const };
    const sources = [file('a.csv', 'x,price,y\n1,2,a\n3,4,b\n'), file('b.csv', 'cost,x\n6,5\n8,7\n')];
    const found = await profile(sources, { merge });
    expect(found.rows).toBe(4);
    expect(found.mapping).toEqual({ x: ['x', 'x'], price: ['price', 'cost'], y: ['y', null] });
    expect(found.files.map(({ name, rows: count }) => [name, count])).toEqual([
      ['a.csv', 2],
      ['b.csv', 2],
    ]);
    expect(found.columns[1]).toMatchObject({ name: 'price', first: [2, 4, 6, 8] });
    const again = [file('a.csv', 'x,y\n1,2\n3,4\n'), file('b.csv', 'x,y\n1,2\n3,4\n')];
    const [dropped, kept] = [await profile(again), await profile(again, { merge: { duplicates: 'keep' } })];
    expect([dropped.rows, dropped.duplicates, dropped.columns[0]?.first]).toEqual([4, 2, [1, 3, 1, 3]]);
    expect([kept.rows, kept.duplicates]).toEqual([4, 2]);
    expect(dropped.notices.map(({ code }) => code)).toContain('merge.nothing-new');
    expect(kept.notices.map(({ code }) => code)).not.toContain('merge.nothing-new');
  });

  it('fails with the first file that cannot be read, as a run does', async () => {
    await expect(profile([file('a.csv', csv), file('b.csv', '')])).rejects.toMatchObject({ code: 'read.empty' });
  });
});

describe('the profile of a workbook', () => {
  it('names the sheet; numbers keep their type', async () => {
    const sheet = [['size', 'city'], ...Array.from({ length: 20 }, (_, i) => [i + 0.5, 'ab'[i % 2] ?? ''])];
    const book = await writeWorkbook([{ name: 'Flats', rows: sheet }]);
    const found = await profile([file('a.xlsx', book)], { rows: 1 });
    expect(found.files).toEqual([
      { name: 'a.xlsx', rows: 20, headerRows: 1, firstRow: 2, sheet: 'Flats', skipped: [] },
    ]);
    expect(found.columns[0]).toEqual({
      name: 'size',
      kind: 'number',
      missing: 0,
      distinct: 20,
      first: [0.5],
      min: 0.5,
      max: 19.5,
    });
  });
});
