import * as v from 'valibot';
import type { FieldSpec } from './field.ts';
import { camel, requestError, withoutUndefined } from './request-keys.ts';

const types = ['number', 'numeric', 'category', 'string', 'boolean', 'date', 'text'] as const;

const Missing = v.union([
  v.picklist(['drop', 'mean', 'median', 'most_frequent', 'keep']),
  v.strictObject({ constant: v.union([v.number(), v.string()]) }),
]);
const Level = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
/** A number, or for a date column an ISO date, which becomes milliseconds since the epoch. */
const Limit = v.union([
  v.number(),
  v.pipe(
    v.string(),
    v.check((text) => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text)), 'it is no ISO date'),
    v.transform((text) => Date.parse(text)),
  ),
]);

/** What a caller may say of one column. `values` is another word for `enum`. */
export const FactorRules = v.strictObject({
  type: v.optional(v.picklist(types)),
  normalize: v.optional(v.union([v.boolean(), v.picklist(['minmax', 'standard', 'robust'])])),
  min: v.optional(Limit),
  max: v.optional(Limit),
  enum: v.optional(v.array(Level)),
  values: v.optional(v.array(Level)),
  missing: v.optional(Missing),
  from: v.optional(v.array(v.string())),
});
const NamedRules = v.strictObject({ name: v.string(), ...FactorRules.entries });
const Lists = v.strictObject({
  requiredFields: v.optional(v.array(v.string()), []),
  numericFields: v.optional(v.array(v.string()), []),
});

type Rules = v.InferOutput<typeof FactorRules>;

/**
 * Reads `factorParams` in each of its forms: a list of rules with names, rules by name, or the lists `requiredFields` and `numericFields`,
 * beside which all other columns stay factors.
 * @throws AppError `request.unknown-key`, `request.bad-value`
 */
export function readFactorParams(given: unknown): { fields: FieldSpec[] | null; otherFields?: true } {
  if (given === undefined) return { fields: null };
  if (Array.isArray(given)) {
    const named = given.map((each: unknown, nth) => parse(NamedRules, each, ['factorParams', String(nth)]));
    return { fields: named.map(({ name, ...rules }) => toField(name, rules)) };
  }
  const byName = Object.entries(parse(AnyObject, given, ['factorParams']));
  if (isLists(byName)) {
    const lists = Object.fromEntries(byName.map(([key, value]) => [camel(key), value]));
    return { fields: fromLists(parse(Lists, lists, ['factorParams'])), otherFields: true };
  }
  return { fields: byName.map(([name, rules]) => toField(name, parse(FactorRules, rules, ['factorParams', name]))) };
}

// Not v.record, which drops columns named `constructor` and `__proto__`.
const AnyObject = v.custom<object>((value) => typeof value === 'object' && value !== null, 'it is no list or object');

/** Is true for the form with lists; columns may have the names of the lists, but then hold rules. */
function isLists(byName: [string, unknown][]): boolean {
  const isList = ([key, value]: [string, unknown]) =>
    (camel(key) === 'requiredFields' || camel(key) === 'numericFields') && Array.isArray(value);
  return byName.some(isList);
}

/** requiredFields = drop the row if missing; numericFields = number, and scaled. */
function fromLists({ requiredFields, numericFields }: v.InferOutput<typeof Lists>): FieldSpec[] {
  const numeric = new Set(numericFields);
  return [...new Set([...requiredFields, ...numericFields])].map((name) => ({
    name,
    ...(numeric.has(name) ? { kind: 'number' as const, normalize: true } : {}),
    missing: 'drop' as const,
  }));
}

/** Makes the rules of a column as the pipeline knows them. */
export function toField(name: string, { type, values, enum: allowed, ...rest }: Rules): FieldSpec {
  return withoutUndefined({ name, ...rest, kind: fieldKind(type), enum: allowed ?? values });
}

function fieldKind(type: (typeof types)[number] | undefined): FieldSpec['kind'] {
  if (type === 'numeric') return 'number';
  if (type === 'string') return 'category';
  return type;
}

function parse<S extends v.GenericSchema>(schema: S, given: unknown, path: readonly string[]): v.InferOutput<S> {
  const parsed = v.safeParse(schema, given, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const entries: object = 'entries' in schema ? (schema.entries as object) : {};
  throw requestError(parsed.issues[0], path, () => Object.keys(entries));
}
