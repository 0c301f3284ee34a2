import fc from 'fast-check';
import { utils, write } from 'sheetjs-ce';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/errors.ts';
import type { Table } from '../../../src/tables/table.ts';
import { draws } from '../../long.ts';
import { read } from '../read.ts';

/** Reads, or fails with an error that has a code. */
async function readOrCode(content: string | Uint8Array, name: string): Promise<Table | null> {
  try {
    return (await read(content, {}, name)).table;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Every column is as long as the table and its codes have levels. */
function expectWhole(table: Table | null): void {
  if (!table) return;
  expect(table.origin.rowNumbers).toHaveLength(table.rows);
  expect(new Set(table.columns.map(({ name }) => name)).size).toBe(table.columns.length);
  for (const column of table.columns) {
    if (column.kind === 'empty') continue;
    expect('codes' in column ? column.codes : column.values).toHaveLength(table.rows);
    if ('codes' in column) {
      expect(column.codes.every((code) => code >= -1 && code < column.levels.length)).toBe(true);
    }
  }
}

describe('any file', () => {
  it('of bytes is a table or an error with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) =>
        expectWhole(await readOrCode(bytes, 'x.csv')),
      ),
      { numRuns: draws(300), seed: 1 },
    );
  });

  it('of characters that mean something is a table or an error with a code', async () => {
    const unit = fc.constantFrom(...'a1.,;\t"\'\n\r |:=-%$/年é中\ufeff\0');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 80 }), async (text) =>
        expectWhole(await readOrCode(text, 'x.csv')),
      ),
      { numRuns: draws(500), seed: 2 },
    );
  });

  it('of a workbook with changed bytes is a table or an error with a code', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['a', 'b'],
        [1, 'x'],
        [2, true],
        [null, 'z'],
      ]),
      'S',
    );
    for (const bookType of ['xlsx', 'xls', 'ods'] as const) {
      const whole = new Uint8Array(write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer);
      const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(changes, fc.nat(whole.length), async (changed, length) => {
          const bytes = whole.slice(0, length % 3 === 0 ? length : whole.length);
          for (const [at, byte] of changed) bytes[at] = byte;
          expectWhole(await readOrCode(bytes, `x.${bookType}`));
        }),
        // One seed: SheetJS never ends on some damaged files of the old formats, which carry no sums to see it by.
        { numRuns: draws(60), seed: 7 },
      );
    }
  });
});
