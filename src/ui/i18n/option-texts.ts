import { isMissingOption, checkOption, type OptionField } from '../../contract/request/options.ts';
import { texts } from '../../locales/locale.ts';
import type { Lang } from '../../locales/writing.ts';

/** Says what is wrong with the value of an option, as the end of a sentence; '' when it fits. */
export function optionProblem(field: OptionField, value: unknown, lang: Lang): string {
  const t = texts(lang).options;
  if (isMissingOption(field, value)) return t.missing;
  if (checkOption(field, value) === null) return '';
  const noun = t.needed[field.kind];
  const numbers = field.kind === 'number' || field.kind === 'integer' || field.kind === 'integers';
  return t.must(numbers ? t.limited(noun, field) : noun);
}

/** The same as a line of its own, below the field. */
export function optionProblemLine(field: OptionField, value: unknown, lang: Lang): string {
  const words = optionProblem(field, value, lang);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
