import { addLocale, findLocale, type Locale } from './locale.ts';
import type { Lang } from './writing.ts';

/** Every language by its code, in the order they are offered; the first is shown where a browser prefers none of them. */
export const languages: Record<Lang, () => Promise<{ locale: Locale }>> = {
  en: () => import('./en/locale.ts'),
  zh: () => import('./zh/locale.ts'),
};

/** Loads a language and makes it available to `texts`, `requireLocale` and `formatMessage`; the second call gives the same at once. */
export async function loadLocale(lang: Lang): Promise<Locale> {
  const known = findLocale(lang);
  if (known) return known;
  const { locale } = await languages[lang]();
  addLocale(locale);
  return locale;
}

/** Is true for the code of a language of the product. */
export function isLanguage(lang: unknown): lang is Lang {
  return typeof lang === 'string' && Object.hasOwn(languages, lang);
}
