import { AppError } from '../../base/errors.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import { asKind } from '../kinds/as-kind.ts';
import { cellText } from '../cells/cell-text.ts';
import { exampleList } from '../examples.ts';
import type { Column } from '../table.ts';

/** A column and how it is used. `spec.name` is the column's name, `spec.kind` its kind. */
export interface Field {
  spec: FieldSpec;
  column: Column;
}

/** Makes a field of a column: `spec` with the column's own name and kind. */
export function toField(column: Column, spec: Omit<FieldSpec, 'name'> | undefined): Field {
  return { spec: { ...spec, name: column.name, kind: column.kind === 'empty' ? undefined : column.kind }, column };
}

/** Gives a column as the kind that was asked for. @throws AppError `fields.other-kind` */
export function withKind(column: Column, kind: NonNullable<FieldSpec['kind']>, rows: number): Column {
  const changed = asKind(column, kind, rows);
  if (changed) return changed;
  throw new AppError('fields.other-kind', { column: column.name, found: column.kind, kind });
}

/** Checks that a column has a cell to use. @throws AppError `code` if every cell is missing; `fields.none-readable` if no cell is of the kind asked for */
export function refuseEmpty(column: Column, code: 'fields.empty-factor' | 'fields.empty-target'): void {
  if (!isAllMissing(column)) return;
  const { name, kind } = column;
  const words = 'unparsable' in column ? column.unparsable : undefined;
  if (!words?.size) throw new AppError(code, { column: name });
  throw new AppError('fields.none-readable', { column: name, kind, examples: exampleList(words.values()) });
}

/** Is true for a column without a single cell of its kind. */
export function isAllMissing(column: Column): boolean {
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

/** Gives the text of the first cell of a column that is not empty, cut at 30 letters. */
export function firstCell(column: Column): string {
  for (let row = 0; ; row++) {
    const text = cellText(column, row);
    if (text !== null) return text.length > 30 ? `${text.slice(0, 29)}…` : text;
  }
}
