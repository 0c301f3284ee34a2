import type { Fix } from '../../../contract/data/data-view.ts';
import type { Kind } from '../../../contract/data/kinds.ts';
import { texts } from '../../../locales/locale.ts';
import type { Format } from '../../../locales/format.ts';
import type { Rule } from '../../state/rule.ts';
import type { MissingRule } from '../../../contract/data/reading.ts';

/** Says a rule in a few words; '' where there is none. */
export function ruleWords(rule: Rule | undefined, kind: Kind, format: Format): string {
  if (!rule) return '';
  const words = texts(format.lang).fields.rules;
  const { min, max, missing } = rule;
  const phrases: string[] = [];
  const value = (limit: number) => valueWords(limit, kind, format);
  if (min !== undefined && max !== undefined) phrases.push(words.between(value(min), value(max)));
  else if (min !== undefined) phrases.push(words.least(value(min)));
  else if (max !== undefined) phrases.push(words.most(value(max)));
  if (rule.enum) phrases.push(words.values(rule.enum.length));
  if (missing !== undefined)
    phrases.push(typeof missing === 'object' ? words.constant(String(missing.constant)) : words.missings[missing]);
  if (rule.normalize === false) phrases.push(words.unscaled);
  return format.series(phrases);
}

/** Says a number of a column: a date as a day. */
export function valueWords(value: number, kind: Kind, format: Format): string {
  return kind === 'date' ? format.day(value) : format.short(value, 5);
}

/** Says what a warning offers, as a button does. */
export function fixWords(fix: Fix, format: Format): string {
  const words = texts(format.lang).fields;
  switch (fix.kind) {
    case 'ignore':
      return words.fixes.ignore;
    case 'missing':
      return fillWords(fix.rule, format);
    case 'target':
      return words.fixes.target(fix.column);
    case 'as':
      return words.fixes.as(words.kinds[fix.to]);
  }
}

function fillWords(rule: MissingRule, format: Format): string {
  const words = texts(format.lang).fields.fixes;
  return typeof rule === 'object' ? words.constant(String(rule.constant)) : words.fill[rule];
}
