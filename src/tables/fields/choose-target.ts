import { AppError } from '../../base/errors.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import type { Task } from '../../contract/data/kinds.ts';
import { defaultTask, maxOfferedClasses } from '../../contract/model/task.ts';
import { distinctNumbers } from '../levels/distinct.ts';
import { checkRules } from './field-rules.ts';
import type { Column } from '../table.ts';
import { firstCell, refuseEmpty, toField, withKind, type Field } from './field-column.ts';

/**
 * Makes the field to predict of a column and its rule, if there is one.
 * @throws AppError `fields.other-kind`, `fields.empty-target`, `fields.none-readable` and those of `checkRules`
 */
export function chooseTarget(found: Column, rule: FieldSpec | undefined, model: string, rows: number): Field {
  const column = rule?.kind ? withKind(found, rule.kind, rows) : found;
  refuseEmpty(column, 'fields.empty-target');
  const field = toField(column, rule);
  checkRules(field, model, null);
  return field;
}

/**
 * Decides what is predicted: what was asked for, else what the target's cells are and the adapter does.
 * @throws AppError `fields.task-unsupported` if the adapter cannot do what was asked for; `fields.target-not-number` for a regression of other cells
 */
export function chooseTask(target: Column, wanted: Task | null, model: string, { tasks }: AdapterMeta): Task {
  if (wanted && !tasks.includes(wanted)) {
    throw new AppError('fields.task-unsupported', { model, task: wanted, tasks: tasks.join(', ') });
  }
  const task = wanted ?? defaultTask({ kind: target.kind, distinct: countDistinct(target) }, tasks);
  if (task === 'regression' && target.kind !== 'number') {
    const { name: column, kind } = target;
    throw new AppError('fields.target-not-number', { column, kind, example: firstCell(target) });
  }
  return task;
}

/** Counts the different values of a target as far as the task depends on them: at most one more than the largest number that matters. */
function countDistinct(target: Column): number {
  switch (target.kind) {
    case 'number':
      return distinctNumbers(target.values, 2)?.values.length ?? 3;
    case 'text': {
      const texts = new Set<string>();
      for (const text of target.values) if (text !== null && texts.size <= maxOfferedClasses) texts.add(text);
      return texts.size;
    }
    default:
      return 0;
  }
}
