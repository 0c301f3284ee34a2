import { requireLocale } from '../../locales/locale.ts';
import type { Lang } from '../../locales/writing.ts';

/** Writes what happened and what to do next one after the other. */
export function together({ message, hint }: { message: string; hint: string }, lang: Lang): string {
  return hint === '' ? message : `${message}${requireLocale(lang).writing.gap}${hint}`;
}
