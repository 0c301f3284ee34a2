import { catalog } from '../../src/adapters/catalog.ts';
import type { AdapterTexts } from '../../src/locales/adapter-texts.ts';
import { locale as english } from '../../src/locales/en/locale.ts';
import { makeFormat } from '../../src/locales/format.ts';
import type { Locale } from '../../src/locales/locale.ts';

const accents: Record<string, string> = {
  a: 'à',
  e: 'é',
  i: 'î',
  o: 'ö',
  u: 'ü',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ö',
  U: 'Ü',
};

/** Marks a text: accents, and brackets around it. What a placeholder names is kept: `{rows row|rows}`. */
export function mark(text: string): string {
  const letters = text
    .split(/(\{[^{}]*\})/)
    .map((part, i) => (i % 2 ? part : part.replace(/[aeiou]/gi, (a) => accents[a] ?? a)));
  return text === '' ? '' : `⟦${letters.join('')}⟧`;
}

/** Marks every text of a section, also those that its functions write. What leads to a place of the page stays. */
export function markAll<T>(texts: T): T {
  if (typeof texts === 'string') return mark(texts) as T;
  if (typeof texts === 'function')
    return ((...given: unknown[]) => markAll((texts as (...given: unknown[]) => unknown)(...given))) as T;
  if (Array.isArray(texts)) return texts.map((each) => markAll(each as unknown)) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(
    Object.entries(texts).map(([key, each]) => [
      key,
      key === 'to' && 'words' in texts ? each : markAll(each as unknown),
    ]),
  ) as T;
}

const writing = { ...english.writing, lang: 'qps', comma: ' ⸱ ', semicolon: ' ⁏ ', gap: ' ⁑ ' };

const adapters = Object.entries(catalog).map(([id, { label, summary, options }]): [string, AdapterTexts] => [
  id,
  {
    label: mark(label),
    summary: mark(summary),
    options: Object.fromEntries(
      options.map((option) => [
        option.name,
        {
          label: mark(option.label),
          help: mark(option.help),
          ...(option.kind === 'choice' && option.choiceLabels ? { choices: markAll(option.choiceLabels) } : {}),
        },
      ]),
    ),
  },
]);

/** A language made of English, by which one sees what was never translated. */
export const locale: Locale = {
  writing,
  format: makeFormat(writing),
  messages: markAll(english.messages),
  page: markAll(english.page),
  adapters: Object.fromEntries(adapters),
};
