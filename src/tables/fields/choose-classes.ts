import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import { maxClasses } from '../../contract/model/task.ts';
import { classNames } from '../levels/classes.ts';
import { distinctNumbers } from '../levels/distinct.ts';
import { guessSeparator } from '../levels/cell-labels.ts';
import type { Column } from '../table.ts';

/** What a classification tells apart: the classes of a column in class order, or what separates several labels in one of its cells. */
export type Classes = { classes: string[] } | { separator: string };

/**
 * Finds the classes of a target. `labels`: whether a cell may hold several; true = it does, null = the cells show it, false = never.
 * @throws AppError `fields.too-many-classes`
 */
export function chooseClasses(target: Column, labels: boolean | null, rows: number, notices: Notice[]): Classes {
  const guessed = labels === false ? null : guessSeparator(target, rows);
  if (guessed) notices.push(notice('fields.several-labels', { column: target.name, separator: guessed }, 'note'));
  const separator = guessed ?? (labels === true ? ';' : null);
  return separator ? { separator } : { classes: listClasses(target) };
}

/** Lists every class of a column, in class order. @throws AppError `fields.too-many-classes` */
function listClasses(target: Column): string[] {
  const isNumeric = target.kind === 'number' || target.kind === 'date';
  const tooMany = isNumeric && distinctNumbers(target.values, maxClasses) === null;
  const classes = tooMany ? [] : classNames(target);
  if (!tooMany && classes.length <= maxClasses) return classes;
  throw new AppError('fields.too-many-classes', { column: target.name, most: maxClasses });
}
