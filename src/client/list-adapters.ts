import { catalog } from '../adapters/catalog.ts';
import type { AdapterMeta } from '../contract/model/adapter.ts';
import type { OptionField } from '../contract/request/options.ts';
import { translateAdapter } from '../locales/adapter-texts.ts';
import { languages, loadLocale } from '../locales/load.ts';
import type { Lang } from '../locales/writing.ts';

/** A text in every language of the product, by the language's code: `{ en, zh }`. */
export type EveryLanguage = Record<Lang, string>;

/** Gives one text of something described, in every language. */
type InEvery<Described> = (pick: (described: Described) => string) => EveryLanguage;

/** An adapter as `intab.adapters()` lists it. */
export type ListedAdapter = { id: string } & AdapterMeta<EveryLanguage>;

/** Lists the adapters in the order they are offered; loads every language. */
export async function listAdapters(): Promise<ListedAdapter[]> {
  const locales = await Promise.all(Object.keys(languages).map(loadLocale));
  return Object.entries(catalog).map(([id, meta]) => {
    const translated = locales.map(({ writing, adapters }) => ({
      lang: writing.lang,
      meta: translateAdapter(meta, adapters[id]),
    }));
    const inEvery: InEvery<AdapterMeta> = (pick) =>
      Object.fromEntries(translated.map(({ lang, meta }) => [lang, pick(meta)]));
    return structuredClone({
      id,
      ...meta,
      label: inEvery(({ label }) => label),
      summary: inEvery(({ summary }) => summary),
      options: meta.options.map((option, index) =>
        listOption(option, (pick) => inEvery(({ options }) => pick(options[index]))),
      ),
    });
  });
}

function listOption(option: OptionField, inEvery: InEvery<OptionField>): OptionField<EveryLanguage> {
  const texts = { label: inEvery(({ label }) => label), help: inEvery(({ help }) => help) };
  if (option.kind !== 'choice') return { ...option, ...texts };
  const { choiceLabels, ...rest } = option;
  if (!choiceLabels) return { ...rest, ...texts };
  const choices = Object.keys(choiceLabels).map((choice) => [
    choice,
    inEvery((each) => (each.kind === 'choice' && each.choiceLabels?.[choice]) || choiceLabels[choice]),
  ]);
  return { ...rest, ...texts, choiceLabels: Object.fromEntries(choices) as Record<string, EveryLanguage> };
}
