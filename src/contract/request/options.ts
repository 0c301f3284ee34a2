import { AppError } from '../../base/errors.ts';

/**
 * Describes one option of an adapter: how it is checked, drawn and explained (in English unless `Text` says otherwise). Defaults are scikit-learn's
 * where it has them.
 */
export type OptionField<Text = string> = {
  name: string;
  label: Text;
  help: Text;
  /** Shown only after "more options". */
  advanced?: boolean;
  /** Shown only where another option has this value: elsewhere it means nothing. */
  where?: { option: string; is: string };
} & (
  | {
      kind: 'number' | 'integer';
      default: number | null;
      min?: number;
      max?: number;
      above?: number;
      nullable?: boolean;
    }
  | { kind: 'boolean'; default: boolean }
  | {
      kind: 'choice';
      default: string | boolean | null;
      choices: readonly (string | boolean | null)[];
      choiceLabels?: Readonly<Record<string, Text>>;
    }
  | { kind: 'integers'; default: readonly number[]; min?: number }
  /** `required`: a run needs it, though it has no default. */
  | { kind: 'text'; default: string; secret?: boolean; multiline?: boolean; required?: boolean }
  /** Files that the person picks, a whole folder of them; never kept with a plan. */
  | { kind: 'files'; default: readonly Blob[] }
);

/** The options of one fit: every field of the adapter, checked. */
export type Options = Record<string, unknown>;

/** The checked options of an adapter by its meta: a value for each field, of the field's kind; `Options` where the meta is not known. */
export type OptionsOf<M extends { options: readonly OptionField[] }> = string extends M['options'][number]['name']
  ? Options
  : { [Field in M['options'][number] as Field['name']]: OptionValue<Field> };

/** What a field takes; `nullable` and a default of null add null. */
type OptionValue<Field> =
  | (Field extends { nullable: true } | { default: null } ? null : never)
  | (Field extends { kind: 'number' | 'integer' }
      ? number
      : Field extends { kind: 'boolean' }
        ? boolean
        : Field extends { kind: 'choice'; choices: readonly (infer Choice)[] }
          ? Choice
          : Field extends { kind: 'integers' }
            ? readonly number[]
            : Field extends { kind: 'text' }
              ? string
              : Field extends { kind: 'files' }
                ? readonly Blob[]
                : never);

/**
 * Checks the options a person gave and fills in the rest.
 * @throws AppError `request.unknown-key` names an unknown option and lists the known ones; `request.bad-value` names a value that does not fit.
 */
export function readOptions<const Fields extends readonly OptionField[]>(
  fields: Fields,
  given: Record<string, unknown>,
  location: string,
): OptionsOf<{ options: Fields }> {
  const known = fields.map((field) => field.name);
  for (const key of Object.keys(given)) {
    if (!known.includes(key))
      throw new AppError('request.unknown-key', { key, place: location, known: known.join(', ') });
  }
  const checked = fields.map((field): [string, unknown] => {
    const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
    if (value === undefined) return [field.name, field.default];
    const problem = checkOption(field, value);
    if (problem) throw badValue(field, value, problem);
    return [field.name, value];
  });
  return Object.fromEntries(checked) as OptionsOf<{ options: Fields }>;
}

/** Is true for a required option without a value. */
export function isMissingOption(field: OptionField, value: unknown): boolean {
  return field.kind === 'text' && field.required === true && (typeof value !== 'string' || value.trim() === '');
}

/** Says in a few English words why a value does not fit an option, or `null` when it fits. */
export function checkOption(field: OptionField, value: unknown): string | null {
  switch (field.kind) {
    case 'number':
    case 'integer':
      if (value === null) return field.nullable ? null : 'it must not be empty';
      return numberProblem(value, field.kind === 'integer', field);
    case 'boolean':
      return typeof value === 'boolean' ? null : 'it is not true or false';
    case 'choice':
      return field.choices.includes(value as string) ? null : 'it is not one of the choices';
    case 'integers': {
      if (!Array.isArray(value)) return 'it is not a list of whole numbers';
      const problems = value.map((each: unknown) => numberProblem(each, true, field)).filter((each) => each !== null);
      return problems[0] ?? null;
    }
    case 'text':
      return typeof value === 'string' ? null : 'it is not text';
    case 'files':
      return Array.isArray(value) && value.every((each) => each instanceof Blob) ? null : 'it is not a list of files';
  }
}

function numberProblem(
  value: unknown,
  whole: boolean,
  limits: { min?: number; max?: number; above?: number },
): string | null {
  if (typeof value !== 'number' || Number.isNaN(value)) return 'it is not a number';
  if (whole && !Number.isInteger(value)) return 'it is not a whole number';
  if (!Number.isFinite(value)) return 'it is not finite';
  if (limits.min !== undefined && value < limits.min) return `it is below ${limits.min}`;
  if (limits.above !== undefined && value <= limits.above) return `it is not above ${limits.above}`;
  if (limits.max !== undefined && value > limits.max) return `it is above ${limits.max}`;
  return null;
}

function badValue(field: OptionField, value: unknown, problem: string): AppError {
  return new AppError('request.bad-value', {
    key: field.name,
    value: field.kind === 'text' && field.secret ? '•••' : shown(value),
    problem,
    expected: expectedPhrase(field),
  });
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** Says in a few English words what an option takes. */
function expectedPhrase(field: OptionField): string {
  switch (field.kind) {
    case 'number':
    case 'integer': {
      const noun = field.kind === 'integer' ? 'a whole number' : 'a number';
      const from =
        field.above !== undefined ? ` above ${field.above}` : field.min !== undefined ? ` from ${field.min}` : '';
      return `${noun}${from}${field.max !== undefined ? ` to ${field.max}` : ''}${field.nullable ? ' or null' : ''}`;
    }
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${field.choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
    case 'integers':
      return `a list of whole numbers${field.min !== undefined ? ` from ${field.min}` : ''}, such as ${JSON.stringify(field.default)}`;
    case 'text':
      return 'text';
    case 'files':
      return 'a list of files';
  }
}
