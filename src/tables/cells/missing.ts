/** Words that mean a missing cell, beside the empty cell; a person can take each of them out or add others. */
export const missingWords = [
  'NA',
  'N/A',
  'n/a',
  'NaN',
  'nan',
  'null',
  'NULL',
  'None',
  '#N/A',
  '?',
  '-',
  '—',
  '无',
] as const;

/** Gives every word that means missing for one reading; the empty cell always does. */
export function missingSet(choices: {
  missing?: readonly string[];
  notMissing?: readonly string[];
}): ReadonlySet<string> {
  const words = new Set<string>([...missingWords, ...(choices.missing ?? []).map((word) => word.trim())]);
  for (const word of choices.notMissing ?? []) words.delete(word.trim());
  return words.add('');
}

/** Makes the test whether a word means missing, blanks around it aside. Words longer than every missing word are decided by their ends alone. */
export function missingTest(missing: ReadonlySet<string>): (word: string) => boolean {
  const longest = Math.max(...Array.from(missing, ({ length }) => length));
  return (word) => {
    const { length } = word;
    if (length > longest && !mayBeBlank(word.charCodeAt(0)) && !mayBeBlank(word.charCodeAt(length - 1))) return false;
    return missing.has(word.trim());
  };
}

function mayBeBlank(letter: number): boolean {
  return letter <= 32 || letter > 126;
}
