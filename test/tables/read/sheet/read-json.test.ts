import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonObjects } from '../../../../src/tables/read/sheet/json-objects.ts';
import { parseJson } from '../../../../src/tables/read/sheet/json-text.ts';
import { draws } from '../../../long.ts';
import { tableCells, noticeCodes, columnKinds, read } from '../../read.ts';

const people = [
  { name: 'Ann', age: 31, city: 'Basel', here: true, since: '2024-03-05' },
  { name: 'Bo, "B"', age: null, city: '北京', here: false, since: '2025-11-30' },
  { name: 'Cy\n}{', age: 47.5, city: 'Basel', here: true, since: null, extra: 'x' },
  { city: 'Basel', name: 'Di', age: 'NA', here: false },
];
const cells = {
  name: ['Ann', 'Bo, "B"', 'Cy\n}{', 'Di'],
  age: ['31', null, '47.5', null],
  city: ['Basel', '北京', 'Basel', 'Basel'],
  here: ['true', 'false', 'true', 'false'],
  since: ['2024-03-05', '2025-11-30', null, null],
  extra: [null, null, 'x', null],
};

describe('JSON', () => {
  it.each([
    ['an array of objects', JSON.stringify(people), 'people.json'],
    ['an array over many lines', JSON.stringify(people, null, 2), 'people.json'],
    ['JSON lines', people.map((each) => JSON.stringify(each)).join('\n'), 'people.jsonl'],
    ['JSON lines in a file of another name', people.map((each) => JSON.stringify(each)).join('\r\n'), 'people.txt'],
  ])('%s gives a row an object and a column a name', async (_, text, name) => {
    const { table, view } = await read(text, {}, name);
    expect(view).toMatchObject({ format: 'json', rows: 4, columns: Object.keys(cells) });
    expect(tableCells(table)).toEqual(cells);
    expect(columnKinds(table)).toMatchObject({ age: 'number', here: 'boolean', since: 'date' });
    expect(noticeCodes(view)).toEqual([]);
  });

  it('reads UTF-16, takes objects within apart, and keeps arrays as text', async () => {
    const text = JSON.stringify([
      { id: 1, place: { city: '上海', at: { x: 1.5 } }, tags: ['a', 'b'] },
      { id: 2, place: { city: 'Bern' }, tags: [] },
    ]);
    const { table } = await read(Uint16Array.from('\ufeff' + text, (c) => c.charCodeAt(0)).buffer, {}, 'x.json');
    expect(tableCells(table)).toEqual({
      id: ['1', '2'],
      'place.city': ['上海', 'Bern'],
      'place.at.x': ['1.5', null],
      tags: ['["a","b"]', '[]'],
    });
  });

  it('keeps the digits of long ids and takes what is no number for missing', async () => {
    const text =
      '[{"id": 12345678901234567890, "x": NaN, "t": "1234567890123456789 NaN"}, {"id": 98765432109876543210, "x": 2}]';
    const { table } = await read(text, {}, 'x.json');
    expect(tableCells(table)).toEqual({
      id: ['12345678901234567890', '98765432109876543210'],
      x: [null, '2'],
      t: ['1234567890123456789 NaN', null],
    });
  });

  it.each<[string, string, string, object]>([
    ['an empty array', '[]', 'read.empty', {}],
    ['only empty objects', '[{}, {}]', 'read.empty', {}],
    ['an array of numbers', '[1, 2]', 'read.json-shape', {}],
    ['an array of arrays', '[["a"], [1]]', 'read.json-shape', {}],
    ['a text', '"hello"', 'read.json-shape', {}],
    ['an object that is cut off', '[{"a": 1}, {"a": ', 'read.bad-json', { row: 2 }],
    ['an array that is cut off', '[{"a": 1}', 'read.bad-json', { row: 2 }],
    ['an object with a slip', '{"a": 1}\n{"a": 1,}\n', 'read.bad-json', { row: 2 }],
    ['words between objects', '[{"a": 1} and {"a": 2}]', 'read.bad-json', { row: 2 }],
  ])('%s is an error that says so', async (_, text, code, params) => {
    await expect(read(text, {}, 'x.json')).rejects.toMatchObject({ code, params: { file: 'x.json', ...params } });
  });

  it('finds the same objects in pieces of any size', () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), { maxLength: 5 });
    fc.assert(
      fc.property(objects, fc.boolean(), fc.integer({ min: 1, max: 20 }), (rows, lines, size) => {
        const text = lines ? rows.map((row) => JSON.stringify(row)).join('\n') : JSON.stringify(rows, null, 1);
        const bytes = new TextEncoder().encode(text);
        const found: unknown[] = [];
        const parts = new JsonObjects('x.json');
        for (let from = 0; from < bytes.length; from += size) {
          for (const each of parts.take(bytes.subarray(from, from + size))) found.push(parseJson(each));
        }
        parts.end();
        // A whole number that may have lost digits is kept as they stand.
        const kept = (_: string, value: unknown) =>
          typeof value === 'number' && /^-?\d{16,}$/.test(String(value)) && !Number.isSafeInteger(value)
            ? String(value)
            : value;
        expect(found).toEqual(rows.map((row) => JSON.parse(JSON.stringify(row), kept) as unknown));
      }),
      { numRuns: draws(300), seed: 13 },
    );
  });
});
