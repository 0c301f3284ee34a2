/** Maximum letters before the ending. */
const maxLetters = 100;

/** Makes a file name that every file system takes: refused signs become a dash, dots and blanks at the ends are cut; `model` where nothing is left. */
export function fileName(name: string, ending: string): string {
  const plain = name.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '-');
  const stem = [...plain]
    .slice(0, maxLetters)
    .join('')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return `${stem || 'model'}${ending}`;
}
