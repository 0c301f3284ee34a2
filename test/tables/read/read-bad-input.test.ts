import { CFB, utils, write } from 'sheetjs-ce';
import { describe, expect, it } from 'vitest';
import { formatMessage, type Code, type Params } from '../../../src/base/messages.ts';
import { readFile } from '../../../src/tables/read/read-file.ts';
import type { ReadChoices } from '../../../src/contract/data/reading.ts';
import { quietRun } from '../../run.ts';
import { read } from '../read.ts';
import { loadLocale } from '../../../src/locales/load.ts';

await loadLocale('zh');

function workbook(): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([['a'], ...Array.from({ length: 500 }, (_, i) => [`word ${i}`])]),
    'S',
  );
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** What Excel writes for a workbook with a password: an encrypted package within a compound file. */
function locked(): Uint8Array {
  const cfb = CFB as {
    utils: { cfb_new(): unknown; cfb_add(file: unknown, path: string, content: Uint8Array): void };
    write(file: unknown, options: { type: 'array' }): ArrayLike<number>;
  };
  const file = cfb.utils.cfb_new();
  cfb.utils.cfb_add(file, '/EncryptionInfo', new Uint8Array(248).fill(4));
  cfb.utils.cfb_add(file, '/EncryptedPackage', new Uint8Array(5000).fill(7));
  return Uint8Array.from(cfb.write(file, { type: 'array' }));
}

const empty = utils.book_new();
utils.book_append_sheet(empty, utils.aoa_to_sheet([]), 'S');
const emptyBook = new Uint8Array(write(empty, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
const book = workbook();
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256);
const zip = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);

const cases: [
  what: string,
  content: string | Uint8Array,
  code: Code,
  params: object,
  name?: string,
  choices?: ReadChoices,
][] = [
  ['an empty file', '', 'read.empty', {}],
  ['blanks alone', ' \n\n  \r\n', 'read.empty', {}],
  ['a byte order mark alone', '\ufeff', 'read.empty', {}],
  ['a header alone', 'a,b,c\n', 'read.header-only', {}],
  ['a header alone that was chosen', '1,2\n', 'read.header-only', {}, 'table.csv', { header: true }],
  ['a picture renamed', png, 'read.not-a-table', { format: 'PNG image' }],
  ['bytes that are no text', noise, 'read.not-a-table', { format: 'binary file' }],
  ['a page of an error', '<!DOCTYPE html><html><body>404</body></html>', 'read.not-a-table', { format: 'web page' }],
  ['a zip without a table', zip, 'read.not-a-table', { format: 'zip archive' }],
  ['an unfinished quote', 'a,b\n1,2\n3,"4\n5,6\n', 'read.unfinished-quote', { line: 3 }],
  ['an unfinished quote before others', 'a,b\n"x\ny",2\n3,"4\n5,"6"\n', 'read.unfinished-quote', { line: 4 }],
  ['an unfinished quote in the header', '"a,b\n1,2\n', 'read.unfinished-quote', { line: 1 }],
  ['a header that is not there', 'a,b\n1,2\n', 'read.no-header-row', { row: 9, most: 2 }, 'table.csv', { header: 9 }],
  [
    'an unknown encoding',
    'a,b\n1,2\n',
    'read.unknown-encoding',
    { encoding: 'utf-9' },
    'table.csv',
    { encoding: 'utf-9' },
  ],
  ['a workbook with a password', locked(), 'read.password', {}, 'table.xlsx'],
  ['a workbook cut off', book.subarray(0, book.length / 2), 'read.truncated', {}, 'table.xlsx'],
  ['a workbook damaged inside', damaged(book), 'read.broken-workbook', {}, 'table.xlsx'],
  ['a workbook without a cell', emptyBook, 'read.empty', {}, 'table.xlsx'],
  ['a sheet that is not there', book, 'read.no-sheet', { sheet: 'T', sheets: 'S' }, 'table.xlsx', { sheet: 'T' }],
  ['a compound file of something else', compound(), 'read.broken-workbook', {}, 'table.xls'],
];

/** The same length, but the bytes of the members are gone. */
function damaged(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => (i > 200 && i < bytes.length * 0.7 ? 0x55 : byte));
}

function compound(): Uint8Array {
  return Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)]);
}

describe('what cannot be read', () => {
  it.each(cases)('%s', async (_, content, code, params, name = 'table.csv', choices = {}) => {
    const error: unknown = await read(content, choices, name).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code,
      params: { ...params, ...(code === 'read.unknown-encoding' ? {} : { file: name }) },
    });
    const givenParams = (error as { params: Params<Code> }).params;
    for (const lang of ['en', 'zh'] as const) {
      const { message, hint } = formatMessage(code, givenParams, lang);
      expect(hint).not.toBe('');
      expect(message + hint).not.toMatch(/[{}]/);
    }
  });

  it('finds an open quote before it holds the rest of a large file', async () => {
    const line = 'abcdefghi,123456789,abcdefghij\n';
    const text = `a,b,c\n"${line.repeat(700_000)}`;
    await expect(read(text)).rejects.toMatchObject({ code: 'read.unfinished-quote', params: { line: 2 } });
  });

  it('says that a file is gone', async () => {
    const blob = new Blob(['a,b\n1,2\n']);
    const gone = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    Object.defineProperty(blob, 'slice', { value: () => ({ arrayBuffer: gone }) });
    const source = { id: 'x', name: 'x.csv', blob };
    await expect(readFile(source, {}, quietRun())).rejects.toMatchObject({ code: 'read.unreadable' });
  });
});

describe('reading', () => {
  const large = `a,b\n${'1.5,word\n'.repeat(1_200_000)}`;

  it('reports its progress in bytes', async () => {
    const run = quietRun();
    const blob = new Blob([large]);
    await readFile({ id: 'x', name: 'x.csv', blob }, {}, run);
    const progress = run.events.filter((event) => event.type === 'progress');
    expect(progress).toHaveLength(3);
    expect(progress[0]).toMatchObject({ stage: 'read', unit: 'bytes', done: 4 << 20, total: blob.size });
    expect(progress[2]).toMatchObject({ done: blob.size });
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const run = quietRun(stop.signal);
    run.report = () => stop.abort();
    const reading = readFile({ id: 'x', name: 'x.csv', blob: new Blob([large]) }, {}, run);
    await expect(reading).rejects.toMatchObject({ code: 'run.stopped', name: 'AbortError' });
  });
});
