/** A part of a sentence: plain words, words that lead to a place of the page, or a number that matters. */
export type Part = string | { words: string; to: string } | { strong: string };
