import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import { cellText, dateText } from '../cells/cell-text.ts';
import type { Fields } from '../fields/choose-fields.ts';
import type { Field } from '../fields/field-column.ts';
import { hasMissing } from '../has-missing.ts';
import { listNames } from '../names.ts';
import { rowLocation } from '../origin.ts';
import { exampleList } from '../examples.ts';
import { inChunks } from '../chunks.ts';
import type { Column, Table } from '../table.ts';

/** Why a row was dropped: the codes of the result's `rows.dropped`. */
export const reasons = [
  'clean.no-target',
  'clean.unparsable',
  'clean.missing',
  'clean.below-min',
  'clean.above-max',
  'clean.not-allowed',
] as const;
/** The code that says why a row is not used: one of `reasons`. */
export type Reason = (typeof reasons)[number];

/** The rows that went, in the table's order; the three arrays run in step. */
export interface DroppedRows {
  rows: Int32Array;
  /** Indexes of `reasons`. */
  reasons: Uint8Array;
  /** Indexes of the factors; -1 = the target. */
  fields: Int32Array;
}

/** What cleaning leaves. */
export interface Cleaned {
  /** Row numbers of the table, rising. */
  kept: Int32Array;
  dropped: DroppedRows;
  /** Rows dropped, by reason code; reasons without rows are absent. */
  counts: Partial<Record<Reason, number>>;
  notices: Notice[];
}

const none = 255;

/**
 * Drops the rows that cannot be used. One row has one reason: the target's first, then that of the first factor in order; within a
 * field: unparsable, missing (where its rule is to drop), min, max, enum. `min` and `max` are inclusive and leave missing cells alone.
 * @throws AppError `clean.no-rows` when no row is left; `run.stopped`
 */
export async function cleanRows(table: Table, fields: Pick<Fields, 'factors' | 'target'>, run: Run): Promise<Cleaned> {
  const why = new Uint8Array(table.rows).fill(none);
  const where = new Int32Array(table.rows);
  if (fields.target) markRows(fields.target, -1, why, where);
  for (const [f, field] of fields.factors.entries()) {
    markRows(field, f, why, where);
    await run.yield();
  }
  const { kept, dropped } = await partition(why, where, run);
  const tally = tallyReasons(dropped);
  if (kept.length === 0) throw noRows(table.rows, tally, fields);
  return { kept, dropped, counts: countReasons(dropped), notices: dropNotices(table, fields, dropped, tally) };
}

const [noTarget, unparsable, missing, belowMin, aboveMax, notAllowed] = reasons.map((_, i) => i);

/** Marks the rows that one field drops and no field before it did. One plain loop a kind: this runs over every cell. */
function markRows({ spec, column }: Field, f: number, why: Uint8Array, where: Int32Array): void {
  const isMissing = f < 0 ? noTarget : spec.missing === undefined || spec.missing === 'drop' ? missing : none;
  const drop = (row: number, reason: number) => {
    if (reason === none || why[row] !== none) return;
    why[row] = reason;
    where[row] = f;
  };
  switch (column.kind) {
    case 'number':
    case 'date': {
      const { min = -Infinity, max = Infinity } = spec;
      const isAllowed = spec.enum ? allowedNumbers(column, spec.enum) : null;
      const { values } = column;
      if (min === -Infinity && max === Infinity && !isAllowed && !hasMissing(values)) return;
      for (let row = 0; row < why.length; row++) {
        const value = values[row];
        if (value >= min && value <= max && !isAllowed) continue;
        if (value !== value) drop(row, column.unparsable?.has(row) ? unparsable : isMissing);
        else if (value < min) drop(row, belowMin);
        else if (value > max) drop(row, aboveMax);
        else if (isAllowed && !isAllowed(value)) drop(row, notAllowed);
      }
      return;
    }
    case 'category':
    case 'boolean': {
      const { codes, levels } = column;
      const allowed = new Set(spec.enum ?? levels);
      const byLevel = levels.map((level) => (allowed.has(level) ? none : notAllowed));
      const isPlain = byLevel.every((reason) => reason === none);
      for (let row = 0; row < why.length; row++) {
        if (codes[row] < 0) drop(row, isMissing);
        else if (!isPlain) drop(row, byLevel[codes[row]]);
      }
      return;
    }
    case 'text': {
      const allowed = spec.enum && new Set(spec.enum);
      for (let row = 0; row < why.length; row++) {
        const text = column.values[row];
        if (text === null) drop(row, isMissing);
        else if (allowed && !allowed.has(text)) drop(row, notAllowed);
      }
      return;
    }
    case 'empty':
      for (let row = 0; row < why.length; row++) drop(row, isMissing);
  }
}

/** Gives the test whether a number, or a date, is one of those allowed by name: `1.0` allows 1, and `2026-03-05` that day. */
function allowedNumbers({ kind }: Column, words: readonly string[]): (value: number) => boolean {
  const texts = new Set(words);
  if (kind === 'date') return (ms) => texts.has(dateText(ms));
  const numbers = new Set(words.filter((word) => word.trim() !== '').map(Number));
  return (value) => numbers.has(value);
}

async function partition(
  why: Uint8Array,
  where: Int32Array,
  run: Run,
): Promise<{ kept: Int32Array; dropped: DroppedRows }> {
  let gone = 0;
  await inChunks(why.length, run, (from, to) => {
    for (let row = from; row < to; row++) if (why[row] !== none) gone++;
  });
  const kept = new Int32Array(why.length - gone);
  const dropped = { rows: new Int32Array(gone), reasons: new Uint8Array(gone), fields: new Int32Array(gone) };
  let [k, d] = [0, 0];
  await inChunks(why.length, run, (from, to) => {
    for (let row = from; row < to; row++) {
      if (why[row] === none) {
        kept[k++] = row;
        continue;
      }
      dropped.rows[d] = row;
      dropped.reasons[d] = why[row];
      dropped.fields[d++] = where[row];
    }
  });
  return { kept, dropped };
}

function countReasons({ reasons: of }: DroppedRows): Cleaned['counts'] {
  const counts = new Int32Array(reasons.length);
  for (const reason of of) counts[reason]++;
  return Object.fromEntries(reasons.flatMap((code, i) => (counts[i] > 0 ? [[code, counts[i]]] : [])));
}

/** How often one reason dropped a row at one field; `first` is the first such place in `dropped`. */
interface Tally {
  reason: Reason;
  field: number;
  count: number;
  first: number;
}

/** Counts dropped rows by field and reason, most first. */
function tallyReasons(dropped: DroppedRows): Tally[] {
  const tally = new Map<number, Tally>();
  for (let i = 0; i < dropped.rows.length; i++) {
    const key = dropped.fields[i] * reasons.length + dropped.reasons[i];
    const known = tally.get(key);
    if (known) known.count++;
    else tally.set(key, { reason: reasons[dropped.reasons[i]], field: dropped.fields[i], count: 1, first: i });
  }
  return [...tally.values()].sort((a, b) => b.count - a.count);
}

type Both = Pick<Fields, 'factors' | 'target'>;

function noRows(rows: number, [max]: Tally[], fields: Both): AppError {
  const column = max ? fieldAt(fields, max.field).spec.name : '';
  const reason = max ? words[max.reason] : '–';
  return new AppError('clean.no-rows', { rows, count: max?.count ?? 0, column, reason });
}

/** The reasons in the words of the request, which are the same in every language. */
const words: Record<Reason, string> = {
  'clean.no-target': 'missing',
  'clean.unparsable': 'unparsable',
  'clean.missing': 'missing',
  'clean.below-min': 'min',
  'clean.above-max': 'max',
  'clean.not-allowed': 'enum',
};

/** Tells of at most 20 fields and reasons; the ledger has every row. */
function dropNotices({ origin }: Table, fields: Both, dropped: DroppedRows, tally: readonly Tally[]): Notice[] {
  return tally.slice(0, 20).map(({ reason, field, count, first }) => {
    const { spec, column } = fieldAt(fields, field);
    const row = dropped.rows[first];
    const value = cellText(column, row);
    const location = { ...rowLocation(origin, row), column: spec.name, ...(value === null ? {} : { value }) };
    const params = { column: spec.name, count };
    switch (reason) {
      case 'clean.no-target':
        return notice('clean.dropped-no-target', params, 'note', location);
      case 'clean.missing':
        return notice('clean.dropped-missing', params, 'note', location);
      case 'clean.unparsable': {
        const examples = column.kind === 'number' || column.kind === 'date' ? (column.unparsable?.values() ?? []) : [];
        return notice('clean.dropped-unparsable', { ...params, examples: exampleList(examples) }, 'warning', location);
      }
      case 'clean.below-min':
        return notice('clean.dropped-below-min', { ...params, limit: limitText(column, spec.min) }, 'note', location);
      case 'clean.above-max':
        return notice('clean.dropped-above-max', { ...params, limit: limitText(column, spec.max) }, 'note', location);
      case 'clean.not-allowed':
        return notice(
          'clean.dropped-not-allowed',
          { ...params, allowed: listNames(spec.enum ?? []) },
          'note',
          location,
        );
    }
  });
}

function limitText(column: Column, limit: number | undefined): string | number {
  return limit === undefined ? '' : column.kind === 'date' ? dateText(limit) : limit;
}

function fieldAt({ factors, target }: Both, field: number): Field {
  return field < 0 && target ? target : factors[field];
}
