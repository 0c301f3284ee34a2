import { addLocale, type Locale } from '../locales/locale.ts';
import type { ExportedLocale } from '../locales/exported-locale.ts';
import type { Lang } from '../locales/writing.ts';

const modules = import.meta.glob<{ locale: ExportedLocale }>('../locales/*/exported-page.ts', { eager: true });

/** Every language of the exported page, by its code. The page stands alone, so it holds all of them. */
export const locales: Readonly<Record<Lang, ExportedLocale>> = Object.fromEntries(
  Object.values(modules).map(({ locale }) => [locale.writing.lang, locale]),
);

/** Makes the languages available to the parts that this page shares with the app: they ask for nothing else of them. */
export function addLocales(): void {
  for (const locale of Object.values(locales)) addLocale(locale as unknown as Locale);
}
