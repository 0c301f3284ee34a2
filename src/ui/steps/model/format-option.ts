import type { OptionField } from '../../../contract/request/options.ts';
import { texts } from '../../../locales/locale.ts';
import type { Format } from '../../../locales/format.ts';

/** Longer texts are cut. */
const maxText = 40;

/** Says the value of an option in words. */
export function formatOption(field: OptionField, value: unknown, format: Format): string {
  const words = texts(format.lang).model;
  if (value === null && field.kind !== 'choice') return words.empty;
  if (field.kind === 'choice') return choiceWords(field, value, format);
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (typeof value === 'number') return Number.isInteger(value) ? format.whole(value) : format.short(value, 3);
  if (field.kind === 'files') return words.files(format.whole(Array.isArray(value) ? value.length : 0));
  if (Array.isArray(value)) return value.length > 0 ? value.map(String).join(', ') : words.noLayers;
  if (field.kind !== 'text') return String(value);
  const text = String(value).replace(/\s+/g, ' ').trim();
  if (field.secret && text !== '') return '•••';
  return text === '' ? words.empty : text.length > maxText ? `${text.slice(0, maxText - 1)}…` : text;
}

/** Says a choice in words, by the label the option has for it; the option's texts are in the format's language. */
export function choiceWords(field: OptionField, value: unknown, format: Format): string {
  const label = field.kind === 'choice' ? field.choiceLabels?.[String(value)] : undefined;
  return label ?? (value === null ? texts(format.lang).model.chooseNone : String(value));
}

/** Says an option and its value: “Hidden layers 64, 32”. What stands in brackets of the label is left out. */
export function optionWords(field: OptionField, value: unknown, format: Format): string {
  const label = field.label.replace(/\s*[(（].*[)）]\s*$/, '');
  return `${/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label} ${formatOption(field, value, format)}`;
}
