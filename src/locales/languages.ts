import type { Lang } from './writing.ts';

/** Names a language as its speakers write it: "English", "中文". */
export function languageName(lang: Lang): string {
  return new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;
}

/** Chooses the language that a browser prefers (a BCP 47 tag), else the first. */
export function preferredLanguage(offered: readonly Lang[], preferred: string): Lang {
  return offered.find((lang) => preferred.toLowerCase().split('-')[0] === lang) ?? offered[0];
}
