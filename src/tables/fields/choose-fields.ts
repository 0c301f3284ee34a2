import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import { learns } from '../../contract/request/control.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import type { Task } from '../../contract/data/kinds.ts';
import type { Plan } from '../../contract/request/plan.ts';
import { asKind } from '../kinds/as-kind.ts';
import { classesOf } from '../levels/classes.ts';
import { cellText } from '../cells/cell-text.ts';
import { distinctNumbers } from '../levels/distinct.ts';
import { checkRules } from './field-rules.ts';
import { guessSeparator } from '../levels/cell-labels.ts';
import { listNames, nearNames } from '../names.ts';
import { exampleList } from '../examples.ts';
import { taskOf } from '../profile/suggest.ts';
import { textColumns } from '../profile/text-columns.ts';
import type { Column, Table } from '../table.ts';

/** A column and how it is used. `spec.name` is the column's name, `spec.kind` its kind. */
export interface Field {
  spec: FieldSpec;
  column: Column;
}

/** What a run learns from and what it predicts. */
export interface Fields {
  /** In the order given; by default in the table's order. */
  factors: Field[];
  /** null where texts are written and there is nothing to compare them with. */
  target: Field | null;
  task: Task;
  /** Every class of the target's column, in class order; absent for regression. */
  classes?: string[];
  /** What separates several labels in one cell of the target, where it holds lists. */
  separator?: string;
  notices: Notice[];
}

/** More different texts than this are no category, whoever asks. */
const mostTexts = 1000;
/** More different texts than this are not labels where a model can write texts. */
const mostLabels = 100;
/** More classes than this are no classification: one set of coefficients each would not fit. */
const mostClasses = 1000;

type Chosen = Pick<Plan, 'fields' | 'otherFields' | 'target' | 'targetField' | 'task' | 'modelType'> &
  Partial<Pick<Plan, 'modelParams'>>;

/**
 * Finds the columns that a plan names, fills in what it leaves open, and checks that the adapter can use them.
 * @throws AppError `fields.*`: no-target, unknown-column, named-twice, target-is-factor, no-factors, no-text, empty-factor, empty-target, none-readable,
 * text-factor, other-kind, target-not-number, task-unsupported, too-many-classes, min-above-max, rule-unfit, keep-unsupported
 */
export function chooseFields(table: Table, plan: Chosen, meta: AdapterMeta): Fields {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const find = (name: string): Column => {
    const column = columns.get(name);
    if (column) return column;
    throw new AppError('fields.unknown-column', { column: name, columns: nearNames(name, [...columns.keys()]) });
  };
  // A model that learns to go on with texts has no use for a target: no row is lost for want of one, and the template may name its column.
  const unused = learns('generation', meta, plan.modelParams ?? {});
  const targetName = unused ? '' : (plan.target ?? 'target');
  const hasTarget = !unused && (plan.target !== null || columns.has(targetName));
  if (!hasTarget && !meta.tasks.includes('generation')) {
    throw new AppError('fields.no-target', { columns: listNames([...columns.keys()], 30) });
  }
  const notices: Notice[] = [];
  const target = hasTarget ? targetOf(find(targetName), plan, table.rows) : null;
  const specs = factorSpecs(table, plan, meta, targetName);
  const factors = specs.map((spec) => factorOf(find(spec.name), spec, plan, meta, table.rows, notices));
  if (factors.length === 0) throw new AppError('fields.no-factors', {});
  if (unused && plan.target !== null && factors.every(({ column }) => column.name !== plan.target)) {
    const example = `{${factors[0].column.name}} -> {${plan.target}}`;
    notices.push(notice('fields.target-unused', { column: plan.target, example }));
  }
  notices.push(...unusedNotices(table, plan, meta, [...(target ? [target] : []), ...factors]));
  const task = target ? chooseTask(target.column, plan, meta) : 'generation';
  const separator =
    target && task === 'classification' ? separatorFor(target.column, table.rows, plan, meta, notices) : null;
  const classes = target && task === 'classification' && !separator ? chooseClasses(target.column) : undefined;
  return { factors, target, task, ...(classes ? { classes } : {}), ...(separator ? { separator } : {}), notices };
}

/** Lists the factors: those named, and by default or on demand every other column that the adapter takes of itself. */
function factorSpecs(table: Table, plan: Chosen, meta: AdapterMeta, target: string): FieldSpec[] {
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

/** The column that an adapter of texts takes of itself. @throws AppError `fields.no-text` */
function usualText(table: Table, target: string, named: ReadonlyMap<string, FieldSpec>): FieldSpec[] {
  const usual = textColumns(table).find((name) => name !== target);
  if (usual !== undefined) return named.has(usual) ? [] : [{ name: usual }];
  if (named.size > 0) return [];
  const columns = listNames(table.columns.map(({ name, kind }) => `${name} (${kind})`));
  throw new AppError('fields.no-text', { columns });
}

/** Names the columns that were left out without anyone saying so. */
function unusedNotices(table: Table, plan: Chosen, meta: AdapterMeta, used: readonly Field[]): Notice[] {
  if (meta.input === 'texts' || (plan.fields && !plan.otherFields)) return [];
  const names = new Set(used.map(({ spec }) => spec.name));
  const unused = table.columns.flatMap(({ name, kind }) => (names.has(name) ? [] : [`${name} (${kind})`]));
  if (unused.length === 0) return [];
  return [notice('fields.not-used', { count: unused.length, columns: listNames(unused) }, 'note')];
}

function isDefaultKind(kind: Column['kind']): boolean {
  return kind !== 'text' && kind !== 'empty';
}

function factorOf(
  found: Column,
  spec: FieldSpec,
  plan: Chosen,
  meta: AdapterMeta,
  rows: number,
  notices: Notice[],
): Field {
  const column = meta.input === 'texts' ? asText(found, rows) : asFeature(found, spec, plan, rows, notices);
  refuseEmpty(column, 'fields.empty-factor');
  const field = { spec: { ...spec, kind: knownKind(column) }, column };
  checkRules(field, plan.modelType, meta);
  return field;
}

/** A table adapter takes a text column only where it was asked for, as a category. */
function asFeature(found: Column, spec: FieldSpec, plan: Chosen, rows: number, notices: Notice[]): Column {
  if (spec.kind === 'text') throw textFactor(found, plan.modelType);
  const column = spec.kind ? withKind(found, spec.kind, rows) : found;
  if (column.kind !== 'text') return column;
  const category = asKind(column, 'category', rows);
  if (category?.kind !== 'category' || category.levels.length > mostTexts) throw textFactor(found, plan.modelType);
  notices.push(notice('fields.text-as-category', { column: column.name, distinct: category.levels.length }));
  return category;
}

function asText(found: Column, rows: number): Column {
  return asKind(found, 'text', rows) ?? found;
}

function textFactor(column: Column, model: string): AppError {
  const distinct = column.kind === 'text' ? new Set(column.values.filter((text) => text !== null)).size : 0;
  return new AppError('fields.text-factor', { column: column.name, distinct, model });
}

function withKind(column: Column, kind: NonNullable<FieldSpec['kind']>, rows: number): Column {
  const changed = asKind(column, kind, rows);
  if (changed) return changed;
  throw new AppError('fields.other-kind', { column: column.name, found: column.kind, kind });
}

function targetOf(found: Column, plan: Chosen, rows: number): Field {
  const rule = plan.targetField ?? plan.fields?.find(({ name }) => name === found.name);
  const column = rule?.kind ? withKind(found, rule.kind, rows) : found;
  refuseEmpty(column, 'fields.empty-target');
  const field = { spec: { ...rule, name: column.name, kind: knownKind(column) }, column };
  checkRules(field, plan.modelType, null);
  return field;
}

/** Decides what is predicted: what was asked for, else what the adapter does, else what the target's cells are. */
function chooseTask(target: Column, plan: Chosen, { tasks }: AdapterMeta): Task {
  if (plan.task && !tasks.includes(plan.task)) {
    throw new AppError('fields.task-unsupported', { model: plan.modelType, task: plan.task, tasks: tasks.join(', ') });
  }
  const distinct = target.kind === 'number' ? (distinctNumbers(target.values, 2)?.values.length ?? 3) : 0;
  const usual =
    isProse(target) && tasks.includes('generation') ? 'generation' : taskOf({ kind: target.kind, distinct });
  const task = plan.task ?? (tasks.includes(usual) ? usual : tasks[0]);
  if (task === 'regression' && target.kind !== 'number') {
    throw new AppError('fields.target-not-number', {
      column: target.name,
      kind: target.kind,
      example: firstCell(target),
    });
  }
  return task;
}

/** Is true for texts that are no names of classes: too many are different. */
function isProse(column: Column): boolean {
  return column.kind === 'text' && new Set(column.values).size > mostLabels;
}

/** Says what separates several labels in one cell, where the adapter takes them and the person said so or the cells look like it. */
function separatorFor(
  target: Column,
  rows: number,
  { modelParams }: Chosen,
  meta: AdapterMeta,
  notices: Notice[],
): string | null {
  const wanted = modelParams?.multi_label ?? null;
  if (!meta.takesLabels || wanted === false) return null;
  const separator = guessSeparator(target, rows);
  if (separator) notices.push(notice('fields.several-labels', { column: target.name, separator }, 'note'));
  return separator ?? (wanted === true ? ';' : null);
}

function chooseClasses(target: Column): string[] {
  const isNumeric = target.kind === 'number' || target.kind === 'date';
  const tooMany = isNumeric && distinctNumbers(target.values, mostClasses) === null;
  const classes = tooMany ? [] : classesOf(target);
  if (!tooMany && classes.length <= mostClasses) return classes;
  throw new AppError('fields.too-many-classes', { column: target.name, most: mostClasses });
}

function firstCell(column: Column): string {
  for (let row = 0; ; row++) {
    const text = cellText(column, row);
    if (text !== null) return text.length > 30 ? `${text.slice(0, 29)}…` : text;
  }
}

/** @throws AppError `code` where every cell is missing; `fields.none-readable` where there are cells and none is of the kind that was said */
function refuseEmpty(column: Column, code: 'fields.empty-factor' | 'fields.empty-target'): void {
  if (!isAllMissing(column)) return;
  const { name, kind } = column;
  const words = 'unparsable' in column ? column.unparsable : undefined;
  if (!words?.size) throw new AppError(code, { column: name });
  throw new AppError('fields.none-readable', { column: name, kind, examples: exampleList(words.values()) });
}

function isAllMissing(column: Column): boolean {
  switch (column.kind) {
    case 'number':
    case 'date':
      return column.values.every(Number.isNaN);
    case 'category':
    case 'boolean':
      return column.codes.every((code) => code < 0);
    case 'text':
      return column.values.every((text) => text === null);
    case 'empty':
      return true;
  }
}

function knownKind({ kind }: Column): FieldSpec['kind'] {
  return kind === 'empty' ? undefined : kind;
}
