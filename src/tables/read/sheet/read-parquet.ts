import { AppError, isStopped } from '../../../base/errors.ts';
import type { Run } from '../../../base/run.ts';
import type { FileView } from '../../../contract/data/data-view.ts';
import { columnNames } from '../header.ts';
import { openParquet, type ParquetFile } from './parquet.ts';
import { Sheet, tags, type SheetColumn } from './sheet.ts';
import { sheetTable } from './sheet-table.ts';
import type { Table } from '../../table.ts';
import type { ReadChoices, Source } from '../../../contract/data/reading.ts';

/**
 * Reads a Parquet file, uncompressed or packed by Snappy or gzip. Lists and structures stay as their JSON text; whole numbers that a
 * float64 cannot hold stay texts.
 * @throws AppError `read.empty`, `read.broken-parquet`, `read.parquet-codec`, `run.stopped`
 */
export async function readParquet(
  source: Source,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const { blob, name: file } = source;
  const { sheet, names } = await readSheet(source, run).catch((error: unknown) => {
    if (error instanceof AppError || isStopped(error)) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new AppError('read.broken-parquet', { file, detail }, error);
  });
  if (sheet.rows === 0) throw new AppError('read.empty', { file });
  const named = columnNames(names, names.length, file);
  const { table, notices } = await sheetTable(
    { file, sheet, firstRow: 0, names: named.names, isNamed: () => true },
    choices,
    run,
  );
  const view: FileView = {
    id: source.id,
    name: file,
    bytes: blob.size,
    rows: table.rows,
    columns: table.columns.map(({ name }) => name),
    format: 'parquet',
    notices: [...named.notices, ...notices],
  };
  return { table, view };
}

async function readSheet({ blob, name: file }: Source, run: Run): Promise<{ sheet: Sheet; names: readonly string[] }> {
  const parquet = await openParquet(blob);
  if (parquet.unknownCodec !== null) throw new AppError('read.parquet-codec', { file, codec: parquet.unknownCodec });
  const sheet = new Sheet();
  for (let column = 0; column < parquet.names.length; column++) {
    sheet.columns.push(await readColumn(parquet, column, sheet.strings));
    const done = Math.round((blob.size * (column + 1)) / parquet.names.length);
    run.report({ type: 'progress', stage: 'read', done, total: blob.size, unit: 'bytes' });
    await run.yield();
  }
  for (let row = 1; row <= parquet.rows; row++) sheet.rowNumbers.push(row);
  return { sheet, names: parquet.names };
}

async function readColumn(parquet: ParquetFile, column: number, strings: string[]): Promise<SheetColumn> {
  const into = { tags: new Uint8Array(parquet.rows), values: new Float64Array(parquet.rows) };
  const known = new Map<string, number>();
  const putText = (row: number, text: string) => {
    if (text === '') return;
    let index = known.get(text);
    if (index === undefined) known.set(text, (index = strings.push(text) - 1));
    into.tags[row] = tags.text;
    into.values[row] = index;
  };
  await parquet.read(column, (cells, first) => {
    for (let i = 0; i < cells.length; i++) {
      const row = first + i;
      const cell = cells[i];
      if (typeof cell === 'number' || (typeof cell === 'bigint' && Number.isSafeInteger(Number(cell)))) {
        if (Number.isNaN(cell)) continue;
        into.tags[row] = tags.number;
        into.values[row] = Number(cell);
      } else if (typeof cell === 'boolean') {
        into.tags[row] = tags.truth;
        into.values[row] = Number(cell);
      } else if (cell instanceof Date) {
        into.tags[row] = tags.date;
        into.values[row] = cell.getTime();
      } else if (cell !== null && cell !== undefined) putText(row, parquetText(cell));
    }
  });
  return into;
}

function parquetText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'bigint') return String(cell);
  return JSON.stringify(cell, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
