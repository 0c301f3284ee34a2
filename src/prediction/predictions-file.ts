import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import type { DayOrder, Kind } from '../contract/data/kinds.ts';
import type { ReadChoices, Source } from '../contract/data/reading.ts';
import { cellText } from '../tables/cells/cell-text.ts';
import { writeCsv } from '../tables/write/write-csv.ts';
import { missingWords } from '../tables/cells/missing.ts';
import { readFile } from '../tables/read/read-file.ts';
import type { Table } from '../tables/table.ts';
import { type SheetCell, writeWorkbook } from '../tables/write/write-workbook.ts';
import { formatAnswers } from './answers.ts';
import type { TableAnswers } from './predict.ts';

/** Reads a file to predict: the model's columns are of the kinds they had in training, under any of their names. */
export async function readRows(source: Source, bundle: Bundle, run: Run): Promise<Table> {
  const choices = { ...bundleReadChoices(bundle), kinds: bundleKinds(bundle), dayOrder: bundleDayOrder(bundle) };
  const { table } = await readFile(source, choices, run);
  return table;
}

function bundleKinds({ factors, target, plan }: Bundle): Record<string, Kind> {
  const named = factors.flatMap(({ name, from = [], kind }) =>
    [name, ...from].map((each): [string, Kind] => [each, kind]),
  );
  const names = [target.name, ...(plan.targetField?.from ?? [])];
  return Object.fromEntries([...names.map((name): [string, Kind] => [name, target.kind]), ...named]);
}

/** Dates are read as they were in training: a few rows seldom show which of day and month comes first. */
function bundleDayOrder({ factors }: Bundle): Record<string, DayOrder> {
  return Object.fromEntries(
    factors.flatMap(({ name, from = [], dayOrder }) =>
      dayOrder ? [name, ...from].map((each): [string, DayOrder] => [each, dayOrder]) : [],
    ),
  );
}

/** The words for missing are those of the training files; how a file is laid out is guessed anew. */
function bundleReadChoices({ plan }: Bundle): ReadChoices {
  const { missing, notMissing } = plan.read;
  return { ...(missing ? { missing } : {}), ...(notMissing ? { notMissing } : {}) };
}

/** Predictions as they are written: `header`, and the cells of each row. */
export interface PredictionsSheet {
  header: string[];
  rows: number;
  cells(row: number): (string | number | null)[];
}

/** Rows that the page shows of a file's predictions; the header is one more. */
const maxFirstRows = 100;
/** Maximum rows of a sheet in Excel, the header included. */
const maxSheetRows = 1_048_576;

/** Reads a file as text and puts its columns, as they stand in it, before `prediction` and, for classes, `probability_<class>`. `names`: its columns. */
export async function sheetOfFile(
  source: Source,
  names: readonly string[],
  answers: TableAnswers,
  run: Run,
): Promise<PredictionsSheet> {
  const kinds = Object.fromEntries(names.map((name): [string, Kind] => [name, 'text']));
  const read = { ...source.read, kinds, notMissing: missingWords };
  const { columns } = (await readFile({ ...source, read }, {}, run)).table;
  return toSheet(names, (row) => columns.map((column) => cellText(column, row)), answers);
}

/** Puts the values of row objects, in the order of the model's factors, before the predictions. */
export function sheetOfRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  { factors }: Pick<Bundle, 'factors'>,
  answers: TableAnswers,
): PredictionsSheet {
  const names = factors.map(({ name }) => name);
  return toSheet(names, (row) => names.map((name) => toValue(rows[row][name])), answers);
}

function toValue(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value as string | boolean | Date);
}

function toSheet(
  names: readonly string[],
  input: (row: number) => (string | number | null)[],
  answers: TableAnswers,
): PredictionsSheet {
  const { labels = [], isIncomplete, probabilities } = answers;
  const width = labels.length;
  return {
    header: [...names, 'prediction', ...labels.map((label) => `probability_${label}`)],
    rows: isIncomplete.length,
    cells(row) {
      const [answer] = isIncomplete[row] ? [null] : formatAnswers(answers, row, row + 1);
      const shares = labels.map((_, k) =>
        isIncomplete[row] || !probabilities ? null : probabilities[row * width + k],
      );
      return [...input(row), answer, ...shares];
    },
  };
}

function* eachRow({ rows, cells }: PredictionsSheet): Generator<(string | number | null)[]> {
  for (let row = 0; row < rows; row++) yield cells(row);
}

/** Writes predictions as CSV. */
export async function writePredictions(sheet: PredictionsSheet, run: Run): Promise<Blob> {
  const parts: string[] = [];
  for (const part of writeCsv(sheet.header, eachRow(sheet))) {
    parts.push(part);
    await run.yield();
  }
  return new Blob(parts, { type: 'text/csv' });
}

/** Gives the header and the first rows as text, '' for an empty cell. */
export function firstRows({ header, rows, cells }: PredictionsSheet): string[][] {
  const first = Array.from({ length: Math.min(rows, maxFirstRows) }, (_, row) =>
    cells(row).map((cell) => String(cell ?? '')),
  );
  return [header, ...first];
}

/**
 * Writes predictions as an XLSX workbook. Cells that are written as their number is written become numbers; all others stay text as they stand: ids
 * with leading zeros, words for missing.
 * @throws AppError `export.too-many-rows`
 */
export async function toWorkbook(sheet: PredictionsSheet, run: Run): Promise<Blob> {
  const { header, rows } = sheet;
  if (rows >= maxSheetRows) throw new AppError('export.too-many-rows', { rows, most: maxSheetRows });
  const lines: SheetCell[][] = [header];
  for (const cells of eachRow(sheet)) {
    lines.push(cells.map(toCell));
    if (lines.length % 1000 === 0) await run.yield();
  }
  return new Blob([await writeWorkbook([{ name: 'Predictions', rows: lines }])]);
}

function toCell(value: string | number | null): SheetCell {
  if (value === null || value === '' || typeof value === 'number') return value === '' ? null : value;
  const number = Number(value);
  return Number.isFinite(number) && String(number) === value ? number : value;
}
