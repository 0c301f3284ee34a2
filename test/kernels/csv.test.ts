import { describe, expect, it } from 'vitest';
import { canPart, openCsv, type CsvKind, type CsvRows } from '../../src/kernels/csv.ts';

/** Lays a text into the kernel's memory and reads it. */
function read(rows: CsvRows, text: string, record = 0) {
  const bytes = new TextEncoder().encode(text);
  const from = rows.allocateText(bytes.length);
  rows.bytes.set(bytes, from);
  const batch = rows.read(from, from + bytes.length, record);
  return { ...batch, rest: text.slice(batch.next - from) };
}
const open = (kinds: CsvKind[], delimiter = ',') => openCsv(kinds, delimiter);

describe('CSV kernel', () => {
  it('reads numbers and the places of words, and says where it stopped', async () => {
    const rows = await open(['number', 'word', 'skip', 'number']);
    const batch = read(rows, '1.5,ab,x,-2\r\n\r\n ,"c d",y, 3 \n4,e', 10);
    expect([...batch.rowNumbers]).toEqual([11, 13]);
    expect([batch.values[0], batch.values[3]].map((each) => [...(each ?? [])])).toEqual([[1.5, NaN], [-2, 3]]); // prettier-ignore
    expect([batch.values[1], batch.words[0], batch.words[2]]).toEqual([undefined, undefined, undefined]);
    const offsets = batch.words[1] ?? new Int32Array(0);
    const words = [0, 1].map((row) => rows.bytes.slice(offsets[row * 2], offsets[row * 2 + 1] >> 2));
    expect(words.map((each) => new TextDecoder().decode(each))).toEqual(['ab', 'c d']);
    expect([offsets[1] & 3, offsets[3] & 3]).toEqual([0, 1]);
    expect([...batch.fractions]).toEqual([1, 0, 0, 0]);
    expect([batch.reason, batch.record, batch.rest]).toEqual(['unfinished', 13, '4,e']);
  });

  it.each([
    ['a doubled quote', '"a""b",2\n'],
    ['a line end in quotes', '"a\nb",2\n'],
    ['text behind a quote', '"a"b,2\n'],
    ['too few cells', 'a\n'],
    ['too many cells', 'a,2,\n'],
  ])('leaves a row with %s to the general reader', async (_, row) => {
    const batch = read(await open(['word', 'number']), `x,1\n${row}y,3\n`);
    expect([batch.rows, batch.reason, batch.rest]).toEqual([1, 'undecided', `${row}y,3\n`]);
  });

  it('lists cells that are no plain numbers', async () => {
    const batch = read(await open(['number', 'number']), '1,NA\n007,2\n3,1e999\n9007199254740993,"5"\n');
    expect([batch.rows, batch.reason, batch.rest]).toEqual([4, 'unfinished', '']);
    const cells = Array.from({ length: batch.hard.length / 4 }, (_, k) => [...batch.hard.slice(k * 4, k * 4 + 2)]);
    expect(cells).toEqual([[1, 0], [0, 1], [1, 2], [0, 3]]); // prettier-ignore
    expect([...(batch.values[1] ?? [])]).toEqual([NaN, 2, NaN, 5]);
  });

  it('gives the code of a short word that was kept, whether in quotes or not, and no other', async () => {
    const rows = await open(['word', 'word'], ';');
    const long = 'a word of 17 byte';
    const first = read(rows, `ab;ab\n"ab";${long}\n`);
    const [left, right] = [first.words[0] ?? [], first.words[1] ?? []];
    rows.keep(0, left[0], left[1], 7);
    rows.keep(1, right[2], right[3], 8);
    const { words } = read(rows, `ab;ab\n"ab";${long}\nabc;b\n`);
    expect(words[0]?.[0]).toBe(-8);
    expect([words[0]?.[2], words[0]?.[4], words[1]?.[0], words[1]?.[2]].every((index) => (index ?? -1) > 0)).toBe(true);
  });

  it('goes on where a batch was full', async () => {
    const rows = await open(['number']);
    const text = Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join('');
    const bytes = new TextEncoder().encode(text);
    let [from, record] = [rows.allocateText(bytes.length), 0];
    const end = from + bytes.length;
    rows.bytes.set(bytes, from);
    const seen: number[] = [];
    while (from < end) {
      const batch = rows.read(from, end, record);
      expect(batch.reason).toBe(batch.next < end ? 'full' : 'unfinished');
      seen.push(...(batch.values[0] ?? []));
      ({ next: from, record } = batch);
    }
    expect(seen).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
  });

  it('knows which delimiters it can part by', () => {
    const [can, cannot] = [[',', ';', '\t', '|', '\u0001', '^', '~', ':'], [' ', '，', '', '.', '-', '+', '"', 'e', '1', '\n', ',,']]; // prettier-ignore
    expect([can.every(canPart), cannot.some(canPart)]).toEqual([true, false]);
  });
});
