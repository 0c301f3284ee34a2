import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { Source } from '../contract/data.ts';
import type { CellsOfColumn } from './cells.ts';
import type { Layout } from './csv-layout.ts';
import { utf8Pieces } from './pieces.ts';
import { emptyCells, separatorOf, startPosition, tokenize, type Cells } from './tokenize.ts';

/** No row is longer, in MB: a quote that stays open is an error sooner than the rest of a large file is one cell. */
const longestRow = 16;

/**
 * Feeds every row after the header to collectors: the first takes whole rows, the others one column each in order; null =
 * nobody asks. The bytes go by a piece (4 MB unless told) at a time and never all together.
 * @throws AppError `read.unfinished-quote`, `read.endless-row`, `run.stopped`
 */
export async function readCells(
  source: Source,
  layout: Layout,
  [ofRows, ...ofColumns]: readonly (CellsOfColumn | null)[],
  run: Run,
  pieceBytes?: number,
): Promise<void> {
  const separator = separatorOf(layout.delimiter.value);
  const cells = emptyCells();
  const at = startPosition();
  let buffer = new Uint8Array(0);
  let filled = 0;

  const consume = async (final: boolean): Promise<void> => {
    let from = 0;
    while (from < filled) {
      const next = tokenize(buffer, from, filled, final, separator, cells, at);
      skipRows(cells, layout.header.skip);
      ofRows?.take(buffer, cells, 0);
      for (let i = 0; i < ofColumns.length; i++) ofColumns[i]?.take(buffer, cells, i);
      if (next === from) break;
      from = next;
      await run.breathe();
    }
    buffer.copyWithin(0, from, filled);
    filled -= from;
    const file = source.name;
    const tooLong = filled > longestRow << 20;
    if (at.open && (at.open.surely || tooLong)) {
      throw new AppError('read.unfinished-quote', { file, line: at.open.line });
    }
    if (tooLong) throw new AppError('read.endless-row', { file, line: at.line + 1, size: longestRow });
  };

  for await (const piece of utf8Pieces(source.blob, layout.encoding.value, run, pieceBytes)) {
    if (filled + piece.length > buffer.length) {
      const larger = new Uint8Array(filled + piece.length);
      larger.set(buffer.subarray(0, filled));
      buffer = larger;
    }
    buffer.set(piece, filled);
    filled += piece.length;
    await consume(false);
  }
  await consume(true);
}

/** Drops the rows of a batch that stand before the data. */
function skipRows(cells: Cells, skip: number): void {
  if (cells.rows === 0 || cells.numbers[0] > skip) return;
  let gone = 0;
  while (gone < cells.rows && cells.numbers[gone] <= skip) gone++;
  cells.first.copyWithin(0, gone, cells.rows + 1);
  cells.numbers.copyWithin(0, gone, cells.rows);
  cells.rows -= gone;
}
