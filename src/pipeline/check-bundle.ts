import type { Run } from '../base/run.ts';
import { requireMeta } from '../adapters/catalog.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import { predictTable } from '../prediction/predict.ts';
import { toRowTable } from '../prediction/row-table.ts';

/**
 * Proves that a stranger's bundle works before it is kept: the recipe and the model are opened and fit each other.
 * @throws AppError `request.unknown-model`, `model.bad-recipe`, `model.bad-size`, `model.bad-content`
 */
export async function checkBundle(bundle: Bundle, run: Run): Promise<void> {
  requireMeta(bundle.modelType);
  const empty = Object.fromEntries(bundle.factors.map(({ name }) => [name, null]));
  await predictTable(bundle, toRowTable([empty], bundle), run);
}
