import { AppError } from '../../base/errors.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import type { Column } from '../table.ts';

/**
 * Checks that the rules of a field fit its cells and its adapter; the target has no rule for missing cells, so it is checked with `meta` null.
 * @throws AppError `fields.min-above-max`, `fields.rule-unfit`, `fields.keep-unsupported`
 */
export function checkRules(
  { spec, column }: { spec: FieldSpec; column: Column },
  model: string,
  meta: AdapterMeta | null,
): void {
  const { min, max, missing } = spec;
  const { name, kind } = column;
  const unfit = (rule: string) => new AppError('fields.rule-unfit', { column: name, rule, kind });
  const isNumeric = kind === 'number' || kind === 'date';
  if (!isNumeric && min !== undefined) throw unfit('min');
  if (!isNumeric && max !== undefined) throw unfit('max');
  if (min !== undefined && max !== undefined && min > max) {
    throw new AppError('fields.min-above-max', { column: name, min, max });
  }
  if (!meta) return;
  if (missing === 'keep' && meta.input === 'features' && !meta.takesMissing) {
    throw new AppError('fields.keep-unsupported', { column: name, model });
  }
  if (!isNumeric && (missing === 'mean' || missing === 'median')) throw unfit(missing);
  // The most frequent text would be a cell of the data, kept with the model.
  if (meta.input === 'texts' && missing === 'most_frequent') throw unfit(missing);
}
