import type { Run } from '../base/run.ts';
import type { FactorMapping } from '../contract/model/bundle.ts';
import { medianInPlace } from '../metrics/median.ts';
import { ascendingOrder } from '../metrics/order.ts';
import type { Field } from '../tables/fields/field-column.ts';
import { ascending } from '../tables/rows/ascending-rows.ts';

/** Says what each factor's column must hold for the model, as the training rows showed it: ranges of numbers and dates, levels of categories. */
export async function mapFactors(factors: readonly Field[], train: Int32Array, run: Run): Promise<FactorMapping[]> {
  // Columns are read faster from front to back.
  const rows = ascending(train);
  const mapped: FactorMapping[] = [];
  for (const field of factors) {
    await run.yield();
    mapped.push(mapFactor(field, rows));
  }
  return mapped;
}

function mapFactor({ spec, column }: Field, train: Int32Array): FactorMapping {
  const named = { name: spec.name, ...(spec.from ? { from: [...spec.from] } : {}) };
  switch (column.kind) {
    case 'number':
    case 'date': {
      const range = valueRange(column.values, train);
      const { dayOrder } = column;
      return { ...named, kind: column.kind, ...(range ? { range } : {}), ...(dayOrder ? { dayOrder } : {}) };
    }
    case 'category':
    case 'boolean': {
      const counts = new Float64Array(column.levels.length);
      for (let i = 0; i < train.length; i++) {
        const code = column.codes[train[i]];
        if (code >= 0) counts[code]++;
      }
      const order = Array.from(ascendingOrder(counts.map((count) => -count)));
      const levels = order.flatMap((code) => (counts[code] > 0 ? [column.levels[code]] : []));
      return { ...named, kind: column.kind, levels };
    }
    case 'text':
      return { ...named, kind: 'text' };
    case 'empty':
      return { ...named, kind: spec.kind ?? 'number' };
  }
}

/** A median is that of at most this many rows, evenly taken. */
const medianRows = 100_000;

function valueRange(values: Float64Array, rows: Int32Array): FactorMapping['range'] {
  const step = Math.ceil(rows.length / medianRows);
  const some = new Float64Array(Math.ceil(rows.length / step));
  let count = 0;
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]];
    if (value < min) min = value;
    if (value > max) max = value;
    if (i % step === 0 && value === value) some[count++] = value;
  }
  return min > max ? undefined : { min, max, median: count > 0 ? medianInPlace(some.subarray(0, count)) : min };
}
