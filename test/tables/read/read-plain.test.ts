import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/errors.ts';
import { readCells } from '../../../src/tables/read/csv/csv-batches.ts';
import { findLayout } from '../../../src/tables/read/csv/csv-layout.ts';
import { missingSet } from '../../../src/tables/cells/missing.ts';
import { NumberCollector } from '../../../src/tables/read/csv/number-collector.ts';
import { RowShapes } from '../../../src/tables/read/csv/row-shapes.ts';
import { emptyCells, toSeparator, startPosition, tokenize } from '../../../src/tables/read/tokenize.ts';
import { WordCollector } from '../../../src/tables/read/csv/word-collector.ts';
import { draws } from '../../long.ts';
import { quietRun } from '../../run.ts';
import { hasShared, sharedPath } from '../../shared-data.ts';

const missing = missingSet({ missing: ['-9'] });

function collectors(kinds: string) {
  const columns = [...kinds].map((kind) =>
    kind === 'n' ? new NumberCollector(missing, 1, false) : new WordCollector(1),
  );
  return { shapes: new RowShapes(1, kinds.length, 'x.csv'), columns };
}

/** All that collectors know, to be compared. */
function listCells({ shapes, columns }: ReturnType<typeof collectors>) {
  return {
    numbers: [...shapes.rowNumbers()],
    notices: shapes.notices(),
    columns: columns.map((column) => {
      if (column instanceof WordCollector) {
        const { levels, codes } = column.words(missing);
        return Array.from(codes, (code) => (code < 0 ? null : levels[code]));
      }
      const { gaveUp, hasFractions, others } = column;
      return gaveUp ? 'gave up' : { values: [...column.values()], hasFractions, others: [...others] };
    }),
  };
}

/** Reads as the product does: by the kernel, and by the general reader where that stops. */
async function asProduct(text: string, kinds: string, delimiter: string, chunkBytes?: number) {
  const source = { id: 'x', name: 'x.csv', blob: new Blob([text]) };
  const layout = await findLayout(source, { delimiter, header: 1, encoding: 'utf-8' });
  const into = collectors(kinds);
  await readCells(source, layout, into, quietRun(), chunkBytes);
  return listCells(into);
}

/** Reads by the general reader alone, all bytes at once; null where a quote stays open. */
function asGeneral(text: string, kinds: string, delimiter: string) {
  const bytes = new TextEncoder().encode(text);
  const into = collectors(kinds);
  const [cells, at] = [emptyCells(), startPosition()];
  for (let from = 0, header = true; from < bytes.length; header = false) {
    const next = tokenize(bytes, from, bytes.length, true, toSeparator(delimiter), cells, at, header ? 1 : undefined);
    if (next === from) return null;
    from = next;
    if (header) continue;
    into.shapes.take(bytes, cells);
    into.columns.forEach((column, i) => column.take(bytes, cells, i));
  }
  return listCells(into);
}

describe('plain rows by the kernel', () => {
  const unit = fc.constantFrom('a', '1', '0', '7', '.', '-', '+', 'e', ' ', '\t', 'é', '中', '=', '"', ';', ',', '\r', '\n'); // prettier-ignore
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer({ min: -1e6, max: 1e6 }).map((value) => String(value / 1000)),
    fc.integer({ min: -1e7, max: 1e7 }).map((value) => value.toFixed(2)),
    fc.constantFrom(
      '',
      'NA',
      '-9',
      '-9.0',
      '007',
      '1e5',
      '9007199254740993',
      '1.2.2020',
      '1,234',
      ' 5 ',
      '"6"',
      '" 7"',
    ),
  );
  const cell = fc.oneof({ weight: 6, arbitrary: number }, { weight: 1, arbitrary: fc.string({ unit, maxLength: 12 }) });
  const row = fc.oneof(
    { weight: 9, arbitrary: fc.array(cell, { minLength: 4, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(cell, { maxLength: 6 }) },
  );

  it('are what the general reader reads, in pieces of any size', async () => {
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('nwnw', 'nnnn', 'wwww', 'wwnn'),
        fc.integer({ min: 1, max: 200 }),
        async (rows, newline, delimiter, kinds, chunkBytes) => {
          const text = [['h', 'i', 'j', 'k'], ...rows].map((cells) => cells.join(delimiter)).join(newline);
          const wanted = asGeneral(text, kinds, delimiter);
          const read = await asProduct(text, kinds, delimiter, chunkBytes).catch((error: unknown) => {
            if (error instanceof AppError && error.code === 'read.unfinished-quote') return null;
            throw error;
          });
          expect(read).toEqual(wanted);
          if (wanted) whole++;
        },
      ),
      { numRuns: draws(500), seed: 12 },
    );
    expect(whole).toBeGreaterThan(draws(350));
  });

  it('take turns with others in a long file', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) =>
      i % 1000 === 0 || (i > 10_000 && i < 15_000) ? `${i},"a ""b"" ${i % 7}"` : `${i},c${i % 9}`,
    );
    lines.splice(20_000, 0, '', '  ', '1', '2,3,4');
    const text = `n,w\n${lines.join('\n')}\n`;
    expect(await asProduct(text, 'nw', ',', 10_000)).toEqual(asGeneral(text, 'nw', ','));
  });
});

describe.skipIf(!hasShared)('plain rows of real files (needs ../shared)', () => {
  const files = hasShared
    ? readdirSync(sharedPath('data'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv'))
    : [];
  it.each(files)('%s', async (name) => {
    const text = readFileSync(sharedPath(`data/${name}`), 'utf8').replace(/^\ufeff/, '');
    const [header] = text.split(/\r\n|\r|\n/);
    const width = header.split(',').length;
    for (const kinds of ['n'.repeat(width), 'w'.repeat(width)]) {
      expect(await asProduct(text, kinds, ',')).toEqual(asGeneral(text, kinds, ','));
    }
  });
});
