import { AppError, isStopped } from '../../../base/errors.ts';
import { notice, type Notice } from '../../../base/notice.ts';
import type { Run } from '../../../base/run.ts';
import type { FileView, Guess } from '../../../contract/data/data-view.ts';
import { columnNames, findHeader } from '../header.ts';
import { sampleText, type SampleRow } from '../sample-rows.ts';
import { tags, type Sheet } from './sheet.ts';
import { sheetTable } from './sheet-table.ts';
import type { Table } from '../../table.ts';
import type { Workbook } from './workbook.ts';
import { openXlsx } from './xlsx.ts';
import { openZipMembers } from './zip-members.ts';
import type { Format, ReadChoices, Source } from '../../../contract/data/reading.ts';

/**
 * Reads one sheet of a workbook (the first with data unless chosen). Blank cells stay in their column, rows without any cell
 * are no rows, error cells are missing.
 * @throws AppError `read.empty`, `read.header-only`, `read.password`, `read.broken-workbook`, `read.no-sheet`,
 * `read.no-header-row`, `run.stopped`
 */
export async function readSheet(
  source: Source,
  format: Format,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const file = source.name;
  const { sheet, guess } = await openSheet(source, format, choices.sheet, run);
  if (sheet.rows === 0) throw new AppError('read.empty', { file });
  const width = sheet.columns.length;
  const sample: SampleRow[] = sheet.rowNumbers
    .slice(0, 200)
    .map((number, row) => ({ number, words: Array.from({ length: width }, (_, column) => sheet.wordAt(row, column)) }));
  const header = findHeader(sample, choices.header, file);
  const { names, notices } = columnNames(header.words, width, file);
  const preamble = sample.filter(({ number }) => number < (header.words ? header.skip : header.skip + 1)).length;
  if (preamble > 0) notices.push(notice('read.preamble', { file, count: preamble }, 'note', { file }));
  const firstRow = sheet.rowNumbers.findIndex((number) => number > header.skip);
  if (firstRow < 0) throw new AppError('read.header-only', { file });

  const isNamed = (column: number) => (header.words?.[column] ?? '') !== '';
  const { table, notices: decided } = await sheetTable({ file, sheet, firstRow, names, isNamed }, choices, run);
  const bytes = source.blob.size;
  run.report({ type: 'progress', stage: 'read', done: bytes, total: bytes, unit: 'bytes' });
  const view: FileView = {
    id: source.id,
    name: file,
    bytes,
    rows: table.rows,
    columns: table.columns.map(({ name }) => name),
    format,
    header: header.guess,
    sheet: guess,
    notices: [...notices, ...errorNotice(sheet, firstRow, names, file), ...decided],
  };
  return { table, view };
}

/** Opens the workbook by the streaming reader, or by SheetJS where that knows no way, and reads the sheet. */
async function openSheet(
  source: Source,
  format: Format,
  choice: string | undefined,
  run: Run,
): Promise<{ sheet: Sheet; guess: Guess<string> }> {
  const file = source.name;
  try {
    if (format === 'xlsx') return await chooseSheet(await openXlsx(source.blob, run), file, choice);
  } catch (error) {
    if (error instanceof AppError || isStopped(error)) throw error;
  }
  try {
    if (format === 'xlsx' || format === 'ods') await (await openZipMembers(source.blob)).check();
    const bytes = new Uint8Array(await source.blob.arrayBuffer());
    await run.yield();
    const { openWithSheetJs } = await import('./sheetjs.ts');
    return await chooseSheet(openWithSheetJs(bytes), file, choice);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    if (/password-protected|ECMA-376/.test(detail)) throw new AppError('read.password', { file }, error);
    throw new AppError('read.broken-workbook', { file, detail }, error);
  }
}

/** Takes the sheet that was chosen, else the first with more than one row, visible ones before hidden ones. */
async function chooseSheet(
  book: Workbook,
  file: string,
  choice: string | undefined,
): Promise<{ sheet: Sheet; guess: Guess<string> }> {
  const names = book.sheets.map(({ name }) => name);
  if (choice !== undefined && !names.includes(choice)) {
    throw new AppError('read.no-sheet', { file, sheet: choice, sheets: names.join(', ') });
  }
  const starts: { name: string; hidden: boolean; start: Sheet }[] = [];
  for (const { name, hidden } of book.sheets) starts.push({ name, hidden, start: await book.start(name) });
  const ordered = [...starts].sort((a, b) => Number(a.hidden) - Number(b.hidden));
  const first = ordered.find(({ start }) => start.rows > 1) ?? ordered.find(({ start }) => start.rows > 0);
  const value = choice ?? first?.name;
  if (value === undefined) throw new AppError('read.empty', { file });
  const others = starts
    .filter(({ name }) => name !== value)
    .map(({ name, start }) => ({ value: name, sample: sampleText(start.columns.map((_, i) => start.wordAt(0, i))) }));
  return { sheet: await book.sheet(value), guess: { value, chosen: choice !== undefined, others } };
}

/** Tells of formula errors; `#N/A` is a usual word for missing. */
function errorNotice(sheet: Sheet, firstRow: number, names: readonly string[], file: string): Notice[] {
  let count = 0;
  let first: { row: number; column: string; value: string } | undefined;
  for (const [i, { tags: kinds, values }] of sheet.columns.entries()) {
    for (let row = kinds.indexOf(tags.error, firstRow); row >= 0; row = kinds.indexOf(tags.error, row + 1)) {
      const value = sheet.strings[values[row]];
      if (value === '#N/A') continue;
      count++;
      first ??= { row: sheet.rowNumbers[row], column: names[i], value };
    }
  }
  if (!first) return [];
  return [notice('read.error-cells', { file, count, ...first }, 'warning', { file, ...first })];
}
