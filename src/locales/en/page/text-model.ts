/** Texts of what a model of texts tells of itself: the words that decide, and those of one text. Values come written. */
export const textModel = {
  decide: 'Words that decide',
  decideHow: 'by their coefficients: how far a word moves the answer, whatever else the text says',
  of: 'Class',
  for: (label: string) => `For “${label}”`,
  against: (label: string) => `Against “${label}”`,
  term: 'Word',
  weight: 'Weight',
  size: 'Size',
  none: 'No word speaks this way.',
  showAll: (count: string) => `Show all ${count}`,
  showFewer: 'Show fewer',

  why: 'Why this answer',
  marked: (label: string) => `Words for “${label}” are underlined, words against it are dotted; darker weighs more.`,
  unknown: 'The model knows none of these words.',
  speaks: (word: string, weight: string) => `${word}: ${weight}`,
};
