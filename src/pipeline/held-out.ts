import { cellText } from '../tables/cells/cell-text.ts';
import type { Field } from '../tables/fields/field-column.ts';

/** A row's factors as a caller of `predict` gives them; dates are ISO dates. */
type Row = Record<string, number | string | null>;

/** Gives the way to read some of the rows that the model never learned from, evenly taken; none where there are none. It holds on to the table. */
export function makeHeldOutReader(factors: readonly Field[], test: Int32Array): (max: number) => Row[] {
  return (max) => {
    const count = Math.min(max, test.length);
    return Array.from({ length: count }, (_, i) => {
      const row = test[Math.floor((i * test.length) / count)];
      return Object.fromEntries(factors.map(({ spec, column }) => [spec.name, toCell(column, row)]));
    });
  };
}

function toCell(column: Field['column'], row: number): Row[string] {
  if (column.kind !== 'number') return cellText(column, row);
  const value = column.values[row];
  return Number.isNaN(value) ? null : value;
}
