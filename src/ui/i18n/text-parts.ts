import type { Lang } from '../../base/messages/sentence.ts';

/** The texts of one part of the interface in every language. */
export type Texts<T> = Record<Lang, T>;

/** Declares texts in both languages; the Chinese ones must have every text of the English ones, with the same values to fill in. */
export function texts<T>(words: { en: T; zh: NoInfer<T> }): Texts<T> {
  return words;
}

/** A piece of a sentence: plain words, words that lead to a place of the page, or a number that matters. */
export type Part = string | { words: string; to: string } | { strong: string };
