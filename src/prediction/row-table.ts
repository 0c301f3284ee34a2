import { AppError } from '../base/errors.ts';
import type { Bundle, FactorMapping } from '../contract/model/bundle.ts';
import type { DayOrder } from '../contract/data/kinds.ts';
import { numberText } from '../tables/cells/cell-text.ts';
import { parseBoolean } from '../tables/cells/booleans.ts';
import { parseDate } from '../tables/cells/dates.ts';
import { missingSet } from '../tables/cells/missing.ts';
import type { Column, Table } from '../tables/table.ts';

type Row = Readonly<Record<string, unknown>>;
type Mapping = Omit<FactorMapping, 'range'>;

/**
 * Makes a table of row objects with the columns a model knows; names in the rows may be those of the files it learned from. Numbers
 * keep every digit; null, undefined, '' and the model's words for missing are missing cells.
 * @throws AppError `predict.no-rows`
 */
export function toRowTable(rows: readonly Row[], { factors, target, plan }: Bundle): Table {
  if (rows.length === 0) throw new AppError('predict.no-rows', {});
  const wanted: Mapping[] = [...factors, ...targetMapping(target, plan.targetField?.from)];
  const missing = missingSet(plan.read);
  const columns = wanted.flatMap((mapping) => toColumn(mapping, rows, missing) ?? []);
  const rowNumbers = Int32Array.from(rows, (_, i) => i + 1);
  return { columns, rows: rows.length, origin: { parts: [{ file: '', start: 0 }], rowNumbers } };
}

function targetMapping({ name, kind }: Bundle['target'], from: readonly string[] | undefined): Mapping[] {
  return kind === 'empty' ? [] : [{ name, kind, ...(from ? { from } : {}) }];
}

/** Gives a column, or null where no row has it. */
function toColumn(
  { name, kind, from = [], levels = [], dayOrder }: Mapping,
  rows: readonly Row[],
  missing: ReadonlySet<string>,
): Column | null {
  const names = [name, ...from];
  const keys = rows.map((row) => names.find((each) => Object.hasOwn(row, each)));
  if (keys.every((key) => key === undefined)) return null;
  const cells = rows.map((row, i) => {
    const key = keys[i];
    return key === undefined ? null : row[key];
  });
  if (kind === 'number' || kind === 'date') {
    const values = cells.map((cell) => plainNumber(cell, kind, missing) ?? toDay(cell, dayOrder));
    if (values.every((value) => value !== null)) return { name, kind, values: Float64Array.from(values) };
  }
  return { name, kind: 'text', values: cells.map((cell) => toWord(cell, levels, missing)) };
}

/** Gives a number, NaN for a missing cell, or null for what must be read as text. */
function plainNumber(cell: unknown, kind: 'number' | 'date', missing: ReadonlySet<string>): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : NaN;
  if (kind === 'date' && cell instanceof Date) return cell.getTime();
  return isMissing(cell, missing) ? NaN : null;
}

/** Reads a date as it was read in training; null for what is none, or where there was nothing to tell apart. */
function toDay(cell: unknown, order: DayOrder | undefined): number | null {
  const value = order && typeof cell === 'string' ? parseDate(cell.trim(), order) : NaN;
  return Number.isNaN(value) ? null : value;
}

function isMissing(cell: unknown, missing: ReadonlySet<string>): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && missing.has(cell.trim()));
}

function toWord(cell: unknown, levels: readonly string[], missing: ReadonlySet<string>): string | null {
  if (isMissing(cell, missing) || Number.isNaN(cell)) return null;
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return levels.find((level) => parseBoolean(level) === cell) ?? String(cell);
  if (cell instanceof Date) return cell.toISOString();
  return String(cell);
}
