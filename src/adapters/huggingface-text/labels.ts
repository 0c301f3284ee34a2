import { AppError } from '../../base/errors.ts';

/** Several labels in one cell stand between these. */
const separators = /\s*[,;|/、，；]\s*/;

/**
 * Finds what each class of the data means among a model's labels: the same word in any case, the label's number, or the beginning of one label alone
 * (`neg` for NEGATIVE). With `several`, a class may be a list of labels.
 * @throws AppError `train.other-labels` names a class that is none of them
 */
export function matchLabels(classes: readonly string[], labels: readonly string[], several: boolean): number[][] {
  return classes.map((name) => {
    const words = several ? name.split(separators).filter((word) => word !== '') : [name];
    const found = words.map((word) => findLabel(word, labels));
    if (found.includes(-1)) throw new AppError('train.other-labels', { labels: labels.join(', '), class: name });
    return [...new Set(found)];
  });
}

/** Is true when every class means a label of its own and no label is left over. */
export function areTheSame(classes: readonly string[], labels: readonly string[]): boolean {
  const found = classes.map((name) => findLabel(name, labels));
  return classes.length === labels.length && !found.includes(-1) && new Set(found).size === labels.length;
}

function findLabel(word: string, labels: readonly string[]): number {
  const plain = (text: string) => text.trim().toLowerCase();
  const exact = labels.indexOf(word);
  if (exact >= 0) return exact;
  const same = labels.findIndex((label) => plain(label) === plain(word));
  if (same >= 0) return same;
  const number = /^(?:label_)?(\d+)$/i.exec(word.trim());
  if (number) return Number(number[1]) < labels.length ? Number(number[1]) : -1;
  const candidates = labels.flatMap((label, at) => (begins(plain(label), plain(word)) ? [at] : []));
  return candidates.length === 1 ? candidates[0] : -1;
}

function begins(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a));
}
