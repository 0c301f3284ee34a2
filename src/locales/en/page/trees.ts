/** Texts of what trees tell of themselves: why a row was answered so, what moves the answers, the first tree. Values come written. */
export const trees = {
  why: 'Why this answer',
  fromNumber: (base: string) => `Knowing nothing of the row it would say ${base}. From there:`,
  fromOdds: (label: string, base: string) => `In log odds of “${label}”, which are ${base} when nothing is known:`,
  fromScore: (label: string, base: string) =>
    `In the log chance of “${label}” above the mean of the classes, ${base} when nothing is known:`,
  others: (count: string) => `${count} other factors together`,
  missing: 'missing',

  moves: 'What moves the answers',
  movesOf: (unit: string) => `how far a factor moves an answer on the average, either way; ${unit}`,
  unit: (target: string) => `in the units of ${target}`,
  odds: 'in log odds',
  by: 'Moves by',

  tree: 'The first tree',
  treeOf: (of: string, base: string) => `of ${of}: an answer begins at ${base}, and every tree adds what its leaf says`,
  treeOdds: (label: string) => `; these are the log odds of “${label}”`,
  treeScore: (label: string) => `; this one is for the score of “${label}”`,
  atMost: (limit: string) => `≤ ${limit}`,
  until: (day: string) => `until ${day}`,
  is: 'is',
  known: 'is known',
  question: (words: string) => `${words}?`,
  or: ', ',
  more: (count: string) => `and ${count} more`,
  yes: 'yes',
  no: 'no',
  missingHere: 'or missing',
  hidden: (count: string) => `${count} leaves below`,
};
