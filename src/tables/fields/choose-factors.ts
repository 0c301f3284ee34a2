import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import type { Plan } from '../../contract/request/plan.ts';
import { asKind } from '../kinds/as-kind.ts';
import { checkRules } from './field-rules.ts';
import { listNames } from '../names.ts';
import type { Column, Table } from '../table.ts';
import { textColumns } from '../profile/text-columns.ts';
import { isAllMissing, refuseEmpty, toField, withKind, type Field } from './field-column.ts';

/** Maximum different texts of a text column that is asked for as a category. */
const maxTexts = 1000;

/**
 * Lists the factors: those named, and by default or on demand every other column that the adapter takes without being asked.
 * @throws AppError `fields.named-twice`, `fields.target-is-factor`, `fields.no-text`
 */
export function factorSpecs(
  table: Table,
  plan: Pick<Plan, 'fields' | 'otherFields'>,
  meta: AdapterMeta,
  target: string,
): FieldSpec[] {
  const named = new Map<string, FieldSpec>();
  for (const spec of plan.fields ?? []) {
    if (named.has(spec.name)) throw new AppError('fields.named-twice', { column: spec.name });
    if (spec.name === target && !plan.otherFields) throw new AppError('fields.target-is-factor', { column: target });
    named.set(spec.name, spec);
  }
  named.delete(target);
  if (plan.fields && !plan.otherFields) return [...named.values()];
  const names = new Set(table.columns.map((column) => column.name));
  if (meta.input === 'texts') return [...named.values(), ...usualText(table, target, named)];
  const isUsual = (column: Column) => isDefaultKind(column.kind) && !isAllMissing(column);
  const usual = new Set(table.columns.filter(isUsual).map((column) => column.name));
  usual.delete(target);
  return [
    // A name that the table does not have comes first, to be refused.
    ...[...named.values()].filter(({ name }) => !names.has(name)),
    ...table.columns.flatMap(({ name }) => named.get(name) ?? (usual.has(name) ? [{ name }] : [])),
  ];
}

/** Gives the column that an adapter of texts takes without being asked. @throws AppError `fields.no-text` */
function usualText(table: Table, target: string, named: ReadonlyMap<string, FieldSpec>): FieldSpec[] {
  const usual = textColumns(table).find((name) => name !== target);
  if (usual !== undefined) return named.has(usual) ? [] : [{ name: usual }];
  if (named.size > 0) return [];
  const columns = listNames(table.columns.map(({ name, kind }) => `${name} (${kind})`));
  throw new AppError('fields.no-text', { columns });
}

function isDefaultKind(kind: Column['kind']): boolean {
  return kind !== 'text' && kind !== 'empty';
}

/**
 * Makes a factor of a column, as the kind that its spec and the adapter want.
 * @throws AppError `fields.text-factor`, `fields.other-kind`, `fields.empty-factor`, `fields.none-readable` and those of `checkRules`
 */
export function chooseFactor(
  found: Column,
  spec: FieldSpec,
  { model, meta, rows, notices }: { model: string; meta: AdapterMeta; rows: number; notices: Notice[] },
): Field {
  const column =
    meta.input === 'texts' ? (asKind(found, 'text', rows) ?? found) : asFeature(found, spec, model, rows, notices);
  refuseEmpty(column, 'fields.empty-factor');
  const field = toField(column, spec);
  checkRules(field, model, meta);
  return field;
}

/** A table adapter takes a text column only where it was asked for, as a category. */
function asFeature(found: Column, spec: FieldSpec, model: string, rows: number, notices: Notice[]): Column {
  if (spec.kind === 'text') throw textFactor(found, model);
  const column = spec.kind ? withKind(found, spec.kind, rows) : found;
  if (column.kind !== 'text') return column;
  const category = asKind(column, 'category', rows);
  if (category?.kind !== 'category' || category.levels.length > maxTexts) throw textFactor(found, model);
  notices.push(notice('fields.text-as-category', { column: column.name, distinct: category.levels.length }));
  return category;
}

function textFactor(column: Column, model: string): AppError {
  const distinct = column.kind === 'text' ? new Set(column.values.filter((text) => text !== null)).size : 0;
  return new AppError('fields.text-factor', { column: column.name, distinct, model });
}
