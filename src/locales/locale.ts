import type { AdapterTexts } from './adapter-texts.ts';
import type { messages } from './en/messages.ts';
import type { page } from './en/page.ts';
import type { Format } from './format.ts';
import type { Translated } from './message.ts';
import type { Lang, Writing } from './writing.ts';

/** What errors, notices and log lines say in a language: a message for each code that English has. */
export type Messages = Translated<typeof messages>;

/** What the page says in a language: every text that English has, with the same values to fill in. */
export type PageTexts = typeof page;

/** Everything the product says in one language. */
export interface Locale {
  writing: Writing;
  format: Format;
  messages: Messages;
  page: PageTexts;
  /** By the adapter's id. */
  adapters: Readonly<Record<string, AdapterTexts>>;
}

const loaded = new Map<Lang, Locale>();

/** Makes a language's texts available; `loadLocale` does it for the languages of `load.ts`. */
export function addLocale(locale: Locale): void {
  loaded.set(locale.writing.lang, locale);
}

/** Finds a language that is loaded. */
export function findLocale(lang: Lang): Locale | undefined {
  return loaded.get(lang);
}

/** Gives a language. @throws TypeError when it is not loaded: a page loads the language it shows before it shows anything. */
export function requireLocale(lang: Lang): Locale {
  const locale = loaded.get(lang);
  if (!locale) throw new TypeError(`the language ${lang} is not loaded`);
  return locale;
}

/** Gives what the page says in a language that is loaded. */
export function texts(lang: Lang): PageTexts {
  return requireLocale(lang).page;
}
