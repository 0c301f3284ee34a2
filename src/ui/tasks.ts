import type { AdapterMeta } from '../contract/model/adapter.ts';
import type { ColumnProfile } from '../contract/data/data-view.ts';
import type { Task } from '../contract/data/kinds.ts';

/** A number column with more different values than this is not offered as classes. */
const mostClasses = 100;

/** Says which tasks a column can be the target of, the natural one first. */
export function tasksOf(target: ColumnProfile): Task[] {
  switch (target.kind) {
    case 'number':
      if (target.distinct === 2) return ['classification', 'regression'];
      return target.distinct <= mostClasses ? ['regression', 'classification'] : ['regression'];
    case 'category':
    case 'boolean':
      return ['classification'];
    case 'text':
      return target.distinct <= mostClasses ? ['classification', 'generation'] : ['generation'];
    case 'date':
      return ['regression'];
    case 'empty':
      return [];
  }
}

/** Says what a model does with a target: its only fitting task, or the one chosen among several; null = it cannot. */
export function taskFor(meta: AdapterMeta, target: ColumnProfile, chosen: Task | null): Task | null {
  const possible = tasksOf(target).filter((task) => meta.tasks.includes(task));
  if (chosen && possible.includes(chosen)) return chosen;
  return possible[0] ?? null;
}

/** Is true for a model that can write texts, with or without a target. */
export function canWrite({ tasks }: AdapterMeta): boolean {
  return tasks.includes('generation');
}

/** Why a model cannot be chosen for a table. */
export type Obstacle = 'target-is-number' | 'target-is-class' | 'no-text' | 'target-unfit';

/**
 * Says why a model cannot learn this target, or null when it can. `texts`: the columns a model of texts may learn from, null before there is a
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
  if (target.kind === 'number' || target.kind === 'date') return 'target-is-number';
  return meta.tasks.includes('regression') ? 'target-is-class' : 'target-unfit';
}
