import type { Lang } from '../../base/messages/sentence.ts';

/** Writes what happened and what to do next one after the other: Chinese full stops carry their own space. */
export function together({ message, hint }: { message: string; hint: string }, lang: Lang): string {
  return hint === '' ? message : `${message}${lang === 'zh' ? '' : ' '}${hint}`;
}
