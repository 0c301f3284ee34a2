/** The texts of an adapter in another language than English. */
export interface AdapterTexts {
  label: string;
  summary: string;
  /** By the option's name. `choices`: by the choice, as `String` writes it. */
  options: Readonly<Record<string, { label: string; help: string; choices?: Readonly<Record<string, string>> }>>;
}

/** The texts of an option as an adapter's `meta.ts` has them, in English. */
interface OptionTexts {
  name: string;
  label: string;
  help: string;
  choiceLabels?: Readonly<Record<string, string>>;
}

/** Puts the texts of a language in the place of the English ones; what it has no text for stays English. */
export function translateAdapter<
  Option extends OptionTexts,
  Meta extends { label: string; summary: string; options: readonly Option[] },
>(meta: Meta, texts: AdapterTexts | undefined): Meta {
  if (!texts) return meta;
  const { label, summary } = texts;
  return { ...meta, label, summary, options: meta.options.map((option) => translateOption(option, texts)) };
}

/** The same for one option. */
export function translateOption<Option extends OptionTexts>(option: Option, texts: AdapterTexts | undefined): Option {
  const found = texts && Object.hasOwn(texts.options, option.name) ? texts.options[option.name] : undefined;
  if (!found) return option;
  const { label, help, choices } = found;
  return { ...option, label, help, ...(choices ? { choiceLabels: { ...option.choiceLabels, ...choices } } : {}) };
}
