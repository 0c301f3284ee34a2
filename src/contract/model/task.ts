import type { AdapterMeta } from './adapter.ts';
import type { ColumnProfile } from '../data/data-view.ts';
import type { Task } from '../data/kinds.ts';

/** Maximum different values for which the page offers numbers, dates or texts as classes; more different texts are not labels. */
export const maxOfferedClasses = 100;

/** Maximum classes of a classification, whoever asks: each class has coefficients of its own. */
export const maxClasses = 1000;

/** What decides the task of a target: its kind, and its different values without the missing cells. */
export type TargetColumn = Pick<ColumnProfile, 'kind' | 'distinct'>;

/** Lists the tasks that the cells of a target mean, the likeliest first, however many classes there are. */
function meantTasks({ kind, distinct }: TargetColumn): Task[] {
  switch (kind) {
    case 'number':
      return distinct === 2 ? ['classification', 'regression'] : ['regression', 'classification'];
    case 'category':
    case 'boolean':
    case 'date':
      return ['classification'];
    case 'text':
      return distinct > maxOfferedClasses ? ['generation', 'classification'] : ['classification', 'generation'];
    case 'empty':
      return [];
  }
}

/**
 * Decides what is predicted where the request does not say it: a number with other than two different values is regressed, texts that are not labels are
 * written where the adapter can write, everything else is classified. An adapter that does none of these does its first task.
 */
export function defaultTask(target: TargetColumn, tasks: readonly Task[] = ['regression', 'classification']): Task {
  return meantTasks(target).find((task) => tasks.includes(task)) ?? tasks[0];
}

/** Lists the tasks that the page offers for a target, the default first. A person who calls a column a category may have more classes. */
export function possibleTasks(target: TargetColumn): Task[] {
  const isCategory = target.kind === 'category' || target.kind === 'boolean';
  const max = isCategory ? maxClasses : maxOfferedClasses;
  return meantTasks(target).filter((task) => task !== 'classification' || target.distinct <= max);
}

/** Gives the task of a model for a target: `chosen` if both allow it, else the first that both allow; null = the model cannot learn it. */
export function taskFor({ tasks }: Pick<AdapterMeta, 'tasks'>, target: TargetColumn, chosen: Task | null): Task | null {
  const possible = possibleTasks(target).filter((task) => tasks.includes(task));
  if (chosen && possible.includes(chosen)) return chosen;
  return possible[0] ?? null;
}

/** Is true for a model that can write texts, with or without a target. */
export function canWrite({ tasks }: Pick<AdapterMeta, 'tasks'>): boolean {
  return tasks.includes('generation');
}

/** Why a model cannot be chosen for a table. */
export type Obstacle = 'target-is-number' | 'target-is-class' | 'too-many-classes' | 'no-text' | 'target-unfit';

/**
 * Says why a model cannot learn this target, or null if it can. `texts`: the columns a model of texts may learn from, null before there is a
 * table; `chosen`: the task a person asked for.
 */
export function obstacleTo(
  meta: AdapterMeta,
  target: ColumnProfile | null,
  texts: readonly string[] | null,
  chosen: Task | null = null,
): Obstacle | null {
  // With a template any columns can be asked about.
  if (meta.input === 'texts' && meta.factorsFrom === undefined && texts?.every((name) => name === target?.name))
    return 'no-text';
  if (canWrite(meta)) return null;
  if (target && chosen && !meta.tasks.includes(chosen)) {
    return chosen === 'classification' ? 'target-is-class' : 'target-is-number';
  }
  if (!target || taskFor(meta, target, null)) return null;
  if (target.kind === 'empty') return 'target-unfit';
  if (target.kind === 'number') return 'target-is-number';
  return meta.tasks.includes('classification') ? 'too-many-classes' : 'target-is-class';
}
