import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/adapters/catalog.ts';
import type { AdapterMeta } from '../../../src/contract/model/adapter.ts';
import type { ColumnProfile } from '../../../src/contract/data/data-view.ts';
import type { Kind, Task } from '../../../src/contract/data/kinds.ts';
import {
  canWrite,
  defaultTask,
  maxClasses,
  maxOfferedClasses,
  obstacleTo,
  possibleTasks,
  taskFor,
} from '../../../src/contract/model/task.ts';
import { chooseFields } from '../../../src/tables/fields/choose-fields.ts';
import { profileTable } from '../../../src/tables/profile/profile.ts';
import { quietRun } from '../../run.ts';
import { makeTable, text, type makeColumn } from '../../tables/table-of.ts';

const metas: Record<string, AdapterMeta> = catalog;
const both = ['regression', 'classification'] as const;

describe('the limits', () => {
  it('offer 100 classes and accept 1,000', () => {
    expect([maxOfferedClasses, maxClasses]).toEqual([100, 1000]);
  });
});

describe('the tasks of a column', () => {
  it.each<[Kind, distinct: number, possible: Task[]]>([
    ['number', 1, ['regression', 'classification']],
    ['number', 2, ['classification', 'regression']],
    ['number', 3, ['regression', 'classification']],
    ['number', 100, ['regression', 'classification']],
    ['number', 101, ['regression']],
    ['category', 2, ['classification']],
    ['category', 1000, ['classification']],
    ['category', 1001, []],
    ['boolean', 2, ['classification']],
    ['date', 12, ['classification']],
    ['date', 100, ['classification']],
    ['date', 101, []],
    ['text', 100, ['classification', 'generation']],
    ['text', 101, ['generation']],
    ['empty', 0, []],
  ])('%s of %d values: %j', (kind, distinct, possible) => {
    expect(possibleTasks({ kind, distinct })).toEqual(possible);
  });

  it.each<[Kind, distinct: number, tasks: readonly Task[], Task]>([
    ['number', 3, both, 'regression'],
    ['number', 2, both, 'classification'],
    ['number', 2, ['regression'], 'regression'],
    ['number', 5000, ['classification'], 'classification'],
    ['category', 3, both, 'classification'],
    ['boolean', 2, both, 'classification'],
    ['date', 365, both, 'classification'],
    ['date', 3, ['regression'], 'regression'],
    ['text', 5000, both, 'classification'],
    ['text', 100, ['classification', 'generation'], 'classification'],
    ['text', 101, ['classification', 'generation'], 'generation'],
    ['category', 3, ['generation'], 'generation'],
  ])('%s of %d values, where the adapter does %j: %s', (kind, distinct, tasks, task) => {
    expect(defaultTask({ kind, distinct }, tasks)).toBe(task);
  });
});

describe('the task of an adapter', () => {
  const column = (kind: Kind, distinct: number) => ({ name: 'y', kind, distinct }) as ColumnProfile;
  it.each<[string, Kind, number, chosen: Task | null, Task | null]>([
    ['linear_regression', 'number', 2, null, 'regression'],
    ['linear_regression', 'date', 12, null, null],
    ['logistic_regression', 'number', 100, null, 'classification'],
    ['logistic_regression', 'number', 101, null, null],
    ['logistic_regression', 'date', 12, null, 'classification'],
    ['gradient_boosting', 'date', 12, null, 'classification'],
    ['gradient_boosting', 'number', 12, 'classification', 'classification'],
    ['dnn', 'number', 2, 'regression', 'regression'],
    ['text_classifier', 'category', 4, null, 'classification'],
    ['huggingface_text', 'text', 101, 'classification', 'generation'],
    ['openai_chat', 'text', 100, 'generation', 'generation'],
    ['llm', 'text', 5, null, 'generation'],
  ])('%s for a %s of %d values, %s chosen: %s', (id, kind, distinct, chosen, task) => {
    expect(taskFor(metas[id]!, { kind, distinct }, chosen)).toBe(task);
  });

  it.each<[string, Kind, number, string | null]>([
    ['linear_regression', 'date', 12, 'target-is-class'],
    ['linear_regression', 'category', 12, 'target-is-class'],
    ['linear_regression', 'number', 12, null],
    ['logistic_regression', 'number', 101, 'target-is-number'],
    ['logistic_regression', 'date', 12, null],
    ['logistic_regression', 'date', 101, 'too-many-classes'],
    ['gradient_boosting', 'category', 1001, 'too-many-classes'],
    ['dnn', 'text', 101, 'too-many-classes'],
    ['dnn', 'empty', 0, 'target-unfit'],
  ])('%s, a %s of %d values: the obstacle is %s', (id, kind, distinct, obstacle) => {
    expect(obstacleTo(metas[id]!, column(kind, distinct), ['text'])).toBe(obstacle);
  });
});

type Values = Parameters<typeof makeColumn>[1];

/** Targets of every kind, with 1, 2, and both sides of each limit; the last row is missing. */
const counts = [1, 2, 3, 100, 101, 1000, 1001];
const makers: Record<string, (distinct: number) => Values> = {
  number: (distinct) => [...cells(distinct, (i) => i), null],
  date: (distinct) => [...cells(distinct, (i) => new Date(i * 86_400_000)), null],
  category: (distinct) => [...cells(distinct, (i) => `c${i}`), null],
  text: (distinct) => text(...cells(distinct, (i) => `t${i}`), null),
};
function cells<T>(distinct: number, cell: (i: number) => T): T[] {
  return Array.from({ length: distinct * 2 }, (_, row) => cell(row % distinct));
}

describe.each(Object.entries(metas))('%s', (modelType, meta) => {
  const targets = Object.entries(makers).flatMap(([kind, make]) => counts.map((n) => [kind, n, make] as const));

  it.each(targets)('is never refused what is offered: a %s of %d values', async (_, distinct, make) => {
    const y = make(distinct);
    const rows = distinct * 2 + 1;
    const x =
      meta.input === 'texts' ? text(...Array.from({ length: rows }, (_, i) => `row ${i}`)) : [...Array(rows).keys()];
    const table = makeTable([['x', x], ['y', y]]); // prettier-ignore
    const [, target] = await profileTable(table, quietRun());
    const choose = (task: Task | null) =>
      chooseFields(table, { fields: [{ name: 'x' }], target: 'y', targetField: null, task, modelType }, meta);
    const offered = possibleTasks(target!).filter((task) => meta.tasks.includes(task));
    if (!canWrite(meta)) expect(obstacleTo(meta, target!, ['x']) === null).toBe(offered.length > 0);
    for (const task of offered) expect(choose(task).task).toBe(task);
    if (offered.length > 0) expect(choose(null).task).toBe(taskFor(meta, target!, null));
  });
});
