import type { AlignOffer } from '../../contract/data/data-view.ts';
import { nameKey } from '../names.ts';
import type { Column } from '../table.ts';
import type { MergeChoices } from '../../contract/data/reading.ts';

/** The columns of several files, side by side. */
export interface Alignment {
  /** The fields of the merged table, in the first file's order. */
  fields: string[];
  /** One a file: the column of each field that it has, by field name. */
  found: Map<string, Column>[];
  /** One a file: the columns that no field takes. */
  extra: Column[][];
}

/**
 * Finds which column of each file is which field. The first file's columns are the fields, named by `from` where it names them; a field
 * that `from` names and only a later file has comes last. A column named as the field itself goes before its other names.
 */
export function alignColumns(files: readonly (readonly Column[])[], from: MergeChoices['from'] = {}): Alignment {
  const others = new Map<string, string>();
  for (const [field, names] of Object.entries(from)) {
    for (const name of names) if (name !== field && !others.has(name)) others.set(name, field);
  }
  const sorted = files.map((columns) => sortColumns(columns, others));
  const fields = [...(sorted[0]?.keys() ?? [])];
  const known = new Set(fields);
  for (const field of Object.keys(from)) {
    if (!known.has(field) && sorted.some((columns) => columns.has(field))) fields.push(field);
  }
  const wanted = new Set(fields);
  const found = sorted.map((columns) => new Map([...columns].filter(([field]) => wanted.has(field))));
  const extra = files.map((columns, f) => {
    const taken = new Set(found[f].values());
    return columns.filter((column) => !taken.has(column));
  });
  return { fields, found, extra };
}

/** Gives the columns of a file by field, in the file's order. */
function sortColumns(columns: readonly Column[], others: ReadonlyMap<string, string>): Map<string, Column> {
  const own = new Set(columns.map((column) => column.name));
  const byField = new Map<string, Column>();
  for (const column of columns) {
    const field = others.get(column.name) ?? column.name;
    if (field !== column.name && (own.has(field) || byField.has(field))) continue;
    byField.set(field, column);
  }
  return byField;
}

/** Finds columns that no field takes whose names differ from a missing field's only by case, spaces, punctuation, brackets or units. */
export function offersFor({ fields, found, extra }: Alignment, files: readonly string[]): AlignOffer[] {
  return found.flatMap((columns, f) => {
    const byKey = new Map<string, string>();
    for (const { name } of extra[f]) if (!byKey.has(nameKey(name))) byKey.set(nameKey(name), name);
    return fields.flatMap((field) => {
      const name = columns.has(field) ? undefined : byKey.get(nameKey(field));
      if (name === undefined) return [];
      byKey.delete(nameKey(field));
      return [{ field, file: files[f], name }];
    });
  });
}
