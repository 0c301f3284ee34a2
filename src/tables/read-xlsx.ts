import { AppError } from '../base/errors.ts';
import { notice, type Notice } from '../base/notice.ts';
import type { Run } from '../base/run.ts';
import type { FileView, Guess, ReadChoices, Source } from '../contract/data.ts';
import type { Format } from './format.ts';
import { columnNames, findHeader } from './header.ts';
import { missingSet } from './missing.ts';
import { sampleOf, type SampleRow } from './sample-rows.ts';
import { sheetColumn, wordOf } from './sheet-column.ts';
import { openWorkbook, type Sheet, type SheetCell } from './sheetjs.ts';
import type { Column, Table } from './table.ts';

/**
 * Reads one sheet of a workbook (the first with data unless chosen). Blank cells stay in their column, rows without any cell
 * are no rows, error cells are missing.
 * @throws AppError `read.empty`, `read.header-only`, `read.password`, `read.truncated`, `read.no-sheet`, `run.stopped`
 */
export async function readSheet(
  source: Source,
  format: Format,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const file = source.name;
  const bytes = new Uint8Array(await source.blob.arrayBuffer());
  run.report({ type: 'progress', stage: 'read', done: 0, total: bytes.length, unit: 'bytes' });
  await run.breathe();
  const { sheet, guess } = chooseSheet(bytes, file, choices.sheet);
  await run.breathe();
  const rows = filledRows(sheet);
  if (rows.length === 0) throw new AppError('read.empty', { file });
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const sample: SampleRow[] = rows.slice(0, 200).map(({ number, cells }) => ({
    number,
    words: Array.from({ length: width }, (_, i) => wordOf(cells[i] ?? null).trim()),
  }));
  const header = findHeader(sample, choices.header, file);
  const { names, notices } = columnNames(header.words, width, file);
  const body = rows.filter(({ number }) => number > header.skip);
  if (body.length === 0) throw new AppError('read.header-only', { file });
  const preamble = sample.filter(({ number }) => number < header.skip).length;
  if (preamble > 0) notices.push(notice('read.preamble', { file, count: preamble }, 'note', { file }));

  const deciding = { file, decimal: '.' as const, notices: [] as Notice[] };
  const missing = missingSet(choices);
  const cellsOfRows = body.map(({ cells }) => cells);
  const columns: Column[] = [];
  for (const [i, name] of names.entries()) {
    const forced = choices.kinds && Object.hasOwn(choices.kinds, name) ? choices.kinds[name] : undefined;
    const column = sheetColumn(name, cellsOfRows, i, forced, missing, deciding);
    if (column.kind !== 'empty' || (header.words?.[i] ?? '') !== '') columns.push(column);
    await run.breathe();
  }
  const errors = errorNotice(body, names, file);
  run.report({ type: 'progress', stage: 'read', done: bytes.length, total: bytes.length, unit: 'bytes' });
  const table: Table = {
    columns,
    rows: body.length,
    origin: { parts: [{ file, start: 0 }], rowNumbers: Int32Array.from(body, ({ number }) => number) },
  };
  const view: FileView = {
    id: source.id,
    name: file,
    bytes: bytes.length,
    rows: body.length,
    columns: columns.map(({ name }) => name),
    format,
    header: header.guess,
    sheet: guess,
    notices: [...notices, ...errors, ...deciding.notices],
  };
  return { table, view };
}

function chooseSheet(
  bytes: Uint8Array,
  file: string,
  choice: string | undefined,
): { sheet: Sheet; guess: Guess<string> } {
  try {
    const book = openWorkbook(bytes);
    const names = book.sheets.map(({ name }) => name);
    if (choice !== undefined && !names.includes(choice)) {
      throw new AppError('read.no-sheet', { file, sheet: choice, sheets: names.join(', ') });
    }
    const filled = book.sheets.map(({ name, start }) => ({ name, rows: filledRows(start) }));
    const first = filled.find(({ rows }) => rows.length > 1) ?? filled.find(({ rows }) => rows.length > 0);
    const value = choice ?? first?.name;
    if (value === undefined) throw new AppError('read.empty', { file });
    const others = filled
      .filter(({ name }) => name !== value)
      .map(({ name, rows }) => ({ value: name, sample: sampleOf(rows[0]?.cells.map(wordOf) ?? []) }));
    return { sheet: book.sheet(value), guess: { value, chosen: choice !== undefined, others } };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    if (/password-protected|ECMA-376/.test(detail)) throw new AppError('read.password', { file }, error);
    throw new AppError('read.broken-workbook', { file, detail }, error);
  }
}

interface SheetRow {
  /** From 1, as the spreadsheet counts. */
  number: number;
  cells: SheetCell[];
}

function filledRows(sheet: Sheet): SheetRow[] {
  return sheet
    .map((cells, i) => ({ number: i + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
}

function errorNotice(rows: readonly SheetRow[], names: readonly string[], file: string): Notice[] {
  let count = 0;
  let first: { row: number; column: string; value: string } | null = null;
  for (const { number, cells } of rows) {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (typeof cell !== 'object' || cell === null || !('error' in cell) || cell.error === '#N/A') continue;
      if (count++ === 0) first = { row: number, column: names[i] ?? '', value: cell.error };
    }
  }
  if (!first) return [];
  const params = { file, count, row: first.row, column: first.column, value: first.value };
  return [notice('read.error-cells', params, 'warning', { file, ...first })];
}
