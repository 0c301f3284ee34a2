import type { locale, messages } from './en/exported-page.ts';
import type { Locale } from './locale.ts';
import type { Translated } from './message.ts';

/** A language as far as the exported page needs it: each has one in `exported-page.ts`, which the build of the page finds by its name. */
export type ExportedLocale = Pick<Locale, 'writing' | 'format' | 'adapters'> & {
  messages: Translated<typeof messages>;
  page: typeof locale.page;
};
