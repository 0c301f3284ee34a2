import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packedByBrotli } from './brotli-parquet.ts';
import { tableCells, columnKinds, read, columnWords } from '../../read.ts';

const fixture = (name: string) =>
  readFileSync(resolve(import.meta.dirname, `../../../fixtures/parquet/${name}.parquet`));

describe('Parquet', () => {
  it.each(['snappy', 'gzip'])('packed by %s gives every type its kind', async (packing) => {
    const { table, view } = await read(fixture(packing), {}, 'table.parquet');
    expect(view).toMatchObject({ format: 'parquet', rows: 60 });
    expect(view.header).toBeUndefined();
    expect(columnKinds(table)).toEqual({
      double: 'number',
      float: 'number',
      int: 'number',
      long: 'text',
      'short long': 'number',
      unsigned: 'number',
      decimal: 'number',
      truth: 'boolean',
      word: 'category',
      dictionary: 'category',
      day: 'date',
      time: 'date',
      list: 'text',
      record: 'category',
      nothing: 'empty',
    });
    const cells = tableCells(table);
    const row = (i: number) => Object.fromEntries(Object.entries(cells).map(([name, column]) => [name, column[i]]));
    expect(row(57)).toEqual({
      double: '7.125',
      float: '1.5',
      int: '57000',
      long: '9007199254741049',
      'short long': '-57',
      unsigned: '4294967238',
      decimal: '57.57',
      truth: 'true',
      word: null,
      dictionary: 'a',
      day: '2026-02-27',
      time: '2026-01-03T21:00:00Z',
      list: '[57,58]',
      record: '{"x":0,"y":"a"}',
      nothing: null,
    });
    expect(cells.double?.filter((cell) => cell === null)).toHaveLength(9);
    expect([...table.origin.rowNumbers.slice(0, 2)]).toEqual([1, 2]);
  });

  it('takes the kinds and words for missing that a person chose', async () => {
    const choices = { kinds: { int: 'category', day: 'text' } as const, missing: ['south', '0.25'] };
    const { table } = await read(fixture('snappy'), choices, 'table.parquet');
    expect(columnKinds(table)).toMatchObject({ int: 'category', day: 'text' });
    const { word, double } = tableCells(table);
    expect(word?.slice(0, 5)).toEqual(['north', null, null, null, '北京']);
    expect(double?.slice(1, 4)).toEqual(['0.125', null, '0.375']);
  });

  it('reads as words for a file of predictions', async () => {
    const { double, word } = await columnWords(fixture('plain'), {}, 'table.parquet');
    expect(double?.slice(0, 3)).toEqual([null, '0.125', '0.25']);
    expect(word?.slice(0, 5)).toEqual(['north', 'south', null, null, '北京']);
  });

  it('packed by zstd gives the cells of the plain file', async () => {
    const [packed, plain] = await Promise.all(
      ['zstd', 'plain'].map(async (name) => tableCells((await read(fixture(name), {}, 'table.parquet')).table)),
    );
    expect(packed).toEqual(plain);
  });

  const damaged = fixture('plain');
  damaged[damaged.length - 5] = 0x7f;
  it.each<[string, Uint8Array, string, object]>([
    ['packed by Brotli', packedByBrotli(), 'read.parquet-codec', { codec: 'BROTLI' }],
    ['without rows', fixture('empty'), 'read.empty', {}],
    ['cut off', fixture('plain').subarray(0, 500), 'read.broken-parquet', {}],
    ['with a damaged footer', damaged, 'read.broken-parquet', {}],
  ])('%s is an error that says so', async (_, bytes, code, params) => {
    await expect(read(bytes, {}, 'x.parquet')).rejects.toMatchObject({
      code,
      params: { file: 'x.parquet', ...params },
    });
  });
});
