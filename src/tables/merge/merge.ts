import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { AlignOffer } from '../../contract/data/data-view.ts';
import type { DayOrder } from '../../contract/data/kinds.ts';
import { alignColumns, offersFor, type Alignment } from './align.ts';
import { missingColumn } from '../kinds/as-kind.ts';
import { firstRows } from './duplicates.ts';
import { joinColumns } from './stack-columns.ts';
import { listNames, nearNames } from '../names.ts';
import { takeOrigin } from '../origin.ts';
import { takeRows } from './take-rows.ts';
import type { Column, Origin, Table } from '../table.ts';
import type { MergeChoices, ReadChoices } from '../../contract/data/reading.ts';

/** One file as it was read. */
export interface Part {
  file: string;
  table: Table;
}

/** Several files as one table. */
export interface Merged {
  table: Table;
  /** Rows of all files together. */
  read: number;
  duplicates: number;
  /** Where the dropped duplicates stood, for the ledger. */
  duplicateRows: Origin;
  offers: AlignOffer[];
  notices: Notice[];
}

/**
 * Makes one table of several files: columns aligned by name in the first file's order, rows one file after the other, rows equal to an
 * earlier one dropped. `kinds` are those that the person decided, by field name. Columns of a single file without duplicates are
 * the file's own arrays, not copies.
 * @throws AppError `merge.missing-column` unless `choices.missingColumn` says otherwise; `request.no-files`; `run.stopped`
 */
export async function mergeTables(
  parts: readonly Part[],
  choices: MergeChoices,
  kinds: NonNullable<ReadChoices['kinds']>,
  run: Run,
): Promise<Merged> {
  if (parts.length === 0) throw new AppError('request.no-files', {});
  const alignment = alignColumns(
    parts.map(({ table }) => table.columns),
    choices.from,
  );
  const offers = offersFor(
    alignment,
    parts.map(({ file }) => file),
  );
  const notices = [...extraNotices(parts, alignment)];
  const fields = keepFields(parts, alignment, choices.missingColumn ?? 'error', offers, notices);
  const columns: Column[] = [];
  for (const field of fields) {
    const stacked = parts.map(({ table }, f) => ({
      column: alignment.found[f].get(field) ?? missingColumn(field, 'empty', table.rows),
      rows: table.rows,
    }));
    const joined = await joinColumns(field, stacked, Object.hasOwn(kinds, field) ? kinds[field] : undefined, run);
    notices.push(...kindNotices(joined, stacked), ...orderNotices(joined, stacked, parts));
    columns.push(joined);
    await run.yield();
  }
  const rows = parts.reduce((sum, { table }) => sum + table.rows, 0);
  const all: Table = { columns, rows, origin: joinOrigins(parts) };
  const kept = choices.duplicates === 'keep' ? null : await firstRows(columns, rows, run);
  const duplicates = kept ? rows - kept.length : 0;
  if (!kept || duplicates === 0) {
    const none = takeOrigin(all.origin, new Int32Array(0));
    return { table: all, read: rows, duplicates: 0, duplicateRows: none, offers, notices };
  }
  await run.yield();
  const duplicateRows = takeOrigin(all.origin, complement(kept, rows));
  await run.yield();
  notices.push(...repeatNotices(all.origin, kept, rows));
  return { table: await takeRows(all, kept, run), read: rows, duplicates, duplicateRows, offers, notices };
}

/** Decides what becomes of fields that a file misses. */
function keepFields(
  parts: readonly Part[],
  { fields, found, extra }: Alignment,
  rule: NonNullable<MergeChoices['missingColumn']>,
  offers: readonly AlignOffer[],
  notices: Notice[],
): string[] {
  return fields.filter((field) => {
    const missing = parts.flatMap(({ file, table }, f) => (found[f].has(field) ? [] : [{ f, file, rows: table.rows }]));
    if (missing.length === 0) return true;
    const [{ f, file }] = missing;
    if (rule === 'error') {
      const offer = offers.find((each) => each.file === file && each.field === field)?.name;
      const similar = offer ?? nearNames(field, names(extra[f]), 3);
      throw new AppError('merge.missing-column', { file, column: field, similar: similar || '–' });
    }
    if (rule === 'leave-out') {
      notices.push(notice('merge.left-out', { column: field, files: listNames(missing.map((each) => each.file)) }));
      return false;
    }
    for (const each of missing) {
      notices.push(notice('merge.filled', { file: each.file, column: field, rows: each.rows }));
    }
    return true;
  });
}

function extraNotices(parts: readonly Part[], { extra }: Alignment): Notice[] {
  return parts.flatMap(({ file }, f) =>
    extra[f].length === 0
      ? []
      : [notice('merge.extra-columns', { file, count: extra[f].length, columns: listNames(names(extra[f])) }, 'note')],
  );
}

/** Says where the files did not agree on the kind of a field. */
function kindNotices(joined: Column, stacked: readonly { column: Column }[]): Notice[] {
  const found = new Set(stacked.map(({ column }) => column.kind));
  found.delete('empty');
  if (found.size < 2) return [];
  return [notice('merge.kinds-differ', { column: joined.name, kinds: [...found].join(', '), kind: joined.kind })];
}

/** Names files of which no row is left because all are in an earlier one. */
function repeatNotices(origin: Origin, kept: Int32Array, rows: number): Notice[] {
  let k = 0;
  return origin.parts.flatMap(({ file, start }, p) => {
    const end = origin.parts[p + 1]?.start ?? rows;
    const length = end - start;
    const before = k;
    while (kept[k] < end) k++;
    return p > 0 && length > 0 && k === before ? [notice('merge.nothing-new', { file, rows: length })] : [];
  });
}

function joinOrigins(parts: readonly Part[]): Origin {
  if (parts.length === 1) {
    return { parts: [{ file: parts[0].file, start: 0 }], rowNumbers: parts[0].table.origin.rowNumbers };
  }
  const rowNumbers = new Int32Array(parts.reduce((sum, { table }) => sum + table.rows, 0));
  let start = 0;
  const starts = parts.map(({ file, table }) => {
    rowNumbers.set(table.origin.rowNumbers, start);
    start += table.rows;
    return { file, start: start - table.rows };
  });
  return { parts: starts, rowNumbers };
}

/** Gives the rows that are not kept; `kept` rises. */
function complement(kept: Int32Array, rows: number): Int32Array {
  const others = new Int32Array(rows - kept.length);
  let k = 0;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (kept[k] === row) k++;
    else others[count++] = row;
  }
  return others;
}

function names(columns: readonly Column[]): string[] {
  return columns.map((column) => column.name);
}

/** Says where the same writing of a date means another day in another file. */
function orderNotices(joined: Column, stacked: readonly { column: Column }[], parts: readonly Part[]): Notice[] {
  const listFiles = (order: DayOrder) =>
    parts.flatMap(({ file }, i) => {
      const { column } = stacked[i];
      return column.kind === 'date' && column.dayOrder === order ? [file] : [];
    });
  const [dayFirst, monthFirst] = [listFiles('dmy'), listFiles('mdy')];
  if (joined.kind !== 'date' || dayFirst.length === 0 || monthFirst.length === 0) return [];
  const params = { column: joined.name, dayFirst: listNames(dayFirst), monthFirst: listNames(monthFirst) };
  return [notice('merge.day-order', params, 'warning', { column: joined.name })];
}
