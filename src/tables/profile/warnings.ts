import { notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { ColumnProfile, Warning } from '../../contract/data/data-view.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import type { Task } from '../../contract/data/kinds.ts';
import { isMissing } from '../cells/cell-text.ts';
import { isIdLike } from './id-like.ts';
import { maxLevels } from '../kinds/kind-limits.ts';
import { leakTest, type LeakTest } from './leak.ts';
import { exampleList } from '../examples.ts';
import { inChunks } from '../chunks.ts';
import type { Column, Table } from '../table.ts';

/** A factor whose missing cells drop more than this share of the rows is worth a word. */
const manyMissing = 0.05;

/**
 * Finds what may spoil a model of `target` from the factors `fields`: the target's own problems first, then those of the factors in order.
 * @throws AppError `run.stopped`
 */
export async function findWarnings(
  table: Table,
  profiles: readonly ColumnProfile[],
  target: string,
  task: Task,
  fields: readonly FieldSpec[],
  run: Run,
): Promise<Warning[]> {
  const columns = new Map(table.columns.map((column, i) => [column.name, { column, profile: profiles[i] }]));
  const targetColumn = columns.get(target);
  if (!targetColumn) return [];
  const leaks = leakTest(targetColumn.column, targetColumn.profile.distinct, task, table.rows, fields.length);
  const warnings = targetWarnings(targetColumn.profile, task);
  for (const spec of fields) {
    const found = columns.get(spec.name);
    if (!found || spec.name === target) continue;
    await run.yield();
    warnings.push(
      ...factorWarnings(found.column, found.profile, targetColumn.profile, leaks),
      ...(await missingWarnings(found.column, found.profile, spec, targetColumn.column, run)),
    );
  }
  return warnings;
}

function targetWarnings(
  { name, kind, distinct, rows, missing, unparsable, top, range }: ColumnProfile,
  task: Task,
): Warning[] {
  const cells = rows - missing - unparsable;
  if (cells === 0) return [{ column: name, notice: notice('fields.empty-target', { column: name }, 'error') }];
  if (distinct === 1) {
    const value = top?.[0]?.value ?? range?.min ?? '';
    return [{ column: name, notice: notice('fields.target-constant', { column: name, value }, 'error') }];
  }
  const each = Math.round(cells / distinct);
  if (task !== 'classification' || !(distinct > 50 || (distinct > 10 && each < 5))) return [];
  const params = { column: name, classes: distinct };
  return [
    {
      column: name,
      notice:
        kind === 'number'
          ? notice('fields.many-classes-number', params)
          : notice('fields.many-classes', { ...params, cells, each }),
    },
  ];
}

function factorWarnings(column: Column, profile: ColumnProfile, target: ColumnProfile, leaks: LeakTest): Warning[] {
  const { name, distinct, top, range } = profile;
  const cells = profile.rows - profile.missing - profile.unparsable;
  const fix = { kind: 'ignore' } as const;
  if (cells === 0) return [{ column: name, notice: notice('fields.empty-factor', { column: name }, 'error'), fix }];
  if (distinct === 1) {
    const value = top?.[0]?.value ?? range?.min ?? '';
    return [{ column: name, notice: notice('fields.constant', { column: name, value }), fix }];
  }
  const leak = leaks(column);
  if (leak !== null) {
    const percent = Math.round(leak * 10_000) / 100;
    return [{ column: name, notice: notice('fields.leak', { column: name, target: target.name, percent }), fix }];
  }
  if (!isIdLike(column, profile)) return [];
  return [{ column: name, notice: notice('fields.looks-like-id', { column: name, distinct, cells }), fix }];
}

/** Counts the rows that missing or unparsable cells would drop, among those that have a target. */
async function missingWarnings(
  column: Column,
  profile: ColumnProfile,
  spec: FieldSpec,
  target: Column,
  run: Run,
): Promise<Warning[]> {
  const { name, rows, missing, unparsable } = profile;
  const warnings: Warning[] = [];
  const toPercent = (count: number) => Math.round((count / rows) * 1000) / 10;
  if (missing < rows && missing > rows * manyMissing && (spec.missing ?? 'drop') === 'drop') {
    let lost = 0;
    await inChunks(rows, run, (from, to) => {
      for (let row = from; row < to; row++) if (isMissing(column, row) && !isMissing(target, row)) lost++;
    });
    const numeric = column.kind === 'number' || column.kind === 'date';
    const code = numeric ? 'fields.missing-median' : 'fields.missing-frequent';
    if (lost > rows * manyMissing) {
      warnings.push({
        column: name,
        notice: notice(code, { column: name, rows: lost, percent: toPercent(lost) }),
        fix: { kind: 'missing', rule: numeric ? 'median' : 'most_frequent' },
      });
    }
  }
  if (unparsable > rows * manyMissing && (column.kind === 'number' || column.kind === 'date')) {
    const examples = exampleList(column.unparsable?.values() ?? []);
    const params = { column: name, rows: unparsable, percent: toPercent(unparsable), examples };
    warnings.push(
      profile.distinct <= maxLevels
        ? { column: name, notice: notice('fields.many-unparsable', params), fix: { kind: 'as', to: 'category' } }
        : { column: name, notice: notice('fields.many-unparsable-words', params) },
    );
  }
  return warnings;
}
