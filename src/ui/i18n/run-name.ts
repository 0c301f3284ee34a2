import type { Plan } from '../../contract/request/plan.ts';
import type { Format } from '../../locales/format.ts';
import { modelLabel } from './model-name.ts';

/** Names a run: the person's own name, else the model with the options that differ from the defaults. */
export function runName(plan: Plan, format: Format): string {
  if (plan.name) return plan.name;
  const set = Object.entries(plan.modelParams).map(([name, value]) =>
    name === 'hidden_layer_sizes' && Array.isArray(value) ? value.join(', ') : `${name} ${String(value)}`,
  );
  return format.series([modelLabel(plan.modelType, format.lang), ...set.slice(0, 2)]);
}
