/** The words that a boolean column may hold, a pair a column, in any case: the true word first. */
const pairs = [
  ['true', 'false'],
  ['yes', 'no'],
  ['是', '否'],
] as const;

/** Single letters and digits that mean true or false where a column is known to be boolean. */
const short = [
  ['t', 'f'],
  ['y', 'n'],
  ['1', '0'],
] as const;

const meanings = new Map<string, boolean>(
  [...pairs, ...short].flatMap(([yes, no]): [string, boolean][] => [
    [yes, true],
    [no, false],
  ]),
);

/** Gives what all spellings of a word of a boolean column have in common: `TRUE` and `True` are one. */
export function booleanKey(word: string): string {
  return word.toLowerCase();
}

/** Finds the pair of words that a word is one of; undefined if it is not a word for true or false. */
export function findPair(word: string): readonly string[] | undefined {
  return pairs.find((pair) => (pair as readonly string[]).includes(booleanKey(word)));
}

/** Says whether a level of a boolean column means true or false; null if it is neither. */
export function parseBoolean(level: string): boolean | null {
  return meanings.get(booleanKey(level)) ?? null;
}
