import type { FactorMapping } from '../contract/bundle.ts';
import type { Kind } from '../contract/kinds.ts';
import { medianInPlace } from '../metrics/median.ts';
import { ascendingOrder } from '../metrics/order.ts';
import type { Field } from '../tables/fields.ts';

/** Says what a column must hold for the model, as its training rows showed it: ranges of numbers and dates, levels of categories. */
export function mapFactor({ spec, column }: Field, train: Int32Array): FactorMapping {
  const named = { name: spec.name, ...(spec.from ? { from: [...spec.from] } : {}) };
  const kind: Exclude<Kind, 'empty'> = column.kind === 'empty' ? (spec.kind ?? 'number') : column.kind;
  switch (column.kind) {
    case 'number':
    case 'date': {
      const range = rangeOf(
        Float64Array.from(train, (row) => column.values[row]).filter((value) => !Number.isNaN(value)),
      );
      return { ...named, kind, ...(range ? { range } : {}) };
    }
    case 'category':
    case 'boolean': {
      const counts = new Float64Array(column.levels.length);
      for (const row of train) if (column.codes[row] >= 0) counts[column.codes[row]]++;
      const order = ascendingOrder(counts.map((count) => -count));
      return {
        ...named,
        kind,
        levels: Array.from(order).flatMap((code) => (counts[code] > 0 ? [column.levels[code]] : [])),
      };
    }
    default:
      return { ...named, kind };
  }
}

function rangeOf(values: Float64Array): FactorMapping['range'] {
  if (values.length === 0) return undefined;
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min, max, median: medianInPlace(values) };
}
