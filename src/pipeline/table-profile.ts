import { catalog } from '../adapters/catalog.ts';
import { AppError } from '../base/errors.ts';
import type { Notice } from '../base/notice.ts';
import type { Run } from '../base/run.ts';
import type { ColumnProfile, FileView, Suggestion } from '../contract/data/data-view.ts';
import type { TableColumn, TableFile, TableProfile, TableSuggestion } from '../contract/result/table-profile.ts';
import { toNoticeText } from '../contract/result/report.ts';
import type { ProfileRequest } from '../contract/workers/table-api.ts';
import { alignColumns } from '../tables/merge/align.ts';
import { cellText, dateText } from '../tables/cells/cell-text.ts';
import { classNames } from '../tables/levels/classes.ts';
import { listNames } from '../tables/names.ts';
import { profileTable } from '../tables/profile/profile.ts';
import { suggest } from '../tables/profile/suggest.ts';
import type { Column } from '../tables/table.ts';
import { findWarnings } from '../tables/profile/warnings.ts';
import { withSourceNames } from './plan-choices.ts';
import type { Reader, ReadPart } from './reader.ts';
import type { MergeChoices } from '../contract/data/reading.ts';

/** Maximum number of different values counted; one more stands for more. */
const maxDistinct = 100_000;
/** Maximum number of levels listed of a column. */
const maxListed = 100;

/**
 * Reads, merges and profiles files, and says what is known of them. Rows that repeat another one are counted and stay, whatever `merge` says.
 * @throws AppError `read.*`, `merge.*`, `fields.unknown-column`, `run.stopped`
 */
export async function readProfile(request: ProfileRequest, reader: Reader, run: Run): Promise<TableProfile> {
  const { sources, read, merge, target, rows } = request;
  const kinds = read.kinds ?? {};
  const parts = await reader.read(sources, withSourceNames(read, merge), run);
  const unique = await reader.merge(parts, { ...merge, duplicates: 'drop' }, kinds, run);
  const { duplicates } = unique;
  const whole = duplicates > 0 ? await reader.merge(parts, { ...merge, duplicates: 'keep' }, kinds, run) : unique;
  const { table } = whole;
  const profiles = await profileTable(table, run);
  if (target !== undefined && profiles.every(({ name }) => name !== target)) {
    const columns = listNames(profiles.map(({ name }) => name));
    throw new AppError('fields.unknown-column', { column: target, columns });
  }
  const guess = suggest(table, profiles, target);
  const suggested = toSuggestion(guess, profiles);
  const fields = suggested.factors.map((name) => ({ name }));
  const warnings =
    suggested.target !== null && suggested.task !== null
      ? await findWarnings(table, profiles, suggested.target, suggested.task, fields, run)
      : [];
  const notices: Notice[] = [
    ...parts.flatMap(({ view }) => view.notices),
    ...(merge.duplicates === 'keep' ? whole : unique).notices,
    ...profiles.flatMap(({ why }) => (why.level === 'note' ? [] : [why])),
    ...(guess.targetWhy ? [guess.targetWhy] : []),
    ...warnings.map(({ notice }) => notice),
  ];
  return {
    rows: table.rows,
    duplicates,
    columns: table.columns.map((column, i) => toColumn(column, profiles[i], Math.min(rows, table.rows))),
    files: parts.map(toFile),
    mapping: toMapping(parts, table.columns, merge),
    suggested,
    notices: notices.map(toNoticeText),
  };
}

function toColumn(column: Column, { missing, distinct, range }: ColumnProfile, rows: number): TableColumn {
  const { name, kind } = column;
  const isDate = kind === 'date';
  return {
    name,
    kind,
    missing,
    distinct: Math.min(distinct, maxDistinct + 1),
    first: Array.from({ length: rows }, (_, row) => toValue(column, row)),
    ...(range ? { min: isDate ? dateText(range.min) : range.min, max: isDate ? dateText(range.max) : range.max } : {}),
    ...(kind === 'category' || kind === 'boolean' ? { levels: classNames(column).slice(0, maxListed) } : {}),
  };
}

function toValue(column: Column, row: number): number | string | null {
  if (column.kind !== 'number' || Number.isNaN(column.values[row])) return cellText(column, row);
  return column.values[row] + 0;
}

function toFile({ table, view }: ReadPart): TableFile {
  const { name, rows, encoding, delimiter, header, sheet }: FileView = view;
  return {
    name,
    rows,
    headerRows: header === undefined || header.value === false ? 0 : 1,
    firstRow: rows > 0 ? table.origin.rowNumbers[0] : null,
    ...(encoding ? { encoding: encoding.value } : {}),
    ...(delimiter ? { delimiter: delimiter.value } : {}),
    ...(sheet ? { sheet: sheet.value } : {}),
    skipped: [],
  };
}

function toMapping(parts: readonly ReadPart[], columns: readonly Column[], { from }: MergeChoices) {
  const alignment = alignColumns(
    parts.map(({ table }) => table.columns),
    from,
  );
  return Object.fromEntries(
    columns.map(({ name }) => [name, alignment.found.map((ofFile) => ofFile.get(name)?.name ?? null)]),
  );
}

/** The model is the first of the catalog that keeps rows in the tab, does the task, and takes what there is: texts only where there is nothing else. */
function toSuggestion({ target, task, roles }: Suggestion, profiles: readonly ColumnProfile[]): TableSuggestion {
  const factors = profiles.filter(({ name }) => roles[name] === 'factor');
  const input = factors.every(({ kind }) => kind === 'text') ? 'texts' : 'features';
  const fits = Object.entries(catalog).find(
    ([, meta]) => task !== null && !meta.leavesTab && meta.input === input && meta.tasks.includes(task),
  );
  const modelType = factors.length > 0 ? (fits?.[0] ?? null) : null;
  return { target, task, factors: factors.map(({ name }) => name), modelType };
}
