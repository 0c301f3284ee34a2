import { AppError } from '../../../base/errors.ts';
import type { Run } from '../../../base/run.ts';
import type { Source } from '../../../contract/data/reading.ts';
import type { CsvBatch, CsvRows } from '../../../kernels/csv.ts';
import type { ColumnCollector } from './column-collector.ts';
import { openBuffer } from './csv-buffer.ts';
import type { Layout } from './csv-layout.ts';
import { utf8Chunks } from '../blob-chunks.ts';
import type { RowShapes } from './row-shapes.ts';
import { emptyCells, toSeparator, startPosition, tokenize, type CellSpans } from '../tokenize.ts';

/** No row is longer, in MB: a quote that stays open is an error sooner than the rest of a large file is one cell. */
const longestRow = 16;
/**
 * Maximum rows for the general reader at once. It takes one after a row that is not plain, and more while the kernel reads fewer than `fewPlain` rows
 * at once.
 */
const maxGeneralRows = 4096;
const fewPlain = 64;

/** Receivers of the rows: their shapes, and the cells of each column; null = the column is not needed. */
export interface Collectors {
  shapes: RowShapes | null;
  columns: readonly (ColumnCollector | null)[];
}

/**
 * Feeds every row after the header to collectors: plain rows as the CSV kernel reads them, all others by the general reader. The bytes go
 * by a piece (4 MB unless told) at a time and never all together.
 * @throws AppError `read.unfinished-quote`, `read.endless-row`, `run.stopped`
 */
export async function readCells(
  source: Source,
  layout: Layout,
  { shapes, columns }: Collectors,
  run: Run,
  chunkBytes?: number,
): Promise<void> {
  const separator = toSeparator(layout.delimiter.value);
  const cells = emptyCells();
  const at = startPosition();
  const buffer = await openBuffer(layout.delimiter.value, columns);
  const { kernel } = buffer;
  let chunkRows = kernel ? 1 : Infinity;

  const takePlain = (rows: CsvRows, batch: CsvBatch) => {
    const { bytes } = rows;
    const { hard } = batch;
    shapes?.takePlain(batch);
    for (let i = 0; i < columns.length; i++) columns[i]?.takePlain(rows, batch, i);
    for (let k = 0; k < hard.length; k += 4) {
      columns[hard[k]]?.takeHard?.(bytes, batch, hard[k + 1], hard[k + 2], hard[k + 3]);
    }
    at.line += batch.record - at.record;
    at.record = batch.record;
    buffer.start = batch.next;
  };

  const takeGeneral = (final: boolean): boolean => {
    const { bytes, start, end } = buffer;
    buffer.start = tokenize(bytes, start, end, final, separator, cells, at, chunkRows);
    skipRows(cells, layout.header.skip);
    shapes?.take(bytes, cells);
    for (let i = 0; i < columns.length; i++) columns[i]?.take(bytes, cells, i);
    return buffer.start > start;
  };

  const consume = async (final: boolean): Promise<void> => {
    while (buffer.start < buffer.end) {
      if (kernel && at.record >= layout.header.skip) {
        const batch = kernel.read(buffer.start, buffer.end, at.record);
        takePlain(kernel, batch);
        await run.yield();
        if (batch.reason === 'full') continue;
        if (batch.reason === 'undecided')
          chunkRows = batch.rows < fewPlain ? Math.min(chunkRows * 2, maxGeneralRows) : 1;
      }
      if (!takeGeneral(final)) break;
      await run.yield();
    }
    const file = source.name;
    const tooLong = buffer.end - buffer.start > longestRow << 20;
    if (at.open && (at.open.surely || tooLong)) {
      throw new AppError('read.unfinished-quote', { file, line: at.open.line });
    }
    if (tooLong) throw new AppError('read.endless-row', { file, line: at.line + 1, size: longestRow });
  };

  for await (const chunk of utf8Chunks(source.blob, layout.encoding.value, run, chunkBytes)) {
    buffer.append(chunk);
    await consume(false);
  }
  await consume(true);
}

/** Drops the rows of a batch that stand before the data. */
function skipRows(cells: CellSpans, skip: number): void {
  if (cells.rows === 0 || cells.numbers[0] > skip) return;
  let gone = 0;
  while (gone < cells.rows && cells.numbers[gone] <= skip) gone++;
  cells.first.copyWithin(0, gone, cells.rows + 1);
  cells.numbers.copyWithin(0, gone, cells.rows);
  cells.rows -= gone;
}
