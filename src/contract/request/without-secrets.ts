import { maskAddress } from '../../base/address.ts';
import type { OptionField } from './options.ts';
import type { Plan } from './plan.ts';

/** Takes out of a plan what may not be stored or shared: secret options, picked files, and the query strings of URLs. */
export function withoutSecrets(plan: Plan, options: readonly OptionField[]): Plan {
  const secret = new Set(
    options.flatMap((field) => ((field.kind === 'text' && field.secret) || field.kind === 'files' ? [field.name] : [])),
  );
  const kept = Object.entries(plan.modelParams).filter(([name]) => !secret.has(name));
  return { ...plan, modelParams: Object.fromEntries(kept.map(([name, value]) => [name, withoutQuery(value)])) };
}

function withoutQuery(value: unknown): unknown {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value)) return value;
  return maskAddress(value);
}
