import type { AdapterMeta } from '../contract/model/adapter.ts';
import type { MergeChoices, ReadChoices } from '../contract/data/reading.ts';
import type { DayOrder, Kind } from '../contract/data/kinds.ts';
import type { Options } from '../contract/request/options.ts';
import type { Plan } from '../contract/request/plan.ts';
import { templateColumns } from '../contract/request/template.ts';

/** Gives the kinds that a plan decides, by the field's name. */
export function planKinds({ fields, target, targetField, read }: Plan): Record<string, Kind> {
  const named = (fields ?? []).flatMap(({ name, kind }): [string, Kind][] => (kind ? [[name, kind]] : []));
  const ofTarget: [string, Kind][] = targetField?.kind ? [[target ?? targetField.name, targetField.kind]] : [];
  return Object.fromEntries([...Object.entries(read.kinds ?? {}), ...named, ...ofTarget]);
}

/** Says how files are read for a plan: the kinds of its fields are decided there, also under the names they have in the files. */
export function planReadChoices(plan: Plan): ReadChoices {
  const kinds = planKinds(plan);
  const aliases = Object.entries(planMergeChoices(plan).from ?? {}).flatMap(([name, from]): [string, Kind][] =>
    Object.hasOwn(kinds, name) ? from.map((alias) => [alias, kinds[name]]) : [],
  );
  return { ...withSourceNames(plan.read, planMergeChoices(plan)), kinds: { ...Object.fromEntries(aliases), ...kinds } };
}

/** Says the order of day and month of a column also under the names it has in the files; leaves it out where none is said. */
export function withSourceNames({ dayOrder = {}, ...read }: ReadChoices, { from = {} }: MergeChoices): ReadChoices {
  const orders = Object.entries(dayOrder).flatMap(([name, order]) =>
    [name, ...(Object.hasOwn(from, name) ? from[name] : [])].map((each): [string, DayOrder] => [each, order]),
  );
  return orders.length > 0 ? { ...read, dayOrder: Object.fromEntries(orders) } : read;
}

/** Says how files become one table for a plan: with the names that its fields have in the files. */
export function planMergeChoices({ merge, fields, targetField }: Plan): MergeChoices {
  const specs = [...(fields ?? []), ...(targetField ? [targetField] : [])];
  const named = specs.flatMap(({ name, from }): [string, readonly string[]][] => (from ? [[name, from]] : []));
  if (named.length === 0) return merge;
  return { ...merge, from: { ...merge.from, ...Object.fromEntries(named) } };
}

/** Takes the columns of the adapter's template as factors if the request names none. */
export function withTemplateFields(plan: Plan, { factorsFrom }: AdapterMeta, options: Options): Plan {
  const template = factorsFrom === undefined ? undefined : options[factorsFrom];
  const names = plan.fields === null && typeof template === 'string' ? templateColumns(template) : [];
  return names.length > 0 ? { ...plan, fields: names.map((name) => ({ name })) } : plan;
}
