/** Reads a number as a person typed it: empty = null, what is no number stays as it was typed. */
export function readNumber(text: string): number | string | null {
  const typed = text.trim().replace('\u2212', '-');
  if (typed === '') return null;
  const value = Number(typed);
  return Number.isNaN(value) ? text : value;
}
