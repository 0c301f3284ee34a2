import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import { learns } from '../../contract/request/control.ts';
import type { Task } from '../../contract/data/kinds.ts';
import { canWrite } from '../../contract/model/task.ts';
import type { Plan } from '../../contract/request/plan.ts';
import { listNames, nearNames } from '../names.ts';
import type { Column, Table } from '../table.ts';
import { chooseClasses } from './choose-classes.ts';
import { chooseFactor, factorSpecs } from './choose-factors.ts';
import { chooseTarget, chooseTask } from './choose-target.ts';
import type { Field } from './field-column.ts';

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

type Chosen = Pick<Plan, 'fields' | 'otherFields' | 'target' | 'targetField' | 'task' | 'modelType'> &
  Partial<Pick<Plan, 'modelParams'>>;

/**
 * Finds the columns that a plan names, fills in what it leaves open, and checks that the adapter can use them.
 * @throws AppError `fields.*`: no-target, unknown-column, named-twice, target-is-factor, no-factors, no-text, empty-factor, empty-target, none-readable,
 * text-factor, other-kind, target-not-number, task-unsupported, too-many-classes, min-above-max, rule-unfit, keep-unsupported
 */
export function chooseFields(table: Table, plan: Chosen, meta: AdapterMeta): Fields {
  const { rows } = table;
  const model = plan.modelType;
  const find = columnFinder(table);
  const notices: Notice[] = [];
  // A model that learns to continue texts has no use for a target: no row is lost for want of one, and the template may name its column.
  const unused = learns('generation', meta, plan.modelParams ?? {});
  const name = unused ? '' : (plan.target ?? 'target');
  const target = !unused && hasTarget(table, plan.target, meta) ? targetField(find(name), plan, rows) : null;
  const specs = factorSpecs(table, plan, meta, name);
  const factors = specs.map((spec) => chooseFactor(find(spec.name), spec, { model, meta, rows, notices }));
  if (factors.length === 0) throw new AppError('fields.no-factors', {});
  notices.push(...(unused ? unusedTarget(plan.target, factors) : []));
  notices.push(...unusedColumns(table, plan, meta, [...(target ? [target] : []), ...factors]));
  if (!target) return { factors, target, task: 'generation', notices };
  const task = chooseTask(target.column, plan.task, model, meta);
  if (task !== 'classification') return { factors, target, task, notices };
  return { factors, target, task, ...chooseClasses(target.column, severalLabels(plan, meta), rows, notices), notices };
}

/** Is true if the plan names a target or the table has a column named target. @throws AppError `fields.no-target` if the adapter needs one */
function hasTarget({ columns }: Table, named: string | null, meta: AdapterMeta): boolean {
  if (named !== null || columns.some(({ name }) => name === 'target')) return true;
  if (canWrite(meta)) return false;
  throw new AppError('fields.no-target', { columns: listNames(columns.map(({ name }) => name), 30) }); // prettier-ignore
}

function targetField(column: Column, { targetField, fields, modelType }: Chosen, rows: number): Field {
  const rule = targetField ?? fields?.find(({ name }) => name === column.name);
  return chooseTarget(column, rule, modelType, rows);
}

/** Whether a cell of the target may hold several labels; null = its cells show it. */
function severalLabels({ modelParams }: Chosen, meta: AdapterMeta): boolean | null {
  if (!meta.takesLabels) return false;
  const text = modelParams?.multi_label;
  return typeof text === 'boolean' ? text : null;
}

/** Says that the target plays no part, unless it is a factor. */
function unusedTarget(target: string | null, factors: readonly Field[]): Notice[] {
  if (target === null || factors.some(({ column }) => column.name === target)) return [];
  const example = `{${factors[0].column.name}} -> {${target}}`;
  return [notice('fields.target-unused', { column: target, example })];
}

/** Names the columns that were left out without anyone asking for it. */
function unusedColumns(table: Table, plan: Chosen, meta: AdapterMeta, used: readonly Field[]): Notice[] {
  if (meta.input === 'texts' || (plan.fields && !plan.otherFields)) return [];
  const names = new Set(used.map(({ spec }) => spec.name));
  const unused = table.columns.flatMap(({ name, kind }) => (names.has(name) ? [] : [`${name} (${kind})`]));
  if (unused.length === 0) return [];
  return [notice('fields.not-used', { count: unused.length, columns: listNames(unused) }, 'note')];
}

/** Makes the search for a column by its name; it throws AppError `fields.unknown-column`. */
function columnFinder(table: Table): (name: string) => Column {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return (name) => {
    const column = columns.get(name);
    if (column) return column;
    throw new AppError('fields.unknown-column', { column: name, columns: nearNames(name, [...columns.keys()]) });
  };
}
